/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* Arguments and environment arrive exactly; the status comes back. */
#include "spawn.h"

static char *const odd[] = {
	"child", "", "a b", "\"", "\\", "a\\\"b", "c:\\x\\", "*", "\303\244",
	"line\nfeed", "%PATH%", "'", "tab\t", "^&|<>", NULL
};
static char *const env[] = { "A=1", "B=two words", "EMPTY=", "C=\303\266",
	NULL };

static int
child(int argc, char **argv)
{
	CHECK_INT(argc, sizeof odd / sizeof odd[0] - 1);
	for (int i = 0; odd[i] != NULL; i++)
		CHECK_STR(argv[i], odd[i]);
	CHECK_STR(getenv("A"), "1");
	CHECK_STR(getenv("B"), "two words");
	CHECK_STR(getenv("EMPTY"), "");
	CHECK_STR(getenv("C"), "\303\266");
	CHECK(getenv("PARENT_ONLY") == NULL);
	return (42);
}

int
main(int argc, char **argv)
{
	pid_t pid = -1;
	int status;

	if (argc > 1)
		return (child(argc, argv));
	CHECK_INT(setenv("PARENT_ONLY", "1", 1), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, odd, env), 0);
	CHECK(pid > 0 && pid != getpid());
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 42);
	CHECK_ERR(waitpid(pid, &status, 0), ECHILD);

	/* The pid need not be asked for. */
	CHECK_INT(posix_spawn(NULL, argv[0], NULL, NULL, odd, env), 0);
	pid = wait(&status);
	CHECK(pid > 0);
	CHECK_INT(WEXITSTATUS(status), 42);
	return (0);
}
