/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	CHECK_INT(fseek(f, 70000, SEEK_SET), 0);
	CHECK_INT(putc('x', f), 'x');
	rewind(f);
	long n = 0;
	int c;
	while ((c = getc(f)) == 0)
		n++;
	CHECK_INT(n, 70000);
	CHECK_INT(c, 'x');
	return (0);
}
