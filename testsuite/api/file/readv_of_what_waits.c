/* SPDX-License-Identifier: BSD-2-Clause */
/* readv() waits for the first byte, and for none behind those there are. */
#include "test.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Three parts; what is there fills the first, to its last byte. */
static void
from(int in, int out)
{
	char a[4] = "", b[4] = "", *volatile bad = (char *)8;
	struct iovec v[3] = { { a, 3 }, { NULL, 0 }, { b, 3 } };

	CHECK_INT(write(out, "abc", 3), 3);
	CHECK_INT(readv(in, v, 3), 3);
	CHECK_STR(a, "abc");
	CHECK_INT(write(out, "defg", 4), 4);
	CHECK_INT(readv(in, v, 3), 4);
	CHECK_STR(a, "def");
	CHECK_STR(b, "g");
	/* Memory that is not there keeps nothing from what comes before. */
	v[2].iov_base = bad;
	CHECK_INT(write(out, "klm", 3), 3);
	CHECK_INT(readv(in, v, 3), 3);
	CHECK_STR(a, "klm");
	CHECK_OK(close(out) == 0);
	CHECK_INT(readv(in, v, 2), 0);
	CHECK_OK(close(in) == 0);
}

int
main(void)
{
	uint32_t half[2] = { 0, 0 };
	struct iovec v[2] = { { &half[0], 4 }, { &half[1], 4 } };
	int p[2], fd;

	alarm(60);
	CHECK_OK(pipe(p) == 0);
	CHECK_INT(write(p[1], "abcd", 4), 4);
	CHECK_INT(preadv2(p[0], v, 2, -1, RWF_NOWAIT), 4);
	CHECK_ERR(preadv2(p[0], v, 2, -1, RWF_NOWAIT), EAGAIN);
	from(p[0], p[1]);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	CHECK_OK((p[0] = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_OK((p[1] = open("fifo", O_WRONLY)) >= 0);
	CHECK_OK(fcntl(p[0], F_SETFL, 0) == 0);
	from(p[0], p[1]);
	CHECK_OK((fd = eventfd(5, 0)) >= 0);
	CHECK_INT(readv(fd, v, 2), 8);
	CHECK_INT(half[0], 5);
	return (0);
}
