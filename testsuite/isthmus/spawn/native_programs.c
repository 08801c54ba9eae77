/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * A native program gets its arguments as they are, standard handles,
 * a converted environment; its exit code comes back; it may start ours.
 */
#include "../../api/spawn/spawn.h"

#include <signal.h>
#include <sys/cygwin.h>

static char program[5000], self[5000];
static char *const odd[] = {
	"n", "args", "", "a b", "\"", "\\", "a\\\"b", "c:\\x y\\", "\\\\",
	"\\\\ ", "*", "\303\244\342\202\254\360\237\230\200", "line\nfeed",
	"%PATH%", "'", "tab\t", "^&|<>", "--x=\"y z\"", "", NULL
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

/* Runs a batch file with arguments; its output, without "\r". */
static char *
batch_output(char *const *argv, int want)
{
	char *text, *s, *t;
	int fd = open("batch.out", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0666), status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		dup2(fd, 1);
		execv(argv[0], argv);
		_exit(126);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, want << 8);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	text = read_all(fd);
	close(fd);
	for (s = t = text; *s != '\0'; s++)
		if (*s != '\r')
			*t++ = *s;
	*t = '\0';
	return (text);
}

/*
 * cmd.exe is told its arguments so that it runs none of them, and a program
 * that they are passed on to gets them as they are.
 */
static void
batch_files(void)
{
	static char win32[5000], text[6000], want[5000];
	char *args[] = { "./b & c.BAT", "a b", "\"&echo BAD", "x\\\"|more",
	    "\\", "c:\\x y\\", "", "^&<>", "!PATH!", "--x=\"y z\"",
	    "\303\244\342\202\254", "plain", NULL };
	char *percent[] = { args[0], "a%PATH%b", NULL };
	char *told[] = { "cmd", "/c", "p.bat", "x%%cd:~,%y", NULL };
	char *bad[] = { args[0], "line\nfeed", NULL };
	char *script[] = { "./s.cmd", "x", NULL };
	char big[9000];

	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, program, win32,
	    sizeof(win32)), 0);
	snprintf(text, sizeof(text), "@echo off\r\n\"%s\" args %%*\r\n"
	    "exit /b 7\r\n", win32);
	write_file(args[0], text);
	for (int i = 1; args[i] != NULL; i++)
		hex(want + strlen(want), args[i]);
	CHECK_STR(batch_output(args, 7), want);
	write_file("s.cmd", "#!/bin/sh\necho $0 $1\n");
	CHECK_STR(batch_output(script, 0), "./s.cmd x\n");
	CHECK_ERR(execv(bad[0], bad), EINVAL);
	memset(big, 'a', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	bad[1] = big;
	CHECK_ERR(execv(bad[0], bad), E2BIG);
	/* Wine 8's cmd.exe looks for variables twice. */
	write_file("p.bat", "@echo %1\r\n");
	told[0] = "/cygdrive/c/windows/system32/cmd.exe";
	if (strncmp(batch_output(told, 0), "x%y", 3) == 0) {
		hex(want, percent[1]);
		CHECK_STR(batch_output(percent, 7), want);
	}
}

/* A path becomes the Win32 one; any other name stays. */
static void
names(void)
{
	char *plain[] = { "a b", "name", NULL };
	char *posix[] = { program, "name", NULL };
	char *s;

	CHECK_STR(output_of(plain), "a b\n");
	s = output_of(posix);
	CHECK(s[1] == ':' && strchr(s, '/') == NULL);
	s[strlen(s) - 1] = '\0';
	CHECK_STR(strrchr(s, '\\') + 1, strrchr(program, '/') + 1);
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
	batch_files();
	names();
	handles();
	codes();
	environment();
	between();
	return (0);
}
