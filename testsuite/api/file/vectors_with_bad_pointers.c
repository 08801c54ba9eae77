/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * readv(), writev() and their kin with pointers that lead nowhere: EFAULT, or
 * what came before; never a fault, whether SIGSEGV has a handler or not.
 */
#include "test.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

static char *volatile bad = (char *)8;
static struct iovec *volatile no_vector = (struct iovec *)8;

static void
handler(int sig)
{
	static const char text[] = "a signal came\n";

	write(2, text, sizeof text - 1);
	_exit(9);
}

static void
to_a_file(int flags)
{
	char good[6] = "hello", back[12] = "";
	struct iovec v[3] = { { good, 5 }, { bad, 5 }, { good, 5 } };
	int fd = open("f", O_RDWR | O_CREAT | O_TRUNC | flags, 0600);

	CHECK_OK(fd >= 0);
	CHECK_ERR(writev(fd, v + 1, 2), EFAULT);
	CHECK_INT(lseek(fd, 0, SEEK_END), 0);
	/* As on Linux a file gets what is there. */
	CHECK_INT(writev(fd, v, 3), 5);
	CHECK_INT(lseek(fd, 0, SEEK_END), 5);
	CHECK_ERR(writev(fd, no_vector, 2), EFAULT);
	CHECK_ERR(readv(fd, no_vector, 20), EFAULT);
	CHECK_INT(writev(fd, no_vector, 0), 0);
	if (flags == 0)
		CHECK_ERR(pwritev(fd, v + 1, 2, 100), EFAULT);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_ERR(readv(fd, v + 1, 2), EFAULT);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	v[0] = (struct iovec){ back, 2 };
	CHECK_INT(readv(fd, v, 3), 2);
	CHECK_INT(preadv(fd, v, 1, 3), 2);
	CHECK_STR(back, "lo");
	CHECK_OK(close(fd) == 0);
}

/* A pipe gets all or nothing of what fits into one piece. */
static void
to_a_pipe(void)
{
	char good[6] = "hello", back[12] = "";
	struct iovec v[3] = { { good, 5 }, { bad, 5 }, { good, 5 } };
	int p[2];

	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(writev(p[1], v, 3), EFAULT);
	CHECK_ERR(writev(p[1], v + 1, 2), EFAULT);
	CHECK_ERR(writev(p[1], no_vector, 2), EFAULT);
	CHECK_INT(write(p[1], "ok", 2), 2);
	CHECK_INT(read(p[0], back, sizeof back), 2);
	CHECK_STR(back, "ok");
	close(p[0]);
	close(p[1]);
}

/* Memory that ends amid a part. */
static void
half_a_part(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *m = mmap(NULL, 16 * page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), c = 'c';
	struct iovec v[2] = { { &c, 1 }, { m, 2 * page } };
	int fd = open("half", O_RDWR | O_CREAT, 0600);

	CHECK_OK(m != MAP_FAILED && fd >= 0);
	memset(m, 'm', page);
	CHECK_OK(mprotect(m + page, page, PROT_NONE) == 0);
	CHECK_INT(writev(fd, v, 2), page + 1);
	v[0].iov_base = m + page;
	CHECK_ERR(writev(fd, v, 2), EFAULT);
	CHECK_OK(munmap(m, 16 * page) == 0);
	close(fd);
}

static void
counts(void)
{
	static struct iovec v[IOV_MAX + 1] = { { "a", 1 },
	    { "b", SIZE_MAX } };
	int fd = open("f", O_RDWR);

	CHECK_ERR(writev(fd, v, 2), EINVAL);
	CHECK_ERR(writev(fd, v, IOV_MAX + 1), EINVAL);
	CHECK_ERR(writev(-1, no_vector, 1), EBADF);
	CHECK_ERR(readv(-1, no_vector, IOV_MAX + 1), EBADF);
	close(fd);
}

int
main(void)
{
	for (int i = 0; i < 2; i++) {
		to_a_file(0);
		to_a_file(O_APPEND);
		to_a_pipe();
		half_a_part();
		counts();
		signal(SIGSEGV, handler);
	}
	return (0);
}
