/* SPDX-License-Identifier: BSD-2-Clause */
/* A program and a library see the same thread-local variable. */
#include "test.h"

extern __thread int lib_tls;
extern __thread char lib_text[40];
int lib_get(void);
const char *lib_get_text(void);

static __thread int own = 3;

int
main(void)
{
	CHECK_INT(lib_tls, 11);
	lib_tls = 12;
	CHECK_INT(lib_get(), 12);
	strcpy(lib_text, "from the program");
	CHECK_STR(lib_get_text(), "from the program");
	CHECK_INT(own, 3);
	return (0);
}
