/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/stat.h>

#include "test.h"

int
main(void)
{
	FILE *a = fopen("a", "w"), *b = fopen("b", "w");
	fputs("12", a);
	fputs("345", b);
	CHECK_INT(fflush(NULL), 0);
	struct stat st;
	CHECK_INT(stat("a", &st), 0);
	CHECK_INT(st.st_size, 2);
	CHECK_INT(stat("b", &st), 0);
	CHECK_INT(st.st_size, 3);
	return (0);
}
