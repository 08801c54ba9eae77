/* SPDX-License-Identifier: BSD-2-Clause */
/* splice(), tee() and vmsplice() move data to and from pipes. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int f, p[2], q[2];

static const char *
got(int fd)
{
	static char text[100];
	ssize_t n = read(fd, text, sizeof text - 1);

	CHECK_OK(n >= 0);
	text[n] = '\0';
	return text;
}

static void
files(void)
{
	off_t at = 2;
	int g;

	CHECK_OK((f = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(write(f, "0123456789", 10), 10);
	/* From a file, at an offset and at its own. */
	CHECK_INT(splice(f, &at, p[1], NULL, 3, 0), 3);
	CHECK_INT(at, 5);
	CHECK_INT(lseek(f, 0, SEEK_CUR), 10);
	CHECK_STR(got(p[0]), "234");
	CHECK_INT(lseek(f, 7, SEEK_SET), 7);
	CHECK_INT(splice(f, NULL, p[1], NULL, 100, 0), 3);
	CHECK_INT(splice(f, NULL, p[1], NULL, 100, 0), 0);
	/* To a file: what is there, not more. */
	CHECK_OK((g = open("out", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(write(g, "01234", 5), 5);
	at = 2;
	CHECK_INT(splice(p[0], NULL, g, &at, 100, SPLICE_F_MOVE), 3);
	CHECK_INT(at, 5);
	CHECK_INT(lseek(g, 0, SEEK_SET), 0);
	CHECK_STR(got(g), "01789");
	close(g);
}

static void
pipes(void)
{
	CHECK_INT(write(p[1], "abcdef", 6), 6);
	CHECK_INT(tee(p[0], q[1], 4, 0), 4);
	CHECK_STR(got(q[0]), "abcd");
	CHECK_INT(splice(p[0], NULL, q[1], NULL, 3, 0), 3);
	CHECK_STR(got(q[0]), "abc");
	CHECK_STR(got(p[0]), "def");
	CHECK_ERR(splice(p[0], NULL, q[1], NULL, 3, SPLICE_F_NONBLOCK),
	    EAGAIN);
	CHECK_ERR(tee(p[0], q[1], 3, SPLICE_F_NONBLOCK), EAGAIN);
}

static void
memory(void)
{
	char a[4] = "", b[4] = "";
	struct iovec out[2] = { { (void *)"abc", 3 }, { (void *)"de", 2 } };
	struct iovec in[2] = { { a, 3 }, { b, 3 } };

	CHECK_INT(vmsplice(p[1], out, 2, 0), 5);
	CHECK_INT(vmsplice(p[0], in, 2, 0), 5);
	CHECK_STR(a, "abc");
	CHECK_STR(b, "de");
	CHECK_ERR(vmsplice(f, out, 1, 0), EBADF);
	CHECK_ERR(vmsplice(p[1], out, 1, 0x40000000), EINVAL);
}

static void
fifos(void)
{
	int r, w;

	CHECK_OK(mkfifo("fifo", 0600) == 0);
	CHECK_OK((r = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_OK((w = open("fifo", O_WRONLY)) >= 0);
	CHECK_INT(write(w, "fifo", 4), 4);
	CHECK_INT(tee(r, q[1], 10, 0), 4);
	CHECK_STR(got(q[0]), "fifo");
	CHECK_INT(splice(r, NULL, q[1], NULL, 10, 0), 4);
	CHECK_STR(got(q[0]), "fifo");
	CHECK_ERR(splice(r, NULL, q[1], NULL, 10, 0), EAGAIN);
	close(w);
	CHECK_INT(splice(r, NULL, q[1], NULL, 10, 0), 0);
	close(r);
}

static void
errors(void)
{
	int g = open("g", O_RDWR | O_CREAT | O_APPEND, 0600), d;
	off_t at = 0;

	CHECK_OK(g >= 0 && (d = open(".", O_RDONLY)) >= 0);
	CHECK_INT(write(p[1], "left", 4), 4);
	CHECK_ERR(splice(f, NULL, g, NULL, 4, 0), EINVAL);
	CHECK_ERR(splice(p[0], NULL, g, NULL, 4, 0), EINVAL);
	CHECK_ERR(splice(p[0], NULL, p[1], NULL, 4, 0), EINVAL);
	CHECK_ERR(splice(p[0], &at, f, NULL, 4, 0), ESPIPE);
	CHECK_ERR(splice(p[1], NULL, f, NULL, 4, 0), EBADF);
	CHECK_ERR(splice(p[0], NULL, q[0], NULL, 4, 0), EBADF);
	CHECK_ERR(splice(99, NULL, f, NULL, 4, 0), EBADF);
	CHECK_ERR(splice(d, NULL, q[1], NULL, 4, 0), EINVAL);
	CHECK_ERR(splice(p[0], NULL, f, NULL, 4, 0x40000000), EINVAL);
	CHECK_ERR(tee(f, q[1], 4, 0), EINVAL);
	CHECK_ERR(tee(p[0], p[1], 4, 0), EINVAL);
	CHECK_INT(splice(p[0], NULL, f, NULL, 0, 0), 0);
	/* Where nobody reads, nothing is taken. */
	signal(SIGPIPE, SIG_IGN);
	close(q[0]);
	CHECK_ERR(splice(p[0], NULL, q[1], NULL, 4, 0), EPIPE);
	CHECK_STR(got(p[0]), "left");
	close(p[1]);
	CHECK_INT(splice(p[0], NULL, f, NULL, 4, 0), 0);
}

int
main(void)
{
	CHECK_OK(pipe(p) == 0 && pipe(q) == 0);
	files();
	pipes();
	memory();
	fifos();
	errors();
	return (0);
}
