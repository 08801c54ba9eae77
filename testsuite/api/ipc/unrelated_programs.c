/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * What programs that only know a name share: a mapped file, shm_open()'s
 * memory with a mutex in it, a named semaphore, a message queue.  The second
 * program is exec'd: it has inherited nothing.
 */
#include "test.h"

#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS	200

struct shared {
	pthread_mutex_t mutex;
	int count;
};

struct all {
	struct shared *shm;
	char *file;
	sem_t *go, *done;
	mqd_t queue;
};

static char shm[40], mq[40], go[40], done[40];

static void
make_names(const char *id)
{
	snprintf(shm, sizeof shm, "/isthmus-u-shm-%s", id);
	snprintf(mq, sizeof mq, "/isthmus-u-mq-%s", id);
	snprintf(go, sizeof go, "/isthmus-u-go-%s", id);
	snprintf(done, sizeof done, "/isthmus-u-done-%s", id);
}

static void
unlink_names(void)
{
	shm_unlink(shm);
	mq_unlink(mq);
	sem_unlink(go);
	sem_unlink(done);
}

static void *
map(int fd)
{
	void *p;

	CHECK_OK(fd >= 0);
	CHECK_OK((p = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0)) != MAP_FAILED);
	CHECK_OK(close(fd) == 0);
	return p;
}

static void
find_all(struct all *a, int flags)
{
	struct mq_attr attr = { .mq_maxmsg = 4, .mq_msgsize = 16 };
	int fd;

	CHECK_OK((fd = shm_open(shm, O_RDWR | flags, 0600)) >= 0);
	if (flags & O_CREAT)
		CHECK_OK(ftruncate(fd, 65536) == 0);
	a->shm = map(fd);
	CHECK_OK((fd = open("file", O_RDWR | flags, 0600)) >= 0);
	if (flags & O_CREAT)
		CHECK_OK(ftruncate(fd, 65536) == 0);
	a->file = map(fd);
	CHECK_OK((a->go = sem_open(go, flags, 0600, 0)) != SEM_FAILED);
	CHECK_OK((a->done = sem_open(done, flags, 0600, 0)) != SEM_FAILED);
	CHECK_OK((a->queue = mq_open(mq, O_RDWR | flags, 0600, &attr)) !=
	    (mqd_t)-1);
}

static void
count_up(struct shared *s)
{
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
		s->count++;
		CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	}
}

static int
other_program(void)
{
	struct all a;
	char text[16];

	find_all(&a, 0);
	CHECK_OK(sem_wait(a.go) == 0);
	CHECK_STR(a.file, "from the first");
	strcpy(a.file + 40000, "from the second");
	CHECK_INT(mq_receive(a.queue, text, sizeof text, NULL), 6);
	CHECK_STR(text, "hello");
	CHECK_OK(mq_send(a.queue, "hello yourself", 15, 1) == 0);
	CHECK_OK(sem_post(a.done) == 0);
	count_up(a.shm);
	return 0;
}

int
main(int argc, char **argv)
{
	pthread_mutexattr_t attr;
	struct all a;
	char id[20], text[16];
	int status;
	pid_t pid;

	snprintf(id, sizeof id, "%d", (int)getpid());
	make_names(argc > 1 ? argv[1] : id);
	if (argc > 1)
		return other_program();
	unlink_names();			/* of a run that failed */
	find_all(&a, O_CREAT | O_EXCL);
	CHECK_INT(pthread_mutexattr_init(&attr), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attr,
	    PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutex_init(&a.shm->mutex, &attr), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execl(argv[0], argv[0], id, (char *)NULL);
		_exit(1);
	}
	strcpy(a.file, "from the first");
	CHECK_OK(mq_send(a.queue, "hello", 6, 1) == 0);
	CHECK_OK(sem_post(a.go) == 0);
	CHECK_OK(sem_wait(a.done) == 0);
	CHECK_STR(a.file + 40000, "from the second");
	CHECK_INT(mq_receive(a.queue, text, sizeof text, NULL), 15);
	CHECK_STR(text, "hello yourself");
	count_up(a.shm);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(a.shm->count, 2 * ROUNDS);
	unlink_names();
	return 0;
}
