/* SPDX-License-Identifier: BSD-2-Clause */
/* Offsets are 64 bits; the file is sparse, so it costs nothing. */
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	off_t far = 5LL << 30;
	CHECK_INT(ftruncate(fileno(f), far), 0);
	CHECK_INT(fseeko(f, 0, SEEK_END), 0);
	CHECK_INT(ftello(f), far);
	CHECK_INT(fseeko(f, far - 1, SEEK_SET), 0);
	CHECK_INT(getc(f), 0);
	CHECK_INT(getc(f), EOF);
	struct stat st;
	CHECK_INT(fstat(fileno(f), &st), 0);
	CHECK_INT(st.st_size, far);
	return (0);
}
