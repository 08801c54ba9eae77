/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Closing any descriptor of the file drops the process' ranges; children do
 * not inherit them; an exec keeps them, but not beyond a descriptor that it
 * closes.
 */
#include "lock/lock.h"

static int fd;

static int
is_locked(void)
{
	struct flock l;

	return who(fd, F_GETLK, 0, 0, &l) != F_UNLCK;
}

static int
child_cannot(void)
{
	CHECK_ERR(lock_op(fd, F_SETLK, F_WRLCK, 0, 0), EAGAIN);
	close(fd);		/* and its closing drops nothing */
	return 0;
}

static char *program;

static int
execs(void)
{
	char *args[] = { program, "hold", NULL };

	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	execv(program, args);
	return 126;
}

static int
execs_and_closes(void)
{
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return execs();
}

/* The program anew. */
static int
hold(void)
{
	say("holds");
	await("go on");
	return 0;
}

int
main(int argc, char **argv)
{
	int other, copy;
	pid_t pid;

	if (argc > 1)
		return hold();
	program = argv[0];
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((other = open("f", O_RDONLY)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	CHECK_INT(in_child(child_cannot), 0);
	CHECK_INT(in_child(is_locked), 1);
	close(other);
	CHECK_INT(in_child(is_locked), 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	CHECK_OK((copy = dup(fd)) >= 0);
	CHECK_INT(in_child(is_locked), 1);
	CHECK_OK(dup2(STDERR_FILENO, copy) == copy);
	CHECK_INT(in_child(is_locked), 0);
	/* One that only names the file is none of these. */
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	CHECK_OK((other = open("f", O_PATH)) >= 0);
	close(other);
	CHECK_INT(in_child(is_locked), 1);
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);

	pid = begin(execs);
	await("holds");
	CHECK(is_locked());
	say("go on");
	CHECK_INT(end(pid), 0);
	CHECK(!is_locked());
	CHECK_OK(unlink("holds") == 0 && unlink("go on") == 0);
	pid = begin(execs_and_closes);
	await("holds");
	CHECK(!is_locked());
	say("go on");
	CHECK_INT(end(pid), 0);
	return 0;
}
