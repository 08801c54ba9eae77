/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* popen() in both directions, several at once, and its errors. */
#include "spawn.h"

static void
check_line(FILE *f, const char *want)
{
	char line[100];

	CHECK_OK(fgets(line, sizeof line, f) != NULL);
	CHECK_STR(line, want);
}

static void
modes(void)
{
	FILE *f;

	CHECK_NULL_ERR(popen("exit 0", "x"), EINVAL);
	CHECK_NULL_ERR(popen("exit 0", ""), EINVAL);
	CHECK_NULL_ERR(popen("exit 0", "rw"), EINVAL);
	CHECK_OK((f = popen("exit 0", "r")) != NULL);
	CHECK_INT(fcntl(fileno(f), F_GETFD), 0);
	CHECK_INT(pclose(f), 0);
	CHECK_OK((f = popen("exit 0", "re")) != NULL);
	CHECK_INT(fcntl(fileno(f), F_GETFD), FD_CLOEXEC);
	CHECK_INT(pclose(f), 0);
}

/*
 * Two commands that read to the end: the second must not have the stream
 * to the first, or the first's input would never end.
 */
static void
several(void)
{
	FILE *a, *b;

	CHECK_OK((a = popen("while read x; do echo $x; done >a;"
	    "echo end >>a", "w")) != NULL);
	CHECK_OK((b = popen("while read x; do echo $x; done >b",
	    "w")) != NULL);
	CHECK(fputs("to a\n", a) >= 0);
	CHECK(fputs("to b\n", b) >= 0);
	CHECK_INT(pclose(a), 0);
	CHECK_INT(pclose(b), 0);
	CHECK_STR(read_file("a"), "to a\nend\n");
	CHECK_STR(read_file("b"), "to b\n");
}

int
main(void)
{
	int status, n = count_open();
	FILE *f;

	if (system(NULL) == 0)
		UNSUPPORTED("no shell");
	CHECK_OK((f = popen("echo one; echo two; exit 5", "r")) != NULL);
	check_line(f, "one\n");
	check_line(f, "two\n");
	CHECK(fgetc(f) == EOF);
	status = pclose(f);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 5);

	CHECK_OK((f = popen("read x; test \"$x\" = hello", "w")) != NULL);
	CHECK(fputs("hello\n", f) >= 0);
	CHECK_INT(pclose(f), 0);
	modes();
	several();
	CHECK_OK((f = popen("/no/such/program 2>/dev/null", "r")) != NULL);
	CHECK_INT(WEXITSTATUS(pclose(f)), 127);
	CHECK_INT(count_open(), n);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
