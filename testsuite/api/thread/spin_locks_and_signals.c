/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A thread that spins handles signals, and a child that spins does not keep
 * its parent, who has the lock, from going on.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static pthread_spinlock_t *lock;
static volatile sig_atomic_t spins, handled;

static void
handler(int sig)
{
	handled = 1;
}

static void *
spinner(void *arg)
{
	spins = 1;
	CHECK_INT(pthread_spin_lock(lock), 0);
	CHECK_INT(handled, 1);
	CHECK_INT(pthread_spin_unlock(lock), 0);
	return NULL;
}

static void
nap(void)
{
	nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
}

static void
spinning_thread(void)
{
	pthread_t t;

	signal(SIGUSR1, handler);
	CHECK_INT(pthread_spin_lock(lock), 0);
	CHECK_INT(pthread_create(&t, NULL, spinner, NULL), 0);
	while (!spins)
		nap();
	nap();
	CHECK_INT(pthread_kill(t, SIGUSR1), 0);
	while (!handled)
		nap();
	CHECK_INT(pthread_spin_unlock(lock), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static void
spinning_child(void)
{
	int status;
	pid_t pid;

	CHECK_INT(pthread_spin_lock(lock), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_INT(pthread_spin_lock(lock), 0);
		_exit(pthread_spin_unlock(lock) != 0);
	}
	nap();
	CHECK_INT(pthread_spin_unlock(lock), 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

int
main(void)
{
	lock = mmap(NULL, sizeof(*lock), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(lock != MAP_FAILED);
	CHECK_INT(pthread_spin_init(lock, PTHREAD_PROCESS_SHARED), 0);
	spinning_thread();
	spinning_child();
	CHECK_INT(pthread_spin_destroy(lock), 0);
	return 0;
}
