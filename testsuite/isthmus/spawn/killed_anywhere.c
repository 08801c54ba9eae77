/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, half of it is about Windows */
/* timeout: 120 */
/*
 * Trees of processes that lock, rename, map, send messages, take semaphores
 * and mutexes, fork and exec are ended anywhere, by SIGKILL and by
 * TerminateProcess().  Nothing is held by the dead afterwards: every lock can
 * be had, semaphores are what they were, queues pass messages, files are
 * whole, and no process is left.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/stat.h>

#include "kin.h"

#define TREES	4
#define KILLS	32
#define PIDS	4096
#define LIMIT	30		/* seconds for one thing that is to end */

static struct shared {
	pthread_mutex_t robust;
	volatile unsigned n_pids;
	volatile pid_t pids[PIDS];
} *shared;

static char *self;
static int semaphores, file;
static mqd_t queue;

static void
note(void)
{
	unsigned i = __atomic_fetch_add(&shared->n_pids, 1, __ATOMIC_SEQ_CST);

	if (i < PIDS)
		shared->pids[i] = getpid();
}

static void
lock_range(unsigned r)
{
	struct flock l = { .l_type = r & 1 ? F_WRLCK : F_RDLCK,
	    .l_start = r % 50, .l_len = 10 };

	fcntl(file, F_SETLKW, &l);	/* EDEADLK is possible */
	l.l_type = F_UNLCK;
	fcntl(file, F_SETLK, &l);
}

static void
lock_description(unsigned r)
{
	int fd = open("locked", O_RDWR);

	if (fd < 0 || flock(fd, r & 1 ? LOCK_EX : LOCK_SH) < 0)
		_exit(90);
	close(fd);
}

static void
take_semaphores(unsigned r)
{
	struct sembuf take[] = { { 0, -1, SEM_UNDO }, { 1, 1, SEM_UNDO } };
	struct sembuf give[] = { { 1, -1, SEM_UNDO }, { 0, 1, SEM_UNDO } };

	if (semop(semaphores, take, 2) < 0 || semop(semaphores, give, 2) < 0)
		_exit(91);
}

static void
take_mutex(unsigned r)
{
	int e = pthread_mutex_lock(&shared->robust);

	if (e == EOWNERDEAD)
		e = pthread_mutex_consistent(&shared->robust);
	if (e != 0 || pthread_mutex_unlock(&shared->robust) != 0)
		_exit(92);
}

static void
pass_messages(unsigned r)
{
	struct timespec past = { 1, 0 };
	char text[8];

	mq_timedsend(queue, "12345678", 8, r % 4, &past);
	if (mq_timedreceive(queue, text, 8, NULL, &past) == 8 &&
	    memcmp(text, "12345678", 8) != 0)
		_exit(93);
}

/* "kept" is there at any time, and whole. */
static void
change_names(unsigned r)
{
	char name[32], text[16];
	int fd;

	snprintf(name, sizeof(name), "new-%d", (int)getpid());
	if ((fd = open(name, O_CREAT | O_RDWR, 0600)) < 0 ||
	    write(fd, "whole text", 10) != 10)
		_exit(94);
	close(fd);
	chmod(name, r & 1 ? 0644 : 0755);
	if (rename(name, "kept") < 0)
		_exit(95);
	if ((fd = open("kept", O_RDONLY)) < 0 || read(fd, text, 16) != 10)
		_exit(96);
	close(fd);
}

static void
map_and_append(unsigned r)
{
	volatile char *p;
	int fd = open("log", O_WRONLY | O_APPEND);

	p = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (fd < 0 || p == MAP_FAILED)
		_exit(97);
	p[r % 65536]++;
	if (write(fd, "line of log\n", 12) != 12)
		_exit(98);
	munmap((void *)p, 65536);
	close(fd);
}

/* Of one size, so that the next one finds whole messages only. */
static void
use_fifo(unsigned r)
{
	char text[8];
	int fd = open("fifo", O_RDWR | O_NONBLOCK);

	if (fd < 0 || (write(fd, "12345678", 8) != 8 && errno != EAGAIN))
		_exit(89);
	if (read(fd, text, 8) == 8 && memcmp(text, "12345678", 8) != 0)
		_exit(88);
	close(fd);
}

static void
share_object(unsigned r)
{
	char name[40];
	int fd;

	snprintf(name, sizeof(name), "/killed-%d", (int)getpid());
	if ((fd = shm_open(name, O_RDWR | O_CREAT, 0600)) < 0 ||
	    ftruncate(fd, 10000) < 0 || shm_unlink(name) < 0)
		_exit(87);
	close(fd);
}

static void (*const deeds[])(unsigned) = { lock_range, lock_description,
	take_semaphores, take_mutex, pass_messages, change_names,
	map_and_append, use_fifo, share_object };

#define DEEDS	(sizeof(deeds) / sizeof(deeds[0]))

/* Without an end; its children do some of it, sleep, and exec. */
static void
work(unsigned r)
{
	pid_t pid;
	int status;

	nap(1);
	note();
	for (;;) {
		r = r * 1103515245 + 12345;
		deeds[(r >> 16) % DEEDS](r >> 8);
		if ((r >> 20) % 8 != 0)
			continue;
		if ((pid = fork()) == 0) {
			note();
			if (r >> 24 & 1)
				nap((int)(r >> 26));
			for (int i = 0; i < 5; i++)
				deeds[((r >> 10) + (unsigned)i) % DEEDS](r);
			if (r >> 25 & 1)
				execl(self, self, "end", (char *)NULL);
			_exit(3);
		}
		if (pid > 0 && waitpid(pid, &status, 0) == pid &&
		    WIFEXITED(status) && WEXITSTATUS(status) > 80) {
			fprintf(stderr, "child: %d\n", WEXITSTATUS(status));
			_exit(WEXITSTATUS(status));
		}
	}
}

static void
begin(pid_t *pid, unsigned r)
{
	CHECK_OK((*pid = fork()) >= 0);
	if (*pid == 0)
		work(r);
}

static void
storm(void)
{
	unsigned r = 4711;
	pid_t pids[TREES], pid;
	int i, status;

	for (i = 0; i < TREES; i++)
		begin(&pids[i], (unsigned)i * 77);
	for (int n = 0; n < KILLS; n++) {
		r = r * 1103515245 + 12345;
		nap((int)(r >> 16) % 60);
		if (n % 4 == 3)
			kin(r >> 20 & 7);
		else
			CHECK_OK(kill(pids[n % TREES], SIGKILL) == 0);
		while ((pid = waitpid(-1, &status, n % 4 == 3 ? WNOHANG : 0)) >
		    0) {
			CHECK(!WIFEXITED(status) || WEXITSTATUS(status) < 80);
			for (i = 0; i < TREES && pids[i] != pid; i++)
				continue;
			CHECK(i < TREES);
			begin(&pids[i], r);
			break;
		}
	}
	for (i = 0; i < TREES; i++)
		kill(pids[i], SIGKILL);
	while (wait(&status) > 0)
		continue;
	CHECK_INT(errno, ECHILD);
	/* Orphans, and what was suspended when its creator was ended. */
	for (i = 0; i < 3000 && kin(KIN_ALL) > 0; i++)
		nap(10);
	CHECK(i < 3000);
}

static void
everything_can_be_had(void)
{
	struct flock l = { .l_type = F_WRLCK };
	unsigned n = shared->n_pids < PIDS ? shared->n_pids : PIDS;
	struct mq_attr attr;
	struct stat st;
	char text[16];
	int fd;

	CHECK_OK(fcntl(file, F_SETLKW, &l) == 0);
	CHECK_OK((fd = open("locked", O_RDWR)) >= 0);
	CHECK_OK(flock(fd, LOCK_EX) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_INT(semctl(semaphores, 0, GETVAL), 2);
	CHECK_INT(semctl(semaphores, 1, GETVAL), 0);
	CHECK_INT(semctl(semaphores, 0, GETNCNT), 0);
	take_mutex(0);
	CHECK_OK(mq_getattr(queue, &attr) == 0);
	while (attr.mq_curmsgs-- > 0)
		CHECK_INT(mq_receive(queue, text, 8, NULL), 8);
	CHECK_OK(mq_send(queue, "87654321", 8, 0) == 0);
	CHECK_INT(mq_receive(queue, text, 8, NULL), 8);
	change_names(1);
	/* Nobody has the FIFO open. */
	CHECK_ERR(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
	use_fifo(0);
	CHECK_OK(stat("log", &st) == 0 && st.st_size > 0);
	CHECK_INT(st.st_size % 12, 0);
	CHECK(n > TREES);
	for (unsigned i = 0; i < n; i++)
		CHECK_ERR(kill(shared->pids[i], 0), ESRCH);
}

static void
set_up(void)
{
	struct mq_attr attr = { .mq_maxmsg = 4, .mq_msgsize = 8 };
	pthread_mutexattr_t m;
	char name[40];

	CHECK_OK((file = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(ftruncate(file, 65536) == 0);
	close(open("locked", O_RDWR | O_CREAT, 0600));
	close(open("log", O_RDWR | O_CREAT, 0600));
	change_names(0);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(shared != MAP_FAILED);
	CHECK_INT(pthread_mutexattr_init(&m), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&m, PTHREAD_MUTEX_ROBUST), 0);
	CHECK_INT(pthread_mutex_init(&shared->robust, &m), 0);
	CHECK_OK((semaphores = semget(IPC_PRIVATE, 2, 0600)) >= 0);
	CHECK_OK(semctl(semaphores, 0, SETVAL, 2) == 0);
	snprintf(name, sizeof(name), "/killed-%d", (int)getpid());
	queue = mq_open(name, O_RDWR | O_CREAT, 0600, &attr);
	CHECK_OK(queue != (mqd_t)-1);
	CHECK_OK(mq_unlink(name) == 0);
}

int
main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)
		return (3);
	set_up();
	storm();
	alarm(LIMIT);
	everything_can_be_had();
	CHECK_OK(semctl(semaphores, 0, IPC_RMID) == 0);
	return (0);
}
