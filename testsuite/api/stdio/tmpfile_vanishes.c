/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <sys/stat.h>

#include "test.h"

int
main(void)
{
	FILE *f = tmpfile();
	CHECK_OK(f != NULL);
	fputs("abc", f);
	rewind(f);
	CHECK_INT(getc(f), 'a');
	struct stat st;
	CHECK_INT(fstat(fileno(f), &st), 0);
	CHECK_INT(st.st_size, 3);
	CHECK_INT(st.st_nlink, 0);
	CHECK_INT(fclose(f), 0);
	return (0);
}
