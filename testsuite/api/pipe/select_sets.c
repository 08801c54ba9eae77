/* SPDX-License-Identifier: BSD-2-Clause */
/* select() and pselect(): sets, counts, errors. */
#include <fcntl.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;

static void
handler(int sig)
{
	got = sig;
}

int
main(void)
{
	struct timespec bad = { 0, 1000000000 }, none = { 0, 0 };
	struct timespec ever = { 5, 0 };
	struct timeval zero = { 0, 0 }, much = { 0, 1500000 };
	fd_set r, w, e;
	sigset_t set, open_mask;
	int p[2], f, top;

	CHECK_INT(pipe(p), 0);
	CHECK((f = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	top = f + 1;

	FD_ZERO(&r);
	FD_ZERO(&w);
	FD_ZERO(&e);
	FD_SET(p[0], &r);
	FD_SET(f, &r);
	FD_SET(p[1], &w);
	FD_SET(f, &w);
	FD_SET(p[0], &e);
	CHECK_INT(select(top, &r, &w, &e, &zero), 3);
	CHECK(!FD_ISSET(p[0], &r) && FD_ISSET(f, &r));
	CHECK(FD_ISSET(p[1], &w) && FD_ISSET(f, &w));
	CHECK(!FD_ISSET(p[0], &e));

	/* At the end of the file reading does not block. */
	CHECK_INT(close(p[1]), 0);
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	CHECK_INT(select(top, &r, NULL, NULL, NULL), 1);
	CHECK(FD_ISSET(p[0], &r));

	FD_ZERO(&r);
	FD_SET(p[1], &r);
	CHECK_ERR(select(top, &r, NULL, NULL, &zero), EBADF);
	CHECK_ERR(select(-1, NULL, NULL, NULL, &zero), EINVAL);
	CHECK_INT(select(0, NULL, NULL, NULL, &zero), 0);
	CHECK_INT(pselect(0, NULL, NULL, NULL, &none, NULL), 0);
	CHECK_ERR(pselect(0, NULL, NULL, NULL, &bad, NULL), EINVAL);
	/* Of microseconds there may be more than a second's. */
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	CHECK_INT(select(top, &r, NULL, NULL, &much), 1);
	much = (struct timeval){ 0, -1 };
	CHECK_ERR(select(top, &r, NULL, NULL, &much), EINVAL);
	much = (struct timeval){ -1, 1500000 };
	CHECK_ERR(select(top, &r, NULL, NULL, &much), EINVAL);

	/* A pending signal that the mask lets in interrupts at once. */
	signal(SIGUSR1, handler);
	sigemptyset(&open_mask);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(got, 0);
	CHECK_ERR(pselect(0, NULL, NULL, NULL, &ever, &open_mask), EINTR);
	CHECK_INT(got, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &set), 0);
	CHECK_INT(sigismember(&set, SIGUSR1), 1);
	return (0);
}
