/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -Wl,--no-as-needed -lrt -pthread */
/* timeout: 60 */
/* Reads and writes at offsets, order, fsync, lists, errors. */
#include <aio.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static int fd;

static void
wait_for(struct aiocb *cb)
{
	const struct aiocb *list[] = { NULL, cb };

	while (aio_error(cb) == EINPROGRESS)
		CHECK(aio_suspend(list, 2, NULL) == 0 || errno == EINTR);
}

static struct aiocb
block(void *buf, size_t n, off_t at)
{
	struct aiocb cb;

	memset(&cb, 0, sizeof(cb));
	cb.aio_fildes = fd;
	cb.aio_buf = buf;
	cb.aio_nbytes = n;
	cb.aio_offset = at;
	cb.aio_sigevent.sigev_notify = SIGEV_NONE;
	return cb;
}

static void
offsets(void)
{
	char in[8] = "";
	struct aiocb w1 = block((char *)"world", 5, 5);
	struct aiocb w2 = block((char *)"hello", 5, 0);
	struct aiocb s = block(NULL, 0, 0), r = block(in, 7, 2);

	CHECK_OK(aio_write(&w1) == 0 && aio_write(&w2) == 0);
	/* As most programs leave it. */
	memset(&s.aio_sigevent, 0, sizeof(s.aio_sigevent));
	s.aio_reqprio = -1;	/* of no meaning to aio_fsync() */
	CHECK_OK(aio_fsync(O_SYNC, &s) == 0);
	wait_for(&s);
	CHECK_INT(aio_error(&w1), 0);
	CHECK_INT(aio_error(&w2), 0);
	CHECK_INT(aio_return(&w1), 5);
	CHECK_INT(aio_return(&w2), 5);
	CHECK_INT(aio_return(&s), 0);
	CHECK_OK(aio_read(&r) == 0);
	wait_for(&r);
	CHECK_INT(aio_return(&r), 7);
	CHECK_STR(in, "lloworl");
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 0);
	r = block(in, 7, 100);
	CHECK_OK(aio_read(&r) == 0);
	wait_for(&r);
	CHECK_INT(aio_return(&r), 0);
}

static void
appending_keeps_its_order(void)
{
	struct aiocb cb[50];
	char text[50], in[51] = "";
	int i, saved = fd;

	CHECK_OK((fd = open("log", O_CREAT | O_RDWR | O_APPEND, 0600)) >= 0);
	for (i = 0; i < 50; i++) {
		text[i] = 'A' + i;
		cb[i] = block(&text[i], 1, 0);
		CHECK_OK(aio_write(&cb[i]) == 0);
	}
	for (i = 0; i < 50; i++) {
		wait_for(&cb[i]);
		CHECK_INT(aio_return(&cb[i]), 1);
	}
	CHECK_INT(pread(fd, in, 50, 0), 50);
	CHECK(memcmp(in, text, 50) == 0);
	CHECK_OK(close(fd) == 0);
	fd = saved;
}

static void
lists(void)
{
	char a[4] = "", b[4] = "";
	struct aiocb r1 = block(a, 3, 0), r2 = block(b, 3, 5), nop;
	struct aiocb *list[] = { &r1, NULL, &nop, &r2 };

	nop = block(NULL, 0, 0);
	nop.aio_lio_opcode = LIO_NOP;
	r1.aio_lio_opcode = r2.aio_lio_opcode = LIO_READ;
	CHECK_OK(lio_listio(LIO_WAIT, list, 4, NULL) == 0);
	CHECK_STR(a, "hel");
	CHECK_STR(b, "wor");
	CHECK_INT(aio_return(&r1), 3);
	r2.aio_fildes = -1;
	CHECK(lio_listio(LIO_WAIT, list, 4, NULL) == -1 && errno == EIO);
	CHECK_INT(aio_error(&r1), 0);
	CHECK_INT(aio_error(&r2), EBADF);
	CHECK(lio_listio(77, list, 4, NULL) == -1 && errno == EINVAL);
}

static void
errors(void)
{
	char c;
	struct aiocb cb = block(&c, 1, 0);
	int e;

	cb.aio_fildes = -1;
	e = aio_read(&cb) == 0 ? (wait_for(&cb), aio_error(&cb)) : errno;
	CHECK_INT(e, EBADF);
	CHECK(aio_cancel(-1, NULL) == -1 && errno == EBADF);
	cb = block(&c, 1, -5);
	e = aio_read(&cb) == 0 ? (wait_for(&cb), aio_error(&cb)) : errno;
	CHECK_INT(e, EINVAL);
	cb = block(&c, 1, 0);
	CHECK(aio_fsync(12345, &cb) == -1 && errno == EINVAL);
	CHECK_OK((cb.aio_fildes = open("f", O_RDONLY)) >= 0);
	CHECK_OK(aio_write(&cb) == 0);
	wait_for(&cb);
	CHECK_INT(aio_error(&cb), EBADF);
	CHECK(aio_return(&cb) == -1);
	CHECK_OK(close(cb.aio_fildes) == 0);
	CHECK_INT(aio_cancel(fd, NULL), AIO_ALLDONE);
}

int
main(void)
{
	CHECK_OK((fd = open("f", O_CREAT | O_RDWR, 0600)) >= 0);
	offsets();
	appending_keeps_its_order();
	lists();
	errors();
	return 0;
}
