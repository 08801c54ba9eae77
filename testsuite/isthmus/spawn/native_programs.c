/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * A native program gets its arguments as they are, standard handles,
 * a converted environment; its exit code comes back; it may start ours.
 */
#include "../../api/spawn/spawn.h"

#include <signal.h>

static char program[5000], self[5000];
static char *const odd[] = {
	"n", "args", "", "a b", "\"", "\\", "a\\\"b", "c:\\x y\\", "\\\\", "\\\\ ",
	"*", "\303\244\342\202\254\360\237\230\200", "line\nfeed", "%PATH%",
	"'", "tab\t", "^&|<>", "--x=\"y z\"", "", NULL
};

/* Runs it with out as standard output and error; its wait status. */
static int
run(char *const *argv, int in, int out, int err)
{
	posix_spawn_file_actions_t f;
	int status;
	pid_t pid;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	if (in >= 0)
		CHECK_INT(posix_spawn_file_actions_adddup2(&f, in, 0), 0);
	if (out >= 0)
		CHECK_INT(posix_spawn_file_actions_adddup2(&f, out, 1), 0);
	if (err >= 0)
		CHECK_INT(posix_spawn_file_actions_adddup2(&f, err, 2), 0);
	CHECK_INT(posix_spawn(&pid, program, &f, NULL, argv, environ), 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return (status);
}

static char *
output_of(char *const *argv)
{
	int fd[2];
	char *text, *s, *t;

	CHECK_OK(pipe2(fd, O_CLOEXEC) == 0);
	CHECK_INT(run(argv, -1, fd[1], -1), 0);
	close(fd[1]);
	text = read_all(fd[0]);
	close(fd[0]);
	for (s = t = text; *s != '\0'; s++)
		if (*s != '\r')
			*t++ = *s;
	*t = '\0';
	return (text);
}

/* UTF-16 in digits, as the program prints it. */
static void
hex(char *out, const char *s)
{
	unsigned c;
	int more;

	for (; *s != '\0'; ) {
		c = (unsigned char)*s++;
		more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
		if (more > 0)
			c &= 0x3fu >> more;
		while (more-- > 0)
			c = c << 6 | ((unsigned char)*s++ & 0x3f);
		if (c >= 0x10000)
			out += sprintf(out, "%04x%04x",
			    0xd800 + ((c - 0x10000) >> 10),
			    0xdc00 + ((c - 0x10000) & 0x3ff));
		else
			out += sprintf(out, "%04x", c);
	}
	strcpy(out, "\n");
}

static void
arguments(void)
{
	static char want[20000];
	char *big[4] = { "n", "args", malloc(40000), NULL };
	pid_t pid;

	for (int i = 2; odd[i] != NULL; i++)
		hex(want + strlen(want), odd[i]);
	CHECK_STR(output_of(odd), want);
	/* What Windows' command line holds, and what it does not. */
	memset(big[2], 'a', 40000);
	big[2][30000] = '\0';
	CHECK_INT(strlen(output_of(big)), 30000 * 4 + 1 > 65535 ? 65535 :
	    30000 * 4 + 1);
	big[2][30000] = 'a';
	big[2][39999] = '\0';
	CHECK_INT(posix_spawn(&pid, program, NULL, NULL, big, environ),
	    E2BIG);
	CHECK_ERR(execv(program, big), E2BIG);
	CHECK_ERR(wait(NULL), ECHILD);
	free(big[2]);
}

static void
handles(void)
{
	char *args[] = { "n", "copy", NULL };
	int fd;

	write_file("in", "abcdef");
	write_file("out", "");
	write_file("err", "");
	CHECK_OK((fd = open("in", O_RDONLY | O_CLOEXEC)) >= 0);
	CHECK_INT(lseek(fd, 2, SEEK_SET), 2);
	CHECK_INT(run(args, fd, open("out", O_WRONLY | O_CLOEXEC),
	    open("err", O_WRONLY | O_CLOEXEC)), 0);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 6);	/* it is shared */
	CHECK_STR(read_file("out"), "ce");
	CHECK_STR(read_file("err"), "df");
	CHECK_INT(run(args, open("/dev/null", O_RDWR | O_CLOEXEC), -1, -1),
	    0);
}

static void
codes(void)
{
	char number[20], *args[] = { "n", "code", number, NULL };
	char *crash[] = { "n", "crash", NULL };
	static const struct {
		unsigned long code;
		int status;
	} t[] = {
		{ 0, 0 }, { 1, 1 << 8 }, { 255, 255 << 8 }, { 256, 0 },
		{ 0xc0000005, SIGSEGV }, { 0xc000013a, SIGINT },
		{ 0xc0000135, 127 << 8 },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		snprintf(number, sizeof(number), "%#lx", t[i].code);
		CHECK_INT(run(args, -1, -1, -1), t[i].status);
	}
	CHECK_INT(run(crash, -1, -1, -1), SIGSEGV);
}

static void
environment(void)
{
	char *args[] = { "n", "env", "HOW", NULL };
	char *path[] = { "n", "env", "PATH", NULL };
	char *s;

	CHECK_OK(setenv("HOW", "gr\303\274n", 1) == 0);
	s = output_of(args);
	CHECK(strncmp(s, "gr", 2) == 0);
	CHECK_OK(setenv("PATH", "/bin:/cygdrive/c/windows", 1) == 0);
	s = output_of(path);
	CHECK(strchr(s, ';') != NULL);
	CHECK(strstr(s, "C:\\windows") != NULL || strstr(s, "c:\\windows")
	    != NULL);
}

/* A native program in between: ours is its child, and no child of ours. */
static void
between(void)
{
	char *args[] = { "n", "run", self, "grandchild", NULL };

	CHECK_INT(run(args, -1, -1, -1), 77 << 8);
}

int
main(int argc, char **argv)
{
	char *slash;

	if (argc > 1)
		return (getppid() == 1 ? 77 : 78);
	CHECK_OK(realpath(argv[0], program) != NULL);
	/* What a native program calls it: it lies where the DLL does. */
	slash = strrchr(program, '/');
	snprintf(self, sizeof(self), "%s.exe", slash + 1);
	strcpy(slash + 1, NATIVE_NAME);
	arguments();
	handles();
	codes();
	environment();
	between();
	return (0);
}
