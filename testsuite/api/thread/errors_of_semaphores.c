/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* The errors that POSIX.1-2024 has for semaphores: each call, each error. */
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "thread/nag.h"

static const struct timespec past = { 1, 0 };
static const struct timespec bad[] = { { 1, -1 }, { 1, 1000000000 } };
static sem_t s;

static void
counts(void)
{
	CHECK_ERR(sem_init(&s, 0, (unsigned)SEM_VALUE_MAX + 1), EINVAL);
	CHECK_OK(sem_init(&s, 0, SEM_VALUE_MAX) == 0);
	CHECK_ERR(sem_post(&s), EOVERFLOW);
	CHECK_OK(sem_destroy(&s) == 0);
}

static void
times(void)
{
	CHECK_OK(sem_init(&s, 0, 0) == 0);
	CHECK_ERR(sem_trywait(&s), EAGAIN);
	CHECK_ERR(sem_timedwait(&s, &past), ETIMEDOUT);
	CHECK_ERR(sem_clockwait(&s, CLOCK_REALTIME, &past), ETIMEDOUT);
	CHECK_ERR(sem_clockwait(&s, CLOCK_MONOTONIC, &past), ETIMEDOUT);
	CHECK_ERR(sem_clockwait(&s, CLOCK_PROCESS_CPUTIME_ID, &past), EINVAL);
	CHECK_ERR(sem_clockwait(&s, 99, &past), EINVAL);
	for (int i = 0; i < 2; i++) {
		CHECK_ERR(sem_timedwait(&s, &bad[i]), EINVAL);
		CHECK_ERR(sem_clockwait(&s, CLOCK_MONOTONIC, &bad[i]),
		    EINVAL);
	}
}

static void
interrupts(void)
{
	const struct timespec never = { 4000000000, 0 };

	nag_begin();
	CHECK_ERR(sem_wait(&s), EINTR);
	CHECK_ERR(sem_timedwait(&s, &never), EINTR);
	CHECK_ERR(sem_clockwait(&s, CLOCK_MONOTONIC, &never), EINTR);
	nag_end();
}

static void
names(void)
{
	struct rlimit old, few;
	char name[64], longest[400];
	sem_t *n;

	snprintf(name, sizeof(name), "/isthmus-errors-%ld", (long)getpid());
	memset(longest, 'x', sizeof(longest));
	longest[0] = '/';
	longest[sizeof(longest) - 1] = '\0';
	CHECK_NULL_ERR(sem_open(name, 0), ENOENT);
	CHECK_ERR(sem_unlink(name), ENOENT);
	CHECK_NULL_ERR(sem_open(name, O_CREAT, 0600,
	    (unsigned)SEM_VALUE_MAX + 1), EINVAL);
	CHECK_NULL_ERR(sem_open("/", O_CREAT, 0600, 1), EINVAL);
	CHECK(sem_open(longest, O_CREAT, 0600, 1) == SEM_FAILED);
	CHECK(errno == ENAMETOOLONG || errno == EINVAL);	/* glibc */
	CHECK(sem_unlink(longest) == -1);
	CHECK(errno == ENAMETOOLONG || errno == ENOENT);	/* glibc */
	n = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
	CHECK_OK(n != SEM_FAILED);
	CHECK_NULL_ERR(sem_open(name, O_CREAT | O_EXCL, 0600, 1), EEXIST);
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &old) == 0);
	few = (struct rlimit){ 0, old.rlim_max };
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &few) == 0);
	CHECK_NULL_ERR(sem_open(name, 0), EMFILE);
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &old) == 0);
	CHECK_OK(sem_close(n) == 0);
	CHECK_OK(sem_unlink(name) == 0);
	CHECK_NULL_ERR(sem_open(name, 0), ENOENT);
}

int
main(void)
{
	counts();
	times();
	interrupts();
	names();
	return 0;
}
