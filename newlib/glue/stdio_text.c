/* SPDX-License-Identifier: BSD-2-Clause */
#include "stdio_text.h"

/*
 * newlib asks whether a stream on fd, opened without "b" or "t", translates
 * line ends. It never does: a file has the bytes that were written
 * (XSH fopen: "b" has no effect).
 */
int
_cygwin_istext_for_stdio(int fd)
{
	(void)fd;
	return 0;
}
