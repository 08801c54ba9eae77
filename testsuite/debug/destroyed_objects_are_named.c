/* SPDX-License-Identifier: BSD-2-Clause */
/* A debug build says which call was made on an object that is no more. */
/* linux: no, only a debug build of the DLL tells */
#include "test.h"

#include <pthread.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static sem_t sem;

static void
destroy_all(void)
{
	CHECK_INT(pthread_barrier_init(&barrier, NULL, 1), 0);
	CHECK_INT(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(sem_init(&sem, 0, 0), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
	CHECK_INT(pthread_rwlock_destroy(&rwlock), 0);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	CHECK_INT(pthread_spin_destroy(&spin), 0);
	CHECK_INT(sem_destroy(&sem), 0);
}

static int
wait_on_it(void)
{
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&m);
	return pthread_cond_wait(&cond, &m);
}

/* One after the other; each is told of under its name. */
#define CALLS(X)							\
	X(pthread_mutex_lock, pthread_mutex_lock(&mutex))		\
	X(pthread_mutex_trylock, pthread_mutex_trylock(&mutex))		\
	X(pthread_mutex_unlock, pthread_mutex_unlock(&mutex))		\
	X(pthread_mutex_destroy, pthread_mutex_destroy(&mutex))		\
	X(pthread_cond_wait, wait_on_it())				\
	X(pthread_cond_signal, pthread_cond_signal(&cond))		\
	X(pthread_cond_broadcast, pthread_cond_broadcast(&cond))	\
	X(pthread_cond_destroy, pthread_cond_destroy(&cond))		\
	X(pthread_rwlock_rdlock, pthread_rwlock_rdlock(&rwlock))	\
	X(pthread_rwlock_wrlock, pthread_rwlock_wrlock(&rwlock))	\
	X(pthread_rwlock_tryrdlock, pthread_rwlock_tryrdlock(&rwlock))	\
	X(pthread_rwlock_trywrlock, pthread_rwlock_trywrlock(&rwlock))	\
	X(pthread_rwlock_unlock, pthread_rwlock_unlock(&rwlock))	\
	X(pthread_rwlock_destroy, pthread_rwlock_destroy(&rwlock))	\
	X(pthread_barrier_wait, pthread_barrier_wait(&barrier))		\
	X(pthread_barrier_destroy, pthread_barrier_destroy(&barrier))	\
	X(pthread_spin_lock, pthread_spin_lock(&spin))			\
	X(pthread_spin_trylock, pthread_spin_trylock(&spin))		\
	X(pthread_spin_unlock, pthread_spin_unlock(&spin))		\
	X(pthread_spin_destroy, pthread_spin_destroy(&spin))		\
	X(sem_trywait, sem_trywait(&sem))				\
	X(sem_post, sem_post(&sem))					\
	X(sem_getvalue, sem_getvalue(&sem, &value))			\
	X(sem_destroy, sem_destroy(&sem))

#define NAME(name, call)	#name,
#define DO(name, call)		CHECK((call) != 0);

static const char *const names[] = { CALLS(NAME) };
#define N	(sizeof(names) / sizeof(names[0]))

static void
misuse(void)
{
	int value;

	destroy_all();
	CALLS(DO)
}

int
main(int argc, char **argv)
{
	char text[8192] = "", want[100], *at = text;
	size_t got = 0;
	int fds[2], status;
	ssize_t n;
	pid_t pid;

	if (argc > 1) {
		misuse();
		return 0;
	}
	CHECK_INT(pipe(fds), 0);
	CHECK((pid = fork()) >= 0);
	if (pid == 0) {
		dup2(fds[1], 2);
		execl(argv[0], argv[0], "misuse", NULL);
		_exit(2);
	}
	close(fds[1]);
	while ((n = read(fds[0], text + got, sizeof(text) - 1 - got)) > 0)
		got += (size_t)n;
	CHECK_INT(waitpid(pid, &status, 0), pid);
	fprintf(stderr, "%s", text);
	CHECK_INT(status, 0);
	for (size_t i = 0; i < N; i++) {
		snprintf(want, sizeof(want),
		    "isthmus: %s: the object was destroyed", names[i]);
		at = strstr(at, want);
		if (at == NULL)
			fprintf(stderr, "not told: %s\n", names[i]);
		CHECK(at != NULL);
		at++;
	}
	return 0;
}
