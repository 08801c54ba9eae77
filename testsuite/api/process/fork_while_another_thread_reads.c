/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * fork while other threads use malloc and streams, and one waits for input
 * with the stream locked: the child can use all of them.
 */
#include "process/children.h"
#include <pthread.h>

static volatile int stop;
static int fds[2];

static void *
busy(void *arg)
{
	char text[100];

	while (!stop) {
		void *p = malloc(1000);

		snprintf(text, sizeof text, "%p", p);
		free(p);
		fputs("", stdout);
	}
	return NULL;
}

static FILE *input;

static void *
reads(void *arg)
{
	CHECK_INT(getc(input), 'x');
	return NULL;
}

static int
child(void)
{
	char *p = malloc(100000);
	FILE *f;

	if (p == NULL)
		return 1;
	free(p);
	if ((f = tmpfile()) == NULL || fputs("text", f) < 0 || fclose(f) != 0)
		return 2;
	flockfile(input);
	funlockfile(input);
	return 0;
}

int
main(void)
{
	pthread_t t[3], r;
	pid_t pid = 0;
	int i;

	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((input = fdopen(fds[0], "r")) != NULL);
	for (i = 0; i < 3; i++)
		CHECK_INT(pthread_create(&t[i], NULL, busy, NULL), 0);
	for (i = 0; i < 5; i++)
		CHECK_INT(in_child(child), 0);
#ifdef __ISTHMUS__
	/* glibc leaves the lock held in the child. */
	CHECK_INT(pthread_create(&r, NULL, reads, NULL), 0);
	nap(20);
	/* Not begin(): flushing all streams would wait for that one. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(child());
	CHECK_INT(end(pid), 0);
	CHECK_OK(write(fds[1], "x", 1) == 1);
	CHECK_INT(pthread_join(r, NULL), 0);
#else
	(void)r;
	(void)pid;
	(void)reads;
#endif
	stop = 1;
	for (i = 0; i < 3; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	return 0;
}
