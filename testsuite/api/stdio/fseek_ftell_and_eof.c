/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/types.h>

#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	for (int i = 0; i < 5000; i++)
		putc('a' + i % 26, f);
	CHECK_INT(ftell(f), 5000);
	CHECK_INT(fseek(f, -1, SEEK_END), 0);
	CHECK_INT(getc(f), 'a' + 4999 % 26);
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) && !ferror(f));
	CHECK_INT(fseeko(f, 4097, SEEK_SET), 0);
	CHECK(!feof(f));
	CHECK_INT(getc(f), 'a' + 4097 % 26);
	CHECK_INT(fseek(f, -2, SEEK_CUR), 0);
	CHECK_INT(ftello(f), 4096);
	CHECK_ERR(fseek(f, -1, SEEK_SET), EINVAL);
	fpos_t here;
	CHECK_INT(fgetpos(f, &here), 0);
	rewind(f);
	CHECK_INT(getc(f), 'a');
	CHECK_INT(fsetpos(f, &here), 0);
	CHECK_INT(ftell(f), 4096);
	return (0);
}
