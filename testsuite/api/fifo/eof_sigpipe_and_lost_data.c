/* SPDX-License-Identifier: BSD-2-Clause */
/* Ends of file, EPIPE with SIGPIPE, O_RDWR; data nobody has open is gone. */
#include "process/children.h"

static volatile sig_atomic_t got;

static void
handler(int sig)
{
	got = sig;
}

int
main(void)
{
	struct stat st;
	char buf[16];
	int r, w, rw;

	CHECK_OK(mkfifo("f", 0600) == 0);
	CHECK_OK((rw = open("f", O_RDWR)) >= 0);
	CHECK_OK(fstat(rw, &st) == 0 && S_ISFIFO(st.st_mode));
	CHECK_INT(write(rw, "12345", 5), 5);
	CHECK_INT(read(rw, buf, 2), 2);
	CHECK_OK((r = open("f", O_RDONLY)) >= 0);
	CHECK_OK((w = open("f", O_WRONLY | O_TRUNC)) >= 0);
	CHECK_INT(read(r, buf, sizeof buf), 3);
	CHECK(memcmp(buf, "345", 3) == 0);
	close(rw);
	CHECK_ERR(read(w, buf, 1), EBADF);
	CHECK_ERR(write(r, buf, 1), EBADF);
	CHECK_INT(write(w, "67", 2), 2);
	close(w);
	CHECK_INT(read(r, buf, sizeof buf), 2);
	CHECK_INT(read(r, buf, sizeof buf), 0);

	CHECK_OK((w = open("f", O_WRONLY)) >= 0);	/* once more */
	CHECK_INT(write(w, "8", 1), 1);
	CHECK_INT(read(r, buf, sizeof buf), 1);
	close(r);
	signal(SIGPIPE, handler);
	CHECK_ERR(write(w, "9", 1), EPIPE);
	CHECK_INT(got, SIGPIPE);

	CHECK_OK((r = open("f", O_RDONLY)) >= 0);
	CHECK_INT(write(w, "lost", 4), 4);
	close(w);
	close(r);
	CHECK_OK((r = open("f", O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_INT(read(r, buf, sizeof buf), 0);

	/* It goes on without its name. */
	CHECK_OK((w = open("f", O_WRONLY)) >= 0);
	CHECK_OK(unlink("f") == 0);
	CHECK_INT(write(w, "on", 2), 2);
	CHECK_INT(read(r, buf, sizeof buf), 2);
	return 0;
}
