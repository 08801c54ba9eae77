/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* What exec says of files that it cannot run, and that nothing is lost then. */
#include <sys/stat.h>

#include "spawn.h"

static char self[4096];

static void
script(const char *name, const char *interpreter)
{
	char text[5000];

	snprintf(text, sizeof(text), "#!%s\nrest\n", interpreter);
	write_file(name, text);
}

static void
fails(const char *name, int error)
{
	char *args[] = { "x", NULL };
	int n = count_open();
	pid_t pid;

	fprintf(stderr, "%.40s\n", name);
	CHECK_ERR(execv(name, args), error);
	CHECK_INT(count_open(), n);
	CHECK_INT(posix_spawn(&pid, name, NULL, NULL, args, environ), error);
	CHECK_INT(count_open(), n);
	CHECK_ERR(wait(NULL), ECHILD);
}

/* Scripts name each other, the last one this program. */
static void
nested(int depth)
{
	char name[20], other[20], *args[] = { "first", "last", NULL };
	pid_t pid;

	for (int i = depth; i > 0; i--) {
		snprintf(name, sizeof(name), "./n%d", i);
		snprintf(other, sizeof(other), "./n%d", i + 1);
		script(name, i == depth ? self : other);
	}
	CHECK_INT(posix_spawn(&pid, "./n1", NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), depth);
}

int
main(int argc, char **argv)
{
	static char path[8000];

	if (argc > 1) {			/* what nested() has started */
		CHECK_STR(argv[argc - 1], "last");
		CHECK_STR(argv[argc - 2], "./n1");
		return (argc - 2);
	}
	CHECK_OK(realpath(argv[0], self) != NULL);
	CHECK_OK(mkdir("dir", 0755) == 0);
	write_file("empty", "");
	write_file("text", "echo hello\n");
	write_file("spaces", "#!   \t \nx\n");
	fails("dir", EACCES);
	fails("dir/", EACCES);
	fails("empty", ENOEXEC);
	fails("text", ENOEXEC);
	fails("spaces", ENOEXEC);
	fails("missing", ENOENT);
	fails("", ENOENT);
	fails("text/x", ENOTDIR);
	fails("/dev/null", EACCES);
	script("lost", "/no/such/interpreter");
	fails("lost", ENOENT);
	script("todir", "dir");
	fails("todir", EACCES);
	script("totext", "text");
	fails("totext", ENOEXEC);
	script("loop", "./loop");
	fails("loop", ELOOP);
	memset(path, 'a', sizeof(path) - 1);
	fails(path, ENAMETOOLONG);
	memset(path, '/', 2000);
	fails(path, ENAMETOOLONG);
	for (int depth = 1; depth <= 5; depth++)
		nested(depth);
	return (0);
}
