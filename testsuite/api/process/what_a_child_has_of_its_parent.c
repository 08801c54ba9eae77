/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * XSH fork(), what no other test looks at: the child has its parent's group,
 * session, nice value, limits, rounding, signal stack, state of cancellation
 * and attached memory; it has none of its record locks and adjustments of
 * semaphores.
 */
#include "process/children.h"
#include <fenv.h>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>

static int blocks, lock_fd, semaphores;
static pid_t parent, group, session;
static char stack[65536];
static volatile char *memory;
static volatile int on_stack;

static void
look(int sig)
{
	char here;

	on_stack = &here >= stack && &here < stack + sizeof(stack);
}

static void
check_limit(void)
{
	struct rlimit r;

	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	CHECK_INT(r.rlim_cur, 123);
	CHECK_OK(getrlimit(RLIMIT_CORE, &r) == 0);
	CHECK_INT(r.rlim_cur, 0);
}

static void
check_stack(void)
{
	stack_t s;

	CHECK_OK(sigaltstack(NULL, &s) == 0);
	CHECK(s.ss_sp == stack);
	CHECK_INT(s.ss_size, sizeof(stack));
	CHECK_INT(s.ss_flags, 0);
	on_stack = 0;
	CHECK_OK(raise(SIGUSR1) == 0);
	CHECK_INT(on_stack, 1);
}

static int
child(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_len = 1 };
	int state;

	if (blocks)
		nap(1);
	CHECK_INT(fegetround(), FE_UPWARD);
	CHECK_INT(getpgrp(), group);
	CHECK_INT(getsid(0), session);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), 3);
	check_limit();
	check_stack();
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state), 0);
	CHECK_INT(state, PTHREAD_CANCEL_DISABLE);
	CHECK_ERR(fcntl(lock_fd, F_SETLK, &l), EAGAIN);
	CHECK_OK(fcntl(lock_fd, F_GETLK, &l) == 0);
	CHECK_INT(l.l_type, F_WRLCK);
	CHECK_INT(l.l_pid, parent);
	CHECK_INT(semctl(semaphores, 0, GETVAL), 5);
	memory[blocks] = 'c';
	fesetround(FE_DOWNWARD);
	return 0;
}

/* What the children have changed is theirs, or is shared. */
static void
after(void)
{
	int state;

	CHECK_INT(fegetround(), FE_UPWARD);
	CHECK_INT(semctl(semaphores, 0, GETVAL), 5);
	CHECK_INT(memory[blocks], 'c');
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state), 0);
	CHECK_INT(state, PTHREAD_CANCEL_DISABLE);
	check_stack();
}

int
main(void)
{
	struct rlimit files = { 123, 200 }, core = { 0, 0 };
	struct sigaction sa = { .sa_handler = look, .sa_flags = SA_ONSTACK };
	stack_t s = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct flock l = { .l_type = F_WRLCK, .l_len = 1 };
	struct sembuf up = { .sem_op = 5, .sem_flg = SEM_UNDO };
	int id;

	parent = getpid();
	group = getpgrp();
	session = getsid(0);
	CHECK_INT(fesetround(FE_UPWARD), 0);
	CHECK_OK(setpriority(PRIO_PROCESS, 0, 3) == 0);
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &files) == 0);
	CHECK_OK(setrlimit(RLIMIT_CORE, &core) == 0);
	CHECK_OK(sigaltstack(&s, NULL) == 0);
	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL), 0);
	CHECK_OK((lock_fd = open("locked", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(fcntl(lock_fd, F_SETLK, &l) == 0);
	CHECK_OK((semaphores = semget(IPC_PRIVATE, 1, 0600)) >= 0);
	CHECK_OK(semop(semaphores, &up, 1) == 0);
	CHECK_OK((id = shmget(IPC_PRIVATE, 4096, 0600)) >= 0);
	CHECK((memory = shmat(id, NULL, 0)) != (void *)-1);
	CHECK_OK(shmctl(id, IPC_RMID, NULL) == 0);
	for (blocks = 0; blocks < 2; blocks++) {
		CHECK_INT(in_child(child), 0);
		after();
	}
	CHECK_OK(semctl(semaphores, 0, IPC_RMID) == 0);
	return 0;
}
