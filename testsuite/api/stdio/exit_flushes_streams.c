/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: partial line flushed at exit */
#include "test.h"

int
main(void)
{
	printf("partial line ");
	printf("flushed at exit\n");
	CHECK_INT(setvbuf(stderr, NULL, _IONBF, 0), 0);
	return (0);
}
