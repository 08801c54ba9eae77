/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * sem_open() makes and finds semaphores by name, in this process and in
 * others; the name goes with sem_unlink(), the semaphore when all have closed
 * it; each error is told.
 */
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static char name[64];

static void
errors(sem_t *s)
{
	char longest[400];

	memset(longest, 'x', sizeof longest);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	CHECK_NULL_ERR(sem_open(name, O_CREAT | O_EXCL, 0600, 1), EEXIST);
	CHECK_NULL_ERR(sem_open("/there-is-no-such-semaphore", 0), ENOENT);
	/* glibc has EINVAL here. */
	CHECK(sem_open(longest, O_CREAT, 0600, 1) == SEM_FAILED);
	CHECK(errno == ENAMETOOLONG || errno == EINVAL);
	/* With "sem." it is a name of a file. */
	longest[1 + NAME_MAX - 4] = '\0';
	sem_unlink(longest);			/* of a run that failed */
	CHECK_OK(sem_open(longest, O_CREAT, 0600, 1) != SEM_FAILED);
	CHECK_OK(sem_unlink(longest) == 0);
	CHECK_NULL_ERR(sem_open("/isthmus-too-much", O_CREAT, 0600,
	    (unsigned)INT_MAX + 1), EINVAL);
	CHECK_NULL_ERR(sem_open("/", O_CREAT, 0600, 1), EINVAL);
	CHECK_ERR(sem_unlink("/there-is-no-such-semaphore"), ENOENT);
	CHECK(s != SEM_FAILED);
}

/* The child opens it by name and answers through a second one. */
static void
meet_a_child(sem_t *ask)
{
	char other[80];
	sem_t *answer;
	pid_t pid;
	int st;

	snprintf(other, sizeof other, "%s-answer", name);
	answer = sem_open(other, O_CREAT | O_EXCL, 0600, 0);
	CHECK_OK(answer != SEM_FAILED);
	pid = fork();
	CHECK_OK(pid >= 0);
	if (pid == 0) {
		sem_t *mine = sem_open(name, 0);

		if (mine == SEM_FAILED)
			_exit(1);
		for (int i = 0; i < 50; i++)
			if (sem_wait(mine) != 0 || sem_post(answer) != 0)
				_exit(2);
		_exit(0);
	}
	for (int i = 0; i < 50; i++) {
		CHECK_OK(sem_post(ask) == 0);
		CHECK_OK(sem_wait(answer) == 0);
	}
	CHECK_OK(waitpid(pid, &st, 0) == pid);
	CHECK_INT(st, 0);
	CHECK_OK(sem_unlink(other) == 0);
	CHECK_OK(sem_close(answer) == 0);
}

int
main(void)
{
	sem_t *s, *again, *fresh;
	int v;

	snprintf(name, sizeof name, "/isthmus-test-%ld", (long)getpid());
	s = sem_open(name, O_CREAT | O_EXCL, 0600, 3);
	CHECK(s != SEM_FAILED);
	errors(s);
	CHECK_OK(sem_getvalue(s, &v) == 0);
	CHECK_INT(v, 3);
	again = sem_open(name, O_CREAT, 0600, 77);
	CHECK(again == s);
	CHECK_OK(sem_wait(again) == 0 && sem_trywait(s) == 0);
	CHECK_OK(sem_close(again) == 0);
	CHECK_OK(sem_trywait(s) == 0);
	CHECK_ERR(sem_trywait(s), EAGAIN);
	meet_a_child(s);
	/* It keeps its value while nobody has it open. */
	CHECK_OK(sem_post(s) == 0);
	CHECK_OK(sem_close(s) == 0);
	CHECK_OK((s = sem_open(name, 0)) != SEM_FAILED);
	CHECK_OK(sem_getvalue(s, &v) == 0);
	CHECK_INT(v, 1);
	/* Without its name it goes on, and the name is free. */
	CHECK_OK(sem_unlink(name) == 0);
	CHECK_NULL_ERR(sem_open(name, 0), ENOENT);
	fresh = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
	CHECK_OK(fresh != SEM_FAILED && fresh != s);
	CHECK_ERR(sem_trywait(fresh), EAGAIN);
	CHECK_OK(sem_trywait(s) == 0);
	CHECK_OK(sem_close(s) == 0 && sem_close(fresh) == 0);
	CHECK_OK(sem_unlink(name) == 0);
	return 0;
}
