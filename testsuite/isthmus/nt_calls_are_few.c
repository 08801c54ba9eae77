/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it counts calls of Windows */
/* timeout: 60 */
/* How many calls of NT a stat, an open, a miss take: counted in the trace. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define TRACE	"calls.log"

/* In a program with tracing on: 100 times each, between marks. */
static void
work(const char *what)
{
	struct stat st;
	int fd;

	for (int i = 0; i < 101; i++) {
		if (i == 1)
			access("/mark", F_OK);	/* the first of each is not */
		switch (what[0]) {
		case 's':
			CHECK_OK(stat("f.txt", &st) == 0);
			break;
		case 'd':
			CHECK_OK(stat("d", &st) == 0);
			break;
		case 'o':
			CHECK_OK((fd = open("f.txt", O_RDONLY)) >= 0);
			close(fd);
			break;
		case 'm':
			CHECK_ERR(stat("none", &st), ENOENT);
			break;
		}
	}
}

/*
 * Calls that take a name or a handle to ask, per operation; those for access
 * lists apart.
 */
static double
count(const char *self, const char *what, double *lists, int *has_stat)
{
	char line[400];
	int marks = 0, calls = 0, security = 0, status;
	pid_t pid = fork();
	FILE *fp;

	if (pid == 0) {
		int fd = open(TRACE, O_WRONLY | O_CREAT | O_TRUNC, 0666);

		setenv("ISTHMUS_TRACE", "file,path", 1);
		dup2(fd, 2);
		execl(self, "calls", what, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_OK((fp = fopen(TRACE, "r")) != NULL);
	while (fgets(line, sizeof line, fp) != NULL) {
		if (strstr(line, "resolve \"/mark\"") != NULL)
			marks = 1, calls = security = 0;
		if (strstr(line, "NtQueryInformationFile(class 68) = 0\n"))
			*has_stat = 1;
		security += strstr(line, " NtQuerySecurityObject") != NULL;
		calls += strstr(line, " NtCreateFile(") != NULL ||
		    strstr(line, " NtQuery") != NULL;
	}
	fclose(fp);
	CHECK_INT(marks, 1);
	*lists = security / 100.0;
	/* The mark's own are among them: two at most. */
	return (calls - 2) / 100.0;
}

/*
 * One call, or two; a stat takes two more where the system has not got
 * FileStatInformation (class 68), and one where an access list is kept.
 */
static int
is_few(const char *what, double n, double lists, int has_stat)
{
	int is_stat = what[0] == 's' || what[0] == 'd';

	if (is_stat && !has_stat)
		n -= 2;
	return n - lists > (is_stat ? 1.9 : 0.9) && n - lists < 2.5 &&
	    lists < 1.5;
}

/*
 * Other tests may mount something meanwhile, exchange names or watch who opens
 * files, which takes calls of everybody: then it is counted again.
 */
static void
check(const char *self, const char *what)
{
	static int has_stat;		/* the system */
	double lists, n = count(self, what, &lists, &has_stat);

	for (int i = 0; i < 25 && !is_few(what, n, lists, has_stat); i++) {
		usleep(200000);
		n = count(self, what, &lists, &has_stat);
	}
	if (!is_few(what, n, lists, has_stat))
		fprintf(stderr, "%s: %g calls\n", what, n);
	CHECK(is_few(what, n, lists, has_stat));
}

int
main(int argc, char **argv)
{
	static const char *const what[] = { "stat", "dir", "open", "miss" };

	if (argc > 1) {
		work(argv[1]);
		return (0);
	}
	close(open("f.txt", O_RDWR | O_CREAT, 0644));
	CHECK_OK(mkdir("d", 0755) == 0);
	for (int i = 0; i < 4; i++)
		check(argv[0], what[i]);
	return (0);
}
