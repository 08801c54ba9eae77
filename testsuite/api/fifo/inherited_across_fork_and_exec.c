/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Ends that children have by inheritance count, also after an exec; a shell
 * sets its children's up this way.
 */
#include "process/children.h"
#include <spawn.h>

extern char **environ;

/* Run anew: copies from descriptor 0 to 1. */
static int
copy(void)
{
	char buf[64];
	ssize_t n;

	while ((n = read(0, buf, sizeof buf)) > 0)
		CHECK_INT(write(1, buf, (size_t)n), n);
	return n == 0 ? 0 : 1;
}

static char *program;

static int
exec_reader(void)
{
	char *args[] = { program, "copy", NULL };
	int in, out;

	CHECK_OK((in = open("f", O_RDONLY)) >= 0);
	CHECK_OK((out = open("out", O_WRONLY | O_CREAT, 0600)) >= 0);
	dup2(in, 0);
	dup2(out, 1);
	close(in);
	close(out);
	execv(program, args);
	return 126;
}

static int
late_writer(void)
{
	nap(100);
	CHECK_INT(write(5, "two", 3), 3);
	return 0;
}

int
main(int argc, char **argv)
{
	pid_t reader, writer;
	int fd;

	if (argc > 1)
		return copy();
	program = argv[0];
	CHECK_OK(mkfifo("f", 0600) == 0);
	reader = begin(exec_reader);
	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	CHECK_INT(write(fd, "one ", 4), 4);
	CHECK_OK(dup2(fd, 5) == 5);
	writer = begin(late_writer);
	close(fd);
	close(5);
	CHECK_INT(end(writer), 0);
	CHECK_INT(end(reader), 0);
	CHECK_STR(get_file("out"), "one two");
	return 0;
}
