/* SPDX-License-Identifier: BSD-2-Clause */
/* A debug build says which call was made on an object that is no more. */
/* linux: no, only a debug build of the DLL tells */
#include "test.h"

#include <pthread.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t sem;

static void
call(char which)
{
	pthread_mutex_t free_mutex = PTHREAD_MUTEX_INITIALIZER;

	switch (which) {
	case 'm': CHECK_INT(pthread_mutex_lock(&mutex), EINVAL); break;
	case 'c':
		pthread_mutex_lock(&free_mutex);
		CHECK_INT(pthread_cond_wait(&cond, &free_mutex), EINVAL);
		break;
	case 'r': CHECK_INT(pthread_rwlock_rdlock(&rwlock), EINVAL); break;
	case 'b': CHECK_INT(pthread_barrier_wait(&barrier), EINVAL); break;
	case 's': CHECK_INT(sem_post(&sem), -1); break;
	}
}

static void
destroy_all(void)
{
	CHECK_INT(pthread_barrier_init(&barrier, NULL, 1), 0);
	CHECK_INT(sem_init(&sem, 0, 0), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
	CHECK_INT(pthread_rwlock_destroy(&rwlock), 0);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	CHECK_INT(sem_destroy(&sem), 0);
}

/* What another process writes to its error handle, during that call. */
static void
reports(const char *self, const char *which, const char *name)
{
	char text[400] = "";
	int fds[2], status;
	ssize_t n;
	pid_t pid;

	CHECK_INT(pipe(fds), 0);
	CHECK((pid = fork()) >= 0);
	if (pid == 0) {
		dup2(fds[1], 2);
		execl(self, self, which, NULL);
		_exit(2);
	}
	close(fds[1]);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	n = read(fds[0], text, sizeof(text) - 1);
	close(fds[0]);
	CHECK(n > 0);
	if (strstr(text, name) == NULL) {
		fprintf(stderr, "no %s in: %s\n", name, text);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	if (argc > 1) {
		destroy_all();
		call(argv[1][0]);
		return 0;
	}
	reports(argv[0], "m", "pthread_mutex_lock");
	reports(argv[0], "c", "pthread_cond_wait");
	reports(argv[0], "r", "pthread_rwlock_rdlock");
	reports(argv[0], "b", "pthread_barrier_wait");
	reports(argv[0], "s", "sem_");
	return 0;
}
