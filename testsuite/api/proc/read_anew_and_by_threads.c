/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -pthread */
/*
 * One open file of /proc: what is read from its start is what is so then, and
 * threads that read and seek in it get its text.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "test.h"

#define ROUNDS	300
#define LINE	"Limit "		/* how it begins */

static int limits;

static void *
reads(void *arg)
{
	char b[4096];
	ssize_t n;

	for (int i = 0; i < ROUNDS; i++) {
		CHECK_OK(lseek(limits, 0, SEEK_SET) == 0);
		CHECK_OK((n = read(limits, b, sizeof b)) >= 0);
		CHECK_OK((n = pread(limits, b, sizeof b, 0)) > 0);
		CHECK(memcmp(b, LINE, strlen(LINE)) == 0);
		CHECK_OK(pread(limits, b, 8, 100) == 8);
	}
	return NULL;
}

int
main(void)
{
	char before[4096], after[4096];
	struct rlimit r;
	pthread_t t[2];
	ssize_t n, m;

	CHECK_OK((limits = open("/proc/self/limits", O_RDONLY)) >= 0);
	CHECK_OK((n = pread(limits, before, sizeof before, 0)) > 0);
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	r.rlim_cur--;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &r) == 0);
	CHECK_OK((m = pread(limits, after, sizeof after, 0)) > 0);
	CHECK(n != m || memcmp(before, after, (size_t)n) != 0);
	CHECK_INT(lseek(limits, 0, SEEK_CUR), 0);

	for (int i = 0; i < 2; i++)
		CHECK_INT(pthread_create(&t[i], NULL, reads, NULL), 0);
	for (int i = 0; i < 2; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	return (0);
}
