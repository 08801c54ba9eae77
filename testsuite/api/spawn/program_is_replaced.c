/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A name that was started before means what it is now: the same program, a
 * script that has replaced it, nothing, another program.
 */
#include <sys/stat.h>

#include "spawn.h"

static char self[4096];

static void
copy_self(const char *name, char last)
{
	static char text[8 << 20];
	int in = open(self, O_RDONLY), out;
	ssize_t n = 0, got;

	CHECK_OK(in >= 0);
	while ((got = read(in, text + n, sizeof text - (size_t)n)) > 0)
		n += got;
	CHECK_INT(got, 0);
	text[n++] = last;
	out = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	CHECK_OK(out >= 0);
	CHECK_INT(write(out, text, (size_t)n), n);
	CHECK_OK(close(in) == 0 && close(out) == 0);
}

/* What ./name, started with one argument, says by its exit status. */
static int
run(const char *name, char *arg)
{
	char *args[] = { (char *)name, arg, NULL };
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execv(name, args);
		_exit(errno == ENOENT ? 100 : 101);
	}
	return (exit_of(pid));
}

/* Starting a name again is not to be taken for starting what it was. */
static void
replaced(int seconds)
{
	char script[5000];

	copy_self("./prog", 'a');
	sleep((unsigned)seconds);
	for (int i = 0; i < 3; i++)
		CHECK_INT(run("./prog", "7"), 7);
	CHECK_OK(unlink("./prog") == 0);
	CHECK_INT(run("./prog", "7"), 100);
	snprintf(script, sizeof script, "#! %s 9\n", self);
	write_file("./prog", script);
	CHECK_INT(run("./prog", "7"), 9);
	copy_self("./prog", 'a');
	CHECK_INT(run("./prog", "8"), 8);
	CHECK_OK(unlink("./prog") == 0);
}

int
main(int argc, char **argv)
{
	char folder[4096];

	if (argc > 1)
		return (atoi(argv[1]));
	CHECK_OK(realpath(argv[0], self) != NULL);
	/* Where Windows finds the DLL for a copy that lies elsewhere. */
	strcpy(folder, self);
	*strrchr(folder, '/') = '\0';
	CHECK_OK(setenv("PATH", folder, 1) == 0);
	replaced(0);
	/* Long enough for it not to look as if it still changed. */
	replaced(4);
	return (0);
}
