/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 40 */
/*
 * XSH shmget(), shmat(), shmdt(), shmctl(): between programs that are not
 * related, over fork and exec, and with one that is killed.
 */
#include "test.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE	100000

static char *self;

static unsigned long
attached(int id)
{
	struct shmid_ds ds;

	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	return ds.shm_nattch;
}

/* Another program: finds the segment by its key alone. */
static int
other_program(key_t key)
{
	int id = shmget(key, 0, 0);
	char *p = shmat(id, NULL, 0);

	CHECK_OK(id >= 0);
	CHECK_OK(p != (char *)-1);
	CHECK_STR(p, "from the first");
	strcpy(p, "from the second");
	p[SIZE - 1] = 'z';
	/* The first program's, and this one's: not what it had before exec. */
	CHECK_INT(attached(id), 2);
	return 0;
}

static void
run(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

static void
between_programs(key_t key, int id)
{
	char *p = shmat(id, NULL, 0), arg[20];
	pid_t pid;

	CHECK_OK(p != (char *)-1);
	strcpy(p, "from the first");
	CHECK_INT(attached(id), 1);
	snprintf(arg, sizeof arg, "%d", (int)key);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_INT(attached(id), 2);	/* a child has it too */
		execl(self, self, arg, (char *)NULL);
		_exit(1);
	}
	run(pid);
	CHECK_STR(p, "from the second");
	CHECK_INT(p[SIZE - 1], 'z');
	CHECK_INT(attached(id), 1);
	CHECK_OK(shmdt(p) == 0);
	CHECK_INT(attached(id), 0);
	CHECK_ERR(shmdt(p), EINVAL);
}

static void
killed(int id)
{
	struct shmid_ds ds;
	char *p = shmat(id, NULL, 0);
	int status, fds[2];
	pid_t pid;
	char c;

	CHECK_OK(p != (char *)-1);
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK(shmat(id, NULL, SHM_RDONLY) != (void *)-1);
		CHECK_OK(write(fds[1], "x", 1) == 1);
		pause();
		_exit(1);
	}
	CHECK_INT(read(fds[0], &c, 1), 1);
	CHECK_INT(attached(id), 3);
	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	CHECK_INT(ds.shm_lpid, pid);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(attached(id), 1);
	CHECK_OK(shmdt(p) == 0);
	close(fds[0]);
	close(fds[1]);
}

/* One that is removed goes with who has it, also if that is killed. */
static void
removed_and_killed(void)
{
	int id = shmget(IPC_PRIVATE, SIZE, 0600), fds[2];
	struct shmid_ds ds;
	pid_t pid;
	char c;

	CHECK_OK(id >= 0);
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK(shmat(id, NULL, 0) != (void *)-1);
		CHECK_OK(write(fds[1], "x", 1) == 1);
		pause();
		_exit(1);
	}
	CHECK_INT(read(fds[0], &c, 1), 1);
	CHECK_OK(shmctl(id, IPC_RMID, NULL) == 0);
	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, NULL, 0) == pid);
	CHECK_ERR(shmctl(id, IPC_STAT, &ds), EINVAL);
	CHECK_ERR((long)shmat(id, NULL, 0), EINVAL);
}

/* mprotect() gives no more than shmat() did. */
static void
to_be_read(int id)
{
	void *p = shmat(id, NULL, SHM_RDONLY);

	CHECK_OK(p != (void *)-1);
	CHECK_ERR(mprotect(p, 1, PROT_READ | PROT_WRITE), EACCES);
	CHECK_OK(shmdt(p) == 0);
}

static void
addresses(int id)
{
	char *p = shmat(id, NULL, 0), *q, *r;

	CHECK_OK(p != (char *)-1);
	CHECK_INT((unsigned long)p % SHMLBA, 0);
	CHECK_OK((q = shmat(id, NULL, SHM_RDONLY)) != (char *)-1);
	CHECK(q != p);
	p[7] = 'x';
	CHECK_INT(q[7], 'x');
	/* Taken already; not aligned; rounded; put in its place. */
	CHECK_ERR((long)shmat(id, p, 0), EINVAL);
	CHECK_ERR((long)shmat(id, q + 1, 0), EINVAL);
	CHECK_OK(shmdt(q) == 0);
	r = shmat(id, q + 1, SHM_RND);
	CHECK_OK(r == q);
	r[9] = 'y';
	CHECK_INT(p[9], 'y');
	CHECK_OK(shmat(id, p, SHM_REMAP) == p);
	CHECK_INT(p[9], 'y');
	CHECK_OK(shmdt(p) == 0);
	CHECK_OK(shmdt(r) == 0);
	CHECK_INT(attached(id), 0);
}

static void
errors(key_t key, int id)
{
	CHECK_ERR(shmget(key, SIZE, IPC_CREAT | IPC_EXCL | 0600), EEXIST);
	CHECK_INT(shmget(key, SIZE, IPC_CREAT | 0600), id);
	CHECK_INT(shmget(key, SIZE / 2, 0600), id);
	CHECK_ERR(shmget(key, 2 * SIZE, 0600), EINVAL);
	CHECK_ERR(shmget(key ^ 0x20000000, SIZE, 0600), ENOENT);
	CHECK_ERR(shmget(key ^ 0x20000000, 0, IPC_CREAT | 0600), EINVAL);
	CHECK_ERR((long)shmat(-1, NULL, 0), EINVAL);
	CHECK_ERR(shmctl(-1, IPC_RMID, NULL), EINVAL);
	CHECK_ERR(shmctl(id, 9999, NULL), EINVAL);
	CHECK_ERR(shmctl(id, IPC_STAT, (void *)8), EFAULT);
	CHECK_ERR(shmctl(id, IPC_SET, (void *)8), EFAULT);
}

static void
status(key_t key, int id)
{
	struct shmid_ds ds;

	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	CHECK_INT(ds.shm_segsz, SIZE);
	CHECK_INT(ds.shm_cpid, getpid());
	CHECK_INT(ds.shm_perm.mode, 0600);
	CHECK_INT(ds.shm_perm.uid, geteuid());
	CHECK_INT(ds.shm_perm.cgid, getegid());
	CHECK_INT(ds.shm_perm.__key, key);
	CHECK(ds.shm_ctime > 0);
	ds.shm_perm.mode = 0644;
	CHECK_OK(shmctl(id, IPC_SET, &ds) == 0);
	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	CHECK_INT(ds.shm_perm.mode, 0644);
}

/* One that is removed goes with the last that has it. */
static void
removed(key_t key, int id)
{
	struct shmid_ds ds;
	char *p = shmat(id, NULL, 0);
	pid_t pid;
	int other;

	CHECK_OK(p != (char *)-1);
	strcpy(p, "still here");
	CHECK_OK(shmctl(id, IPC_RMID, NULL) == 0);
	CHECK_ERR(shmget(key, 0, 0), ENOENT);
	CHECK_OK(shmctl(id, IPC_STAT, &ds) == 0);
	CHECK(ds.shm_perm.mode & SHM_DEST);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		char *q = shmat(id, NULL, 0);	/* as on Linux */

		CHECK_OK(q != (char *)-1);
		CHECK_STR(q, "still here");
		strcpy(p, "and here");
		_exit(0);
	}
	run(pid);
	CHECK_STR(p, "and here");
	/* The key is free for another one. */
	CHECK_OK((other = shmget(key, 10, IPC_CREAT | 0600)) >= 0);
	CHECK(other != id);
	CHECK_OK(shmctl(other, IPC_RMID, NULL) == 0);
	CHECK_ERR(shmctl(other, IPC_STAT, &ds), EINVAL);
	CHECK_OK(shmdt(p) == 0);
	errno = 0;
	CHECK(shmat(id, NULL, 0) == (void *)-1);
	CHECK(errno == EINVAL || errno == EIDRM);
}

static void
private_ones(void)
{
	int a = shmget(IPC_PRIVATE, 1, 0600), b;
	char *p;

	CHECK_OK(a >= 0);
	CHECK_OK((b = shmget(IPC_PRIVATE, 1, 0600)) >= 0);
	CHECK(a != b);
	CHECK_OK((p = shmat(a, NULL, 0)) != (char *)-1);
	CHECK_INT(p[0], 0);
	CHECK_INT(p[4095], 0);
	CHECK_OK(shmdt(p) == 0);
	CHECK_OK(shmctl(a, IPC_RMID, NULL) == 0);
	CHECK_OK(shmctl(b, IPC_RMID, NULL) == 0);
}

int
main(int argc, char **argv)
{
	key_t key = 0x49730000 + getpid() % 0xffff;
	int id;

	self = argv[0];
	if (argc > 1)
		return other_program(atoi(argv[1]));
	/* Of a run that failed. */
	shmctl(shmget(key, 0, 0), IPC_RMID, NULL);
	CHECK_OK((id = shmget(key, SIZE, IPC_CREAT | IPC_EXCL | 0600)) >= 0);
	status(key, id);
	errors(key, id);
	between_programs(key, id);
	killed(id);
	removed_and_killed();
	to_be_read(id);
	addresses(id);
	removed(key, id);
	private_ones();
	return 0;
}
