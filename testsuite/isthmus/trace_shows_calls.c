/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, ISTHMUS_TRACE is this system's own */
/*
 * ISTHMUS_TRACE: calls with decoded arguments and results, to standard error
 * or appended to a file of that Windows or POSIX name; only the categories
 * asked for; what is no category is said; without it nothing is printed.
 */
#include <fcntl.h>
#include <sys/cygwin.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static char text[1 << 16];

static int
work(void)
{
	struct timespec ts = { 0, 1000000 };
	struct stat st;
	char buf[64];
	int fd;

	fd = open("data \"1\"", O_RDWR | O_CREAT | O_EXCL, 0640);
	write(fd, "one\ntwo", 7);
	lseek(fd, -3, SEEK_END);
	read(fd, buf, sizeof buf);
	fstat(fd, &st);
	close(fd);
	close(4711);
	unlinkat(AT_FDCWD, "data \"1\"", 0);
	open("nowhere/x", O_WRONLY | O_APPEND);
	nanosleep(&ts, NULL);
	/* What cannot be read is no reason to end. */
	open((char *)8, O_RDONLY);
	write(4711, (char *)8, 5);
	return fd < 0;
}

/* The trace of a run of this program, which is in file or on stderr. */
static void
run(const char *self, const char *spec, const char *file)
{
	pid_t pid = fork();
	int status, fd;
	ssize_t n;

	if (pid == 0) {
		fd = open("stderr.txt", O_WRONLY | O_CREAT | O_TRUNC, 0666);
		if (spec != NULL)
			setenv("ISTHMUS_TRACE", spec, 1);
		dup2(fd, 2);
		close(fd);
		execl(self, self, "work", (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_OK((fd = open(file, O_RDONLY)) >= 0);
	CHECK_OK((n = read(fd, text, sizeof text - 1)) >= 0);
	text[n] = '\0';
	close(fd);
}

#define HAS(what) do {							\
	if (strstr(text, (what)) == NULL) {				\
		fprintf(stderr, "no %s in:\n%s", (what), text);		\
		exit(1);						\
	}								\
} while (0)

static void
decoded(void)
{
	HAS(" syscall: open(\"data \\\"1\\\"\", "
	    "O_RDWR|O_CREAT|O_EXCL, 0640) = 3\n");
	HAS("write(3, \"one\\ntwo\", 7) = 7\n");
	HAS("lseek(3, -3, SEEK_END) = 4\n");
	HAS("read(3, \"two\", 64) = 3\n");
	HAS("fstat(3, {mode=0100640, size=7, ino=");
	HAS("close(3) = 0\n");
	HAS("close(4711) = -1 (Bad file descriptor)\n");
	HAS("unlinkat(AT_FDCWD, \"data \\\"1\\\"\", 0) = 0\n");
	HAS("open(\"nowhere/x\", O_WRONLY|O_APPEND, ");
	HAS(") = -1 (No such file or directory)\n");
	HAS("nanosleep({0, 1000000}, 0x0) = 0\n");
	HAS("open(0x8, O_RDONLY");
	HAS(") = -1 (Bad address)\n");
	HAS("write(4711, 0x8, 5) = -1 (Bad file descriptor)\n");
}

int
main(int argc, char **argv)
{
	char cwd[1024], spec[1200], *win32;
	size_t once;

	if (argc > 1)
		return work();
	unsetenv("ISTHMUS_TRACE");
	run(argv[0], NULL, "stderr.txt");
	CHECK_STR(text, "");
	run(argv[0], "syscall", "stderr.txt");
	decoded();
	CHECK(strstr(text, " file: ") == NULL);
	run(argv[0], "file,path", "stderr.txt");
	HAS(" file: ");
	HAS(" path: ");
	CHECK(strstr(text, " syscall: ") == NULL);

	/* To a file: nothing on stderr, and what was there stays. */
	CHECK_OK(getcwd(cwd, sizeof cwd) != NULL);
	win32 = cygwin_create_path(CCP_POSIX_TO_WIN_A, cwd);
	CHECK_OK(win32 != NULL);
	snprintf(spec, sizeof spec, "syscall:%s\\trace.log", win32);
	run(argv[0], spec, "stderr.txt");
	CHECK_STR(text, "");
	run(argv[0], spec, "trace.log");
	decoded();
	once = strlen(text);
	run(argv[0], spec, "trace.log");
	CHECK(strlen(text) > once + once / 3);
	run(argv[0], "syscall,nonsense", "stderr.txt");
	HAS("unknown category");
	return 0;
}
