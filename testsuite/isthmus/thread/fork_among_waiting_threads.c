/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc counts the waiters of the parent */
/* timeout: 40 */
/*
 * A child that is forked while other threads wait on a condition, a barrier,
 * a semaphore and a lock has none of them: it can use, signal and destroy
 * these objects; the parent's threads go on undisturbed.
 */
#include <pthread.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t sem;
static int waiting, go;

static void
arrive(void)
{
	__atomic_add_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
}

static void *
wait_cond(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	arrive();
	while (!go)
		CHECK_INT(pthread_cond_wait(&cond, &mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return arg;
}

static void *
wait_sem(void *arg)
{
	arrive();
	CHECK_OK(sem_wait(&sem) == 0);
	return arg;
}

static void *
wait_write(void *arg)
{
	arrive();
	CHECK_INT(pthread_rwlock_wrlock(&rwlock), 0);
	CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
	return arg;
}

static void *
child_thread(void *arg)
{
	CHECK_INT(pthread_rwlock_rdlock(&rwlock), 0);
	CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	go = 1;
	CHECK_INT(pthread_cond_signal(&cond), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return arg;
}

/* The read lock that the forking thread holds is the child's. */
static void
in_the_child(void)
{
	pthread_t t;

	CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_create(&t, NULL, child_thread, NULL), 0);
	while (!go)
		CHECK_INT(pthread_cond_wait(&cond, &mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_OK(sem_post(&sem) == 0 && sem_wait(&sem) == 0);
	CHECK_OK(sem_destroy(&sem) == 0);
	CHECK_INT(pthread_rwlock_trywrlock(&rwlock), 0);
	CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
	CHECK_INT(pthread_rwlock_destroy(&rwlock), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	_exit(0);
}

int
main(void)
{
	struct timespec nap = { 0, 50000000 };
	pthread_t t[3];
	pid_t pid;
	int st;

	CHECK_OK(sem_init(&sem, 0, 0) == 0);
	CHECK_INT(pthread_rwlock_rdlock(&rwlock), 0);
	CHECK_INT(pthread_create(&t[0], NULL, wait_cond, NULL), 0);
	CHECK_INT(pthread_create(&t[1], NULL, wait_sem, NULL), 0);
	CHECK_INT(pthread_create(&t[2], NULL, wait_write, NULL), 0);
	while (__atomic_load_n(&waiting, __ATOMIC_SEQ_CST) < 3)
		nanosleep(&nap, NULL);
	nanosleep(&nap, NULL);
	pid = fork();
	CHECK_OK(pid >= 0);
	if (pid == 0)
		in_the_child();
	CHECK_OK(waitpid(pid, &st, 0) == pid);
	CHECK_INT(st, 0);
	CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
	CHECK_OK(sem_post(&sem) == 0);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(go, 0);
	go = 1;
	CHECK_INT(pthread_cond_broadcast(&cond), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
	return 0;
}
