/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads read from descriptors that others put over, close and open: each
 * read is of a file that the number meant at that time, or EBADF, and in the
 * end no file is left open or was closed too often.
 */
#include "test.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#define READERS	3
#define ROUNDS	3000
#define OVER	200		/* put over again and again */
#define COMES	201		/* comes and goes */

static const char *const names[] = { "a", "b" };
static volatile int done;

static void
make(const char *name)
{
	int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0600);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, name, 1), 1);
	CHECK_INT(close(fd), 0);
}

static void *
read_on(void *arg)
{
	char c;
	long n;

	while (!done) {
		CHECK_INT(pread(OVER, &c, 1, 0), 1);
		CHECK(c == 'a' || c == 'b');
		errno = 0;
		n = pread(COMES, &c, 1, 0);
		CHECK(n == 1 ? c == 'b' : n == -1 && errno == EBADF);
	}
	return NULL;
}

int
main(void)
{
	pthread_t t[READERS];
	int fd, lowest;

	make(names[0]);
	make(names[1]);
	lowest = open("a", O_RDONLY);
	CHECK_OK(lowest >= 0);
	CHECK_INT(dup2(lowest, OVER), OVER);
	CHECK_INT(close(lowest), 0);
	for (int i = 0; i < READERS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, read_on, NULL), 0);
	for (int i = 0; i < ROUNDS; i++) {
		fd = open(names[i % 2], O_RDONLY);
		CHECK_OK(fd >= 0);
		CHECK_INT(dup2(fd, OVER), OVER);
		if (i % 2 != 0)
			CHECK_INT(dup2(fd, COMES), COMES);
		CHECK_INT(close(fd), 0);
		if (i % 2 != 0)
			CHECK_INT(close(COMES), 0);
	}
	done = 1;
	for (int i = 0; i < READERS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_INT(close(OVER), 0);
	errno = 0;
	CHECK(close(OVER) == -1 && errno == EBADF);
	CHECK_INT(open("a", O_RDONLY), lowest);
	CHECK_OK(unlink("a") == 0 && unlink("b") == 0);
	return 0;
}
