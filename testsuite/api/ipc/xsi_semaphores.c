/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * XSH semget(), semop(), semctl(): operations on several at once, waiting,
 * what is undone and when, between programs that are not related.
 */
#include "test.h"

#include <signal.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static char *self;

static int
op(int id, int num, int by, int flags)
{
	struct sembuf b = { (unsigned short)num, (short)by, (short)flags };

	return semop(id, &b, 1);
}

static int
value(int id, int num)
{
	return semctl(id, num, GETVAL);
}

static void
set(int id, int num, int v)
{
	union semun u = { .val = v };

	CHECK_OK(semctl(id, num, SETVAL, u) == 0);
}

static int
reap(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return status;
}

/* Another one waits for that semaphore: to grow (or to be zero). */
static void
until_waiting(int id, int num, int what)
{
	for (int i = 0; i < 2000 && semctl(id, num, what) != 1; i++)
		usleep(5000);
	CHECK_INT(semctl(id, num, what), 1);
}

static int
other_program(key_t key)
{
	int id;

	CHECK_OK((id = semget(key, 0, 0)) >= 0);
	CHECK_INT(value(id, 0), 5);
	CHECK_OK(op(id, 0, -2, 0) == 0);
	CHECK_OK(op(id, 1, 3, SEM_UNDO) == 0);
	return 0;
}

static void
between_programs(key_t key, int id)
{
	char arg[20];
	pid_t pid;

	set(id, 0, 5);
	set(id, 1, 0);
	snprintf(arg, sizeof arg, "%d", (int)key);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		/* What is to be undone stays so over an exec. */
		CHECK_OK(op(id, 1, 1, SEM_UNDO) == 0);
		execl(self, self, arg, (char *)NULL);
		_exit(1);
	}
	CHECK_INT(reap(pid), 0);
	CHECK_INT(value(id, 0), 3);
	CHECK_INT(value(id, 1), 0);
	CHECK_INT(semctl(id, 0, GETPID), pid);
}

static void
all_or_nothing(int id)
{
	struct sembuf both[] = { { 0, -1, IPC_NOWAIT }, { 1, -1, IPC_NOWAIT } };
	struct sembuf twice[] = { { 0, 2, 0 }, { 0, -3, IPC_NOWAIT } };
	struct sembuf lock[] = { { 2, 0, IPC_NOWAIT }, { 2, 1, 0 } };

	set(id, 0, 1);
	set(id, 1, 0);
	set(id, 2, 0);
	CHECK_ERR(semop(id, both, 2), EAGAIN);
	CHECK_INT(value(id, 0), 1);
	set(id, 1, 1);
	CHECK_OK(semop(id, both, 2) == 0);
	CHECK_INT(value(id, 0), 0);
	CHECK_INT(value(id, 1), 0);
	CHECK_ERR(semop(id, twice, 2), EAGAIN);
	set(id, 0, 1);
	CHECK_OK(semop(id, twice, 2) == 0);
	CHECK_INT(value(id, 0), 0);
	CHECK_OK(semop(id, lock, 2) == 0);
	CHECK_ERR(semop(id, lock, 2), EAGAIN);
}

static void
waiting(int id)
{
	pid_t pid;

	set(id, 0, 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(op(id, 0, -2, 0) != 0);
	until_waiting(id, 0, GETNCNT);
	CHECK_INT(semctl(id, 0, GETZCNT), 0);
	CHECK_OK(op(id, 0, 1, 0) == 0);
	until_waiting(id, 0, GETNCNT);
	CHECK_OK(op(id, 0, 1, 0) == 0);
	CHECK_INT(reap(pid), 0);
	CHECK_INT(value(id, 0), 0);
	CHECK_INT(semctl(id, 0, GETNCNT), 0);

	set(id, 0, 1);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(op(id, 0, 0, 0) != 0);
	until_waiting(id, 0, GETZCNT);
	CHECK_OK(op(id, 0, -1, 0) == 0);
	CHECK_INT(reap(pid), 0);
}

static void
undone(int id)
{
	int fds[2], status;
	pid_t pid;
	char c;

	set(id, 0, 3);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK(op(id, 0, -2, SEM_UNDO) == 0);
		CHECK_OK(op(id, 0, 1, SEM_UNDO) == 0);
		CHECK_INT(value(id, 0), 2);
		_exit(0);
	}
	CHECK_INT(reap(pid), 0);
	CHECK_INT(value(id, 0), 3);

	/* Killed, while another waits for what it took. */
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK(op(id, 0, -3, SEM_UNDO) == 0);
		CHECK_OK(write(fds[1], "x", 1) == 1);
		pause();
		_exit(1);
	}
	CHECK_INT(read(fds[0], &c, 1), 1);
	CHECK_ERR(op(id, 0, -1, IPC_NOWAIT), EAGAIN);
	if (fork() == 0) {
		usleep(100000);
		kill(pid, SIGKILL);
		_exit(0);
	}
	CHECK_OK(op(id, 0, -1, 0) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFSIGNALED(status));
	CHECK_OK(wait(&status) > 0);
	CHECK_INT(value(id, 0), 2);

	/* SETVAL forgets it. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK(op(id, 0, -1, SEM_UNDO) == 0);
		set(id, 0, 7);
		_exit(0);
	}
	CHECK_INT(reap(pid), 0);
	CHECK_INT(value(id, 0), 7);
}

/* A child waits for what another one has taken, and that is killed. */
static void
waits_beside_an_undo(int id)
{
	pid_t taker, waiter;
	int fds[2];
	char c;

	set(id, 0, 1);
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((taker = fork()) >= 0);
	if (taker == 0) {
		CHECK_OK(op(id, 0, -1, SEM_UNDO) == 0);
		CHECK_OK(write(fds[1], "x", 1) == 1);
		for (;;)
			pause();
	}
	CHECK_INT(read(fds[0], &c, 1), 1);
	CHECK_OK((waiter = fork()) >= 0);
	if (waiter == 0) {
		CHECK_OK(op(id, 0, -1, 0) == 0);
		_exit(0);
	}
	until_waiting(id, 0, GETNCNT);
	CHECK_OK(kill(taker, SIGKILL) == 0);
	CHECK_INT(reap(waiter), 0);
	CHECK_INT(reap(taker), SIGKILL);
	CHECK_INT(value(id, 0), 0);
}

static void
on_alarm(int sig)
{
	(void)sig;
}

static void
given_up(int id)
{
	struct sigaction sa = { .sa_handler = on_alarm,
	    .sa_flags = SA_RESTART };
	struct timespec ms = { 0, 30000000 }, bad = { 0, -1 };
	struct sembuf take = { 0, -1, 0 };
	pid_t pid;

	set(id, 0, 0);
	CHECK_ERR(semtimedop(id, &take, 1, &ms), EAGAIN);
	CHECK_ERR(semtimedop(id, &take, 1, &bad), EINVAL);
	CHECK_OK(sigaction(SIGALRM, &sa, NULL) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		while (semctl(id, 0, GETNCNT) != 1)
			usleep(5000);
		kill(getppid(), SIGALRM);
		_exit(0);
	}
	CHECK_ERR(semop(id, &take, 1), EINTR);
	CHECK_INT(reap(pid), 0);
	CHECK_INT(semctl(id, 0, GETNCNT), 0);
}

static void
errors(key_t key, int id)
{
	struct sembuf many[2] = { { 0, 1, 0 }, { 9, 1, 0 } };
	unsigned short all[3] = { 1, 2, 3 }, got[3];
	struct semid_ds ds;
	union semun u = { .array = all };

	CHECK_OK(semctl(id, 0, SETALL, u) == 0);
	CHECK_ERR(semop(id, (void *)8, 1), EFAULT);
	u.array = (void *)8;
	CHECK_ERR(semctl(id, 0, GETALL, u), EFAULT);
	CHECK_ERR(semctl(id, 0, SETALL, u), EFAULT);
	CHECK_ERR(semctl(id, 0, IPC_STAT, u), EFAULT);
	CHECK_ERR(semctl(id, 0, IPC_SET, u), EFAULT);
	u.array = got;
	CHECK_OK(semctl(id, 0, GETALL, u) == 0);
	CHECK_INT(got[0] * 100 + got[1] * 10 + got[2], 123);
	CHECK_ERR(semop(id, many, 2), EFBIG);
	CHECK_ERR(semop(id, many, 0), EINVAL);
	CHECK_ERR(semop(id, many, 100000), E2BIG);
	CHECK_ERR(semop(-1, many, 1), EINVAL);
	set(id, 0, 32767);
	CHECK_ERR(op(id, 0, 1, 0), ERANGE);
	u.val = 32768;
	CHECK_ERR(semctl(id, 0, SETVAL, u), ERANGE);
	CHECK_ERR(semctl(id, 3, GETVAL), EINVAL);
	CHECK_ERR(semctl(id, 0, 9999), EINVAL);
	CHECK_ERR(semget(key, 4, 0), EINVAL);
	CHECK_ERR(semget(key ^ 0x20000000, 1, 0), ENOENT);
	CHECK_ERR(semget(key ^ 0x20000000, 0, IPC_CREAT), EINVAL);
	CHECK_ERR(semget(key, 3, IPC_CREAT | IPC_EXCL), EEXIST);
	u.buf = &ds;
	CHECK_OK(semctl(id, 0, IPC_STAT, u) == 0);
	CHECK_INT(ds.sem_nsems, 3);
	CHECK(ds.sem_otime > 0 && ds.sem_ctime > 0);
	CHECK_INT(ds.sem_perm.mode, 0600);
}

static void
removed(int id)
{
	pid_t pid;

	set(id, 0, 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_ERR(op(id, 0, -1, 0), EIDRM);
		_exit(0);
	}
	until_waiting(id, 0, GETNCNT);
	CHECK_OK(semctl(id, 0, IPC_RMID) == 0);
	CHECK_INT(reap(pid), 0);
	CHECK_ERR(op(id, 0, 1, 0), EINVAL);
}

/* Many processes, one lock: nothing is lost. */
static void
contended(int id)
{
	pid_t pid[4];

	set(id, 0, 1);
	set(id, 1, 0);
	for (int i = 0; i < 4; i++) {
		CHECK_OK((pid[i] = fork()) >= 0);
		if (pid[i] != 0)
			continue;
		for (int k = 0; k < 50; k++) {
			CHECK_OK(op(id, 0, -1, SEM_UNDO) == 0);
			set(id, 1, value(id, 1) + 1);
			CHECK_OK(op(id, 0, 1, SEM_UNDO) == 0);
		}
		_exit(0);
	}
	for (int i = 0; i < 4; i++)
		CHECK_INT(reap(pid[i]), 0);
	CHECK_INT(value(id, 0), 1);
	CHECK_INT(value(id, 1), 200);
}

/* Processes are killed anywhere: what they had taken is there again. */
static void
killed_anywhere(int id)
{
	struct sembuf ops[] = { { 0, -1, SEM_UNDO }, { 1, 1, SEM_UNDO } };
	struct sembuf back[] = { { 1, -1, SEM_UNDO }, { 0, 1, SEM_UNDO } };
	pid_t pid[3];

	set(id, 0, 2);
	set(id, 1, 0);
	for (int round = 0; round < 4; round++) {
		for (int i = 0; i < 3; i++) {
			CHECK_OK((pid[i] = fork()) >= 0);
			while (pid[i] == 0) {
				CHECK_OK(semop(id, ops, 2) == 0);
				CHECK_OK(semop(id, back, 2) == 0);
			}
		}
		usleep((useconds_t)(30000 + round * 7777));
		for (int i = 0; i < 3; i++) {
			CHECK_OK(kill(pid[i], SIGKILL) == 0);
			CHECK_INT(reap(pid[i]), SIGKILL);
		}
		CHECK_INT(value(id, 0), 2);
		CHECK_INT(value(id, 1), 0);
	}
}

int
main(int argc, char **argv)
{
	key_t key = 0x49740000 + getpid() % 0xffff;
	int id;

	self = argv[0];
	if (argc > 1)
		return other_program(atoi(argv[1]));
	semctl(semget(key, 0, 0), 0, IPC_RMID);	/* of a run that failed */
	CHECK_OK((id = semget(key, 3, IPC_CREAT | IPC_EXCL | 0600)) >= 0);
	between_programs(key, id);
	all_or_nothing(id);
	waiting(id);
	undone(id);
	waits_beside_an_undo(id);
	given_up(id);
	errors(key, id);
	contended(id);
	killed_anywhere(id);
	removed(id);
	return 0;
}
