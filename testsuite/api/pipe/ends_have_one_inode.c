/* SPDX-License-Identifier: BSD-2-Clause */
/* Both ends of a pipe are one file; two pipes are two. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat r, w, other;
	int p[2], q[2];

	CHECK_INT(pipe(p), 0);
	CHECK_INT(pipe(q), 0);
	CHECK_INT(fstat(p[0], &r), 0);
	CHECK_INT(fstat(p[1], &w), 0);
	CHECK_INT(fstat(q[0], &other), 0);
	CHECK(S_ISFIFO(r.st_mode) && S_ISFIFO(w.st_mode));
	CHECK(r.st_ino == w.st_ino && r.st_dev == w.st_dev);
	CHECK(r.st_ino != other.st_ino);
	CHECK_INT(r.st_uid, getuid());
	CHECK(r.st_mtime > 1700000000);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(fstat(p[1], &r), 0);
	CHECK(r.st_ino == w.st_ino);
	return (0);
}
