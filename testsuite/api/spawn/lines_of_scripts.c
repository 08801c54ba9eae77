/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * "#!" lines as people write them: with spaces, without an end, too long, of
 * bytes that are no text.
 */
#include <sys/stat.h>

#include "spawn.h"

static char self[4096];
static char text[8192];
static size_t len;

static void
add(const char *s, size_t n)
{
	memcpy(text + len, s, n);
	len += n;
}

static void
fill(char c, int n)
{
	while (n-- > 0)
		text[len++] = c;
}

static void
put(void)
{
	int fd = open("script", O_WRONLY | O_CREAT | O_TRUNC, 0755);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, len), len);
	CHECK_OK(close(fd) == 0);
}

/* "#!", space, this program, and that. */
static void
begin_line(const char *space, const char *rest, size_t n)
{
	len = 0;
	add("#!", 2);
	add(space, strlen(space));
	add(self, strlen(self));
	add(rest, n);
}

/* What the interpreter is given before the script's own arguments. */
static void
gives(const char *argument)
{
	char *args[] = { "name", "last", NULL }, want[8300];
	pid_t pid;

	put();
	CHECK_INT(posix_spawn(&pid, "./script", NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	snprintf(want, sizeof(want), "%s%s./script|last", argument,
	    *argument != '\0' ? "|" : "");
	CHECK_STR(read_file("out"), want);
}

static void
fails(int error)
{
	char *args[] = { "name", NULL };
	pid_t pid;

	put();
	CHECK_ERR(execv("./script", args), error);
	CHECK_INT(posix_spawn(&pid, "./script", NULL, NULL, args, environ),
	    error);
}

static int
tell(int argc, char **argv)
{
	FILE *fp = fopen("out", "w");

	CHECK_OK(fp != NULL);
	for (int i = 1; i < argc; i++)
		fprintf(fp, i > 1 ? "|%s" : "%s", argv[i]);
	CHECK_OK(fclose(fp) == 0);
	return (0);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *space, *rest;
		size_t n;
		const char *argument;
	} forms[] = {
		{ "", "\n", 1, "" },
		{ "", "", 0, "" },
		{ " \t ", "   \nx\n", 6, "" },
		{ "", " arg", 4, "arg" },
		{ "", " \t a  b \t \n", 11, "a  b" },
		{ "", " a\0b\n", 5, "a" },
		{ "", " -c 'x y' #z\n", 13, "-c 'x y' #z" },
		{ "", " \303\244\n", 4, "\303\244" },
#ifdef __ISTHMUS__
		{ "", "\r\n", 2, "" },	/* ENOENT on Linux */
		{ "", " a\r\n", 4, "a" },
#endif
	};
	char most[300];

	if (argc > 1)
		return (tell(argc, argv));
	CHECK_OK(realpath(argv[0], self) != NULL);
	if (strlen(self) > 200)
		UNSUPPORTED("the path of the test is too long");
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		begin_line(forms[i].space, forms[i].rest, forms[i].n);
		gives(forms[i].argument);
	}
	/* The beginning of an argument that is too long. */
	begin_line("", " ", 1);
	fill('b', 400);
	add("\n", 1);
	memset(most, 'b', sizeof(most));
	most[255 - strlen(self) - 3] = '\0';
	gives(most);
	/* A name that may go on, or begins too late. */
	len = 0;
	add("#!/", 3);
	fill('b', 300);
	add("\n", 1);
	fails(ENOEXEC);
	len = 0;
	add("#!", 2);
	fill(' ', 300);
	add("/bin/sh\n", 8);
	fails(ENOEXEC);
	/* A mark of UTF-8 before it, or no "#!" at all. */
	len = 0;
	add("\357\273\277#!/bin/sh\n", 13);
	fails(ENOEXEC);
	len = 0;
	add("# !/bin/sh\n", 11);
	fails(ENOEXEC);
	len = 0;
	add("#", 1);
	fails(ENOEXEC);
	return (0);
}
