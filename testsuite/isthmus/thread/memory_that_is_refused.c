/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, fail points are ours */
/*
 * Without memory a value for a key and a handler for fork are ENOMEM; what
 * was there before stays, and the next attempt works.
 */
/* env: ISTHMUS_FAULT=thr.values:2:ENOMEM,spawn.atfork:1:ENOMEM */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define KEYS		100
#define HANDLERS	40

static int runs;

static void
count(void)
{
	runs++;
}

static void
values(void)
{
	static pthread_key_t key[KEYS];
	int failed = 0, r;

	for (int i = 0; i < KEYS; i++) {
		CHECK_INT(pthread_key_create(&key[i], NULL), 0);
		r = pthread_setspecific(key[i], &key[i]);
		if (r == 0)
			continue;
		CHECK_INT(r, ENOMEM);
		failed++;
		CHECK(pthread_getspecific(key[i]) == NULL);
		CHECK_INT(pthread_setspecific(key[i], &key[i]), 0);
	}
	CHECK_INT(failed, 1);
	for (int i = 0; i < KEYS; i++)
		CHECK(pthread_getspecific(key[i]) == &key[i]);
}

static void
handlers(void)
{
	int failed = 0, r, status;
	pid_t pid;

	for (int i = 0; i < HANDLERS; i++) {
		r = pthread_atfork(count, count, NULL);
		CHECK(r == 0 || r == ENOMEM);
		failed += r != 0;
	}
	CHECK_INT(failed, 1);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(runs == HANDLERS - 1 ? 7 : 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(WEXITSTATUS(status), 7);
	CHECK_INT(runs, 2 * (HANDLERS - 1));
}

int
main(void)
{
	values();
	handlers();
	return 0;
}
