/* SPDX-License-Identifier: BSD-2-Clause */
/* What RWF_APPEND and RWF_NOWAIT make of preadv2() and pwritev2(). */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

int
main(void)
{
	char b[20] = "", c[2];
	struct iovec v[2] = { { (void *)"ab", 2 }, { (void *)"c", 1 } };
	struct iovec in = { b, sizeof b - 1 }, one = { c, 1 };
	struct stat st;
	ssize_t n;
	int fd, p[2];

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(write(fd, "0123", 4), 4);
	CHECK_INT(lseek(fd, 1, SEEK_SET), 1);
	/* With an offset, which says nothing, the position stays. */
	CHECK_INT(pwritev2(fd, v, 2, 0, RWF_APPEND), 3);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 1);
	/* With its own it moves. */
	CHECK_INT(pwritev2(fd, v, 1, -1, RWF_APPEND | RWF_DSYNC), 2);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 9);
	CHECK_INT(preadv2(fd, &in, 1, 0, 0), 9);
	CHECK_STR(b, "0123abcab");
	CHECK_OK(fstat(fd, &st) == 0 && st.st_size == 9);
	CHECK_ERR(pwritev(fd, v, 2, -1), EINVAL);
	CHECK_ERR(preadv(fd, v, 2, -1), EINVAL);
	/* A disk may not tell. */
	n = preadv2(fd, &one, 1, 0, RWF_NOWAIT);
	CHECK(n == 1 || (n < 0 && (errno == EOPNOTSUPP || errno == EAGAIN)));
	/* A pipe does. */
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(preadv2(p[0], &one, 1, -1, RWF_NOWAIT), EAGAIN);
	CHECK_INT(write(p[1], "x", 1), 1);
	CHECK_INT(preadv2(p[0], &one, 1, -1, RWF_NOWAIT), 1);
	CHECK_INT(c[0], 'x');
	CHECK_ERR(preadv2(p[0], &one, 1, 0, 0), ESPIPE);
	close(p[1]);
	CHECK_INT(preadv2(p[0], &one, 1, -1, RWF_NOWAIT), 0);
	return (0);
}
