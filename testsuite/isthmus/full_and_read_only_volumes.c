/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, fail points are ours */
/*
 * A volume that is full, refuses to be written, or has no more names to give
 * a file: the errno of it, and what was there stays.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	CHECK_OK(close(fd) == 0);
}

static void
full(void)
{
	char b[8];
	FILE *fp;
	int fd;

	CHECK_OK((fd = open("f", O_RDWR)) >= 0);
	CHECK_INT(write(fd, "ab", 2), 2);
	CHECK_ERR(write(fd, "cd", 2), ENOSPC);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 2);
	CHECK_INT(write(fd, "cd", 2), 2);	/* there is room again */
	CHECK_INT(pread(fd, b, sizeof b, 0), 4);
	CHECK(memcmp(b, "abcd", 4) == 0);
	close(fd);
	CHECK_OK((fp = fopen("g", "w")) != NULL);
	CHECK_OK(fputs("text", fp) >= 0);
	CHECK_INT(fclose(fp), 0);
}

/* A stream tells it too, at the latest when it is closed. */
static void
full_stream(void)
{
	FILE *fp = fopen("g", "w");

	CHECK_OK(fp != NULL);
	CHECK_OK(fputs("text", fp) >= 0);
	errno = 0;
	CHECK(fclose(fp) == EOF && errno == ENOSPC);
}

static void
read_only(void)
{
	struct stat st;

	CHECK_ERR(open("new", O_WRONLY | O_CREAT, 0666), EROFS);
	CHECK_ERR(stat("new", &st), ENOENT);
	CHECK_OK(stat("f", &st) == 0);
}

static void
read_only_unlink(void)
{
	struct stat st;

	CHECK_ERR(unlink("f"), EROFS);
	CHECK_OK(stat("f", &st) == 0 && st.st_size == 4);
}

static void
read_only_mkdir(void)
{
	struct stat st;

	CHECK_OK(stat("f", &st) == 0);
	CHECK_ERR(mkdir("new", 0777), EROFS);
	CHECK_ERR(stat("new", &st), ENOENT);
}

/* NTFS has 1,024 names for a file: the next one is refused. */
static void
many_links(void)
{
	struct stat st;
	int fd;

	CHECK_ERR(link("f", "f2"), EMLINK);
	CHECK_ERR(stat("f2", &st), ENOENT);
	CHECK_OK(stat("f", &st) == 0 && st.st_nlink == 1);
	CHECK_OK(link("f", "f2") == 0);
	CHECK_OK(stat("f2", &st) == 0 && st.st_nlink == 2);
	CHECK_OK(unlink("f2") == 0);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0 && close(fd) == 0);
}

static const struct {
	const char *points;
	void (*check)(void);
} parts[] = {
	{ "io.write:2:ENOSPC", full },
	{ "io.write:1:ENOSPC", full_stream },
	/* The first file that is opened is the table of modes. */
	{ "file.open:2:EROFS", read_only },
	{ "file.open:2:EROFS", read_only_unlink },
	{ "file.open:3:EROFS", read_only_mkdir },
	{ "file.link:1:EMLINK", many_links },
};

int
main(int argc, char **argv)
{
	char number[2] = "0";
	int status;
	pid_t pid;

	if (argc > 1) {
		parts[argv[1][0] - '0'].check();
		return 0;
	}
	put("f", "");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		number[0] = (char)('0' + i);
		if ((pid = fork()) == 0) {
			setenv("ISTHMUS_FAULT", parts[i].points, 1);
			execl(argv[0], "part", number, (char *)NULL);
			_exit(9);
		}
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		if (status != 0)
			fprintf(stderr, "in part %zu\n", i);
		CHECK_INT(status, 0);
	}
	return (0);
}
