/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * flock() and F_OFD_SETLK locks belong to the description: two of them in one
 * process are strangers, a child's copy is the same, and the lock goes when
 * the last descriptor does.  A lock that a child sets stays when it ends.
 */
#include "lock/lock.h"

static int fd;
static int use_ofd;

static int
set(int d, int type)
{
	if (use_ofd)
		return lock_op(d, F_OFD_SETLK, type, 0, 0);
	return flock(d, (type == F_WRLCK ? LOCK_EX : type == F_RDLCK ?
	    LOCK_SH : LOCK_UN) | LOCK_NB);
}

static int
child(void)
{
	CHECK_OK(set(fd, F_WRLCK) == 0);	/* it has it already */
	close(fd);
	return 0;
}

static int
locks_for_the_parent(void)
{
	CHECK_OK(set(fd, F_WRLCK) == 0);
	return 0;
}

static int
waits(void)
{
	nap(100);
	return 0;
}

static char *program;

static int
execs(void)
{
	char *args[] = { program, use_ofd ? "ofd" : "flock", NULL };

	dup2(fd, 9);
	execv(program, args);
	return 126;
}

static void
round_of(int ofd)
{
	int other, copy;
	pid_t pid;

	use_ofd = ofd;
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((other = open("f", O_RDWR)) >= 0);
	CHECK_OK(set(fd, F_RDLCK) == 0);
	CHECK_OK(set(other, F_RDLCK) == 0);
	CHECK_ERR(set(other, F_WRLCK), EAGAIN);
	CHECK_OK(set(other, F_UNLCK) == 0);
	CHECK_OK(set(fd, F_WRLCK) == 0);
	CHECK_ERR(set(other, F_RDLCK), EAGAIN);
	CHECK_INT(in_child(child), 0);
	CHECK_ERR(set(other, F_RDLCK), EAGAIN);
	CHECK_OK((copy = dup(fd)) >= 0);
	close(fd);
	CHECK_ERR(set(other, F_RDLCK), EAGAIN);
	fd = copy;
	pid = begin(waits);
	close(fd);		/* the child has it still */
	if (set(other, F_RDLCK) < 0)
		CHECK_INT(errno, EAGAIN);
	CHECK_INT(end(pid), 0);
	CHECK_OK(set(other, F_WRLCK) == 0);
	CHECK_OK(set(other, F_UNLCK) == 0);

	CHECK_OK((fd = open("f", O_RDWR)) >= 0);
	CHECK_INT(in_child(locks_for_the_parent), 0);
	CHECK_ERR(set(other, F_WRLCK), EAGAIN);
	CHECK_OK(set(fd, F_UNLCK) == 0);
	/* As flock(1) does for a shell. */
	CHECK_INT(in_child(execs), 0);
	CHECK_ERR(set(other, F_WRLCK), EAGAIN);
	close(fd);
	CHECK_OK(set(other, F_WRLCK) == 0);
	close(other);
}

int
main(int argc, char **argv)
{
	if (argc > 1) {
		use_ofd = strcmp(argv[1], "ofd") == 0;
		CHECK_OK(set(9, F_WRLCK) == 0);
		return 0;
	}
	program = argv[0];
	round_of(0);
	round_of(1);
	return 0;
}
