/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/*
 * A process with several threads execs, and stays to pass the exit code on
 * to its native parent: its other threads do not.
 */
#include "native.h"

#include <pthread.h>

static void *
ticks(void *arg)
{
	int fd;

	for (;;) {
		if ((fd = open("ticks", O_WRONLY | O_APPEND | O_CREAT,
		    0600)) >= 0) {
			write(fd, "x", 1);
			close(fd);
		}
		nap(2);
	}
	return (NULL);
}

static off_t
size(void)
{
	struct stat st;

	return (stat("ticks", &st) == 0 ? st.st_size : 0);
}

/* Execs amid the other thread's work. */
static int
before(char *self)
{
	char *args[] = { self, "after", "it", NULL };
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, ticks, NULL), 0);
	for (int i = 0; size() < 3; i++)
		nap(5);
	execv(self, args);
	return (96);
}

/* The one before may be late to come so far. */
static int
after(void)
{
	off_t was, now = size();
	int tries = 0;

	CHECK(now >= 3);
	do {
		CHECK(tries++ < 50);
		was = now;
		nap(200);
	} while ((now = size()) != was);
	return (42);
}

int
main(int argc, char **argv)
{
	char native[600], self[600];
	char *args[] = { native, self, "before", NULL };
	int status;
	pid_t pid;

	if (argc > 2)
		return (after());
	if (argc > 1)
		return (before(argv[0]));
	strlcpy(native, argv[0], sizeof(native));
	strcpy(strrchr(native, '/') + 1, NATIVE_NAME);
	CHECK(GetModuleFileNameA(NULL, self, sizeof(self)) > 0);
	CHECK_INT(posix_spawn(&pid, native, NULL, NULL, args, environ), 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 42 << 8);
	return (0);
}
