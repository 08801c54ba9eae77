/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands that the scripts here run, one program under many names; the
 * same source on both sides, so that only the system below differs.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* args ...: each argument in brackets. */
static int
args(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("[%s]", argv[i]);
	printf("\n");
	return 0;
}

static int
copy(int fd)
{
	char buf[16384];
	ssize_t n, k, at;

	while ((n = read(fd, buf, sizeof(buf))) > 0)
		for (at = 0; at < n; at += k)
			if ((k = write(1, buf + at, (size_t)(n - at))) < 0)
				return 1;
	return n < 0;
}

static int
cat(int argc, char **argv)
{
	int fd, r = 0;

	if (argc == 1)
		return copy(0);
	for (int i = 1; i < argc; i++) {
		if ((fd = open(argv[i], O_RDONLY)) < 0) {
			fprintf(stderr, "cat: %s: %s\n", argv[i],
			    strerror(errno));
			r = 1;
			continue;
		}
		r |= copy(fd);
		close(fd);
	}
	return r;
}

static int
seq(int argc, char **argv)
{
	long to = argc > 1 ? atol(argv[1]) : 0;

	for (long i = 1; i <= to; i++)
		if (printf("%ld\n", i) < 0)
			return 1;
	return fflush(stdout) != 0;
}

/* env NAME...: those variables. */
static int
env(int argc, char **argv)
{
	const char *v;

	for (int i = 1; i < argc; i++) {
		v = getenv(argv[i]);
		printf("%s%s%s\n", argv[i], v ? "=" : " is not set",
		    v ? v : "");
	}
	return 0;
}

static int
count(int argc, char **argv)
{
	long lines = 0, bytes = 0;
	int c;

	while ((c = getchar()) != EOF) {
		bytes++;
		lines += c == '\n';
	}
	printf("%ld %ld\n", lines, bytes);
	return 0;
}

static int
upper(int argc, char **argv)
{
	int c;

	while ((c = getchar()) != EOF)
		putchar(toupper(c));
	return 0;
}

/* take N: the first N lines, then it reads no more. */
static int
take(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1;
	char c;

	while (n > 0 && read(0, &c, 1) == 1) {
		if (write(1, &c, 1) != 1)
			return 1;
		n -= c == '\n';
	}
	return 0;
}

/* zeros N: so many bytes. */
static int
zeros(int argc, char **argv)
{
	for (long n = argc > 1 ? atol(argv[1]) : 0; n > 0; n--)
		if (putchar('0') == EOF)
			return 1;
	return fflush(stdout) != 0;
}

static int
nap(int argc, char **argv)
{
	long ms = argc > 1 ? atol(argv[1]) : 0;
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&ts, &ts) < 0)
		;
	return 0;
}

/* die N: a signal to oneself. */
static int
die(int argc, char **argv)
{
	raise(argc > 1 ? atoi(argv[1]) : SIGTERM);
	return 0;
}

/* fds: which of the descriptors 0 to 9 are open. */
static int
fds(int argc, char **argv)
{
	for (int fd = 0; fd < 10; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			fprintf(stderr, "%d ", fd);
	fprintf(stderr, "\n");
	return 0;
}

static int
mode(int argc, char **argv)
{
	return argc == 3 && chmod(argv[2], (mode_t)strtol(argv[1], NULL, 8)) ==
	    0 ? 0 : 1;
}

static int
make(int argc, char **argv)
{
	return argc == 2 && mkdir(argv[1], 0777) == 0 ? 0 : 1;
}

static int
quit(int argc, char **argv)
{
	return argc > 1 ? atoi(argv[1]) : 0;
}

static int
echo(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s%s", i > 1 ? " " : "", argv[i]);
	printf("\n");
	return 0;
}

/* rm -f FILE ... */
static int
remove_files(int argc, char **argv)
{
	int r = 0;

	for (int i = 2; i < argc; i++)
		if (unlink(argv[i]) < 0 && errno != ENOENT)
			r = 1;
	return r;
}

static int
succeed(int argc, char **argv)
{
	return 0;
}

static int
fifo(int argc, char **argv)
{
	return argc == 2 && mkfifo(argv[1], 0666) == 0 ? 0 : 1;
}

/* lock FD: as flock(1) does for the shell that has the descriptor open. */
static int
lock(int argc, char **argv)
{
	return argc == 2 && flock(atoi(argv[1]), LOCK_EX | LOCK_NB) == 0 ? 0 :
	    1;
}

static int
fail(int argc, char **argv)
{
	return 1;
}

static const struct tool {
	const char *name;
	int (*run)(int, char **);
} tools[] = {
	{ "args", args }, { "cat", cat }, { "seq", seq }, { "env", env },
	{ "count", count }, { "upper", upper }, { "take", take },
	{ "zeros", zeros }, { "nap", nap }, { "die", die }, { "fds", fds },
	{ "chmod", mode }, { "mkdir", make }, { "quit", quit },
	{ "rm", remove_files }, { "echo", echo },
	{ "mkfifo", fifo }, { "lock", lock },
	{ "succeed", succeed }, { "fail", fail },
};

int
main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');

	name = name != NULL ? name + 1 : argv[0];
	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (strcmp(tools[i].name, name) == 0)
			return tools[i].run(argc, argv);
	fprintf(stderr, "tools: %s is none\n", name);
	return 125;
}
