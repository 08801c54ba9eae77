/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_CAPS=-posix_delete */
/*
 * What is opened while somebody takes its name away, or another name of it, is
 * opened or not there; it is never busy.
 */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMES	300

static void
make(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0600);

	CHECK_OK(fd >= 0 && write(fd, "x", 1) == 1 && close(fd) == 0);
}

static int
take_names(void)
{
	for (int i = 0; i < TIMES; i++) {
		make("going");
		CHECK_OK(unlink("going") == 0);
		CHECK_OK(link("stays", "other") == 0);
		CHECK_OK(unlink("other") == 0);
	}
	return 0;
}

int
main(void)
{
	int fd, status;
	pid_t pid;
	char c;

	make("stays");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(take_names());
	while (waitpid(pid, &status, WNOHANG) == 0) {
		CHECK_OK((fd = open("stays", O_RDWR)) >= 0);
		CHECK_OK(read(fd, &c, 1) == 1 && close(fd) == 0);
		CHECK_OK(truncate("stays", 1) == 0);
		fd = open("going", O_RDONLY);
		CHECK(fd >= 0 || errno == ENOENT);
		CHECK_OK(fd < 0 || close(fd) == 0);
	}
	CHECK_INT(status, 0);
	return (0);
}
