/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, fail points are ours */
/*
 * A volume that is full, refuses to be written, or has no more names to give
 * a file: the errno of it, and what was there stays.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "put.h"

static int
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
	return 1;
}

/* A stream tells it too, at the latest when it is closed. */
static int
full_stream(void)
{
	FILE *fp = fopen("g", "w");

	CHECK_OK(fp != NULL);
	CHECK_OK(fputs("text", fp) >= 0);
	errno = 0;
	CHECK(fclose(fp) == EOF && errno == ENOSPC);
	return 1;
}

/*
 * The volume refuses one opening, which may be of a file that the DLL keeps
 * for itself: then the call works, and the next opening is tried (0).
 */
static int
refused(int r)
{
	CHECK(r >= 0 || errno == EROFS);
	return r < 0;
}

static int
read_only(void)
{
	struct stat st;

	if (!refused(open("new", O_WRONLY | O_CREAT, 0666)))
		return 0;
	CHECK_ERR(stat("new", &st), ENOENT);
	CHECK_OK(stat("f", &st) == 0);
	return 1;
}

static int
read_only_unlink(void)
{
	struct stat st;

	if (!refused(unlink("f")))
		return 0;
	CHECK_OK(stat("f", &st) == 0 && st.st_size == 4);
	return 1;
}

static int
read_only_mkdir(void)
{
	struct stat st;

	if (!refused(mkdir("new", 0777)))
		return 0;
	CHECK_ERR(stat("new", &st), ENOENT);
	return 1;
}

/* NTFS has 1,024 names for a file: the next one is refused. */
static int
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
	return 1;
}

/* No fault: what is promised has to fit, where holes would do as well. */
static void
promised(void)
{
	struct statvfs v;
	struct stat st;
	int fd = open("f", O_RDWR);

	CHECK_OK(fd >= 0 && fstatvfs(fd, &v) == 0);
	CHECK_INT(posix_fallocate(fd, 0, (off_t)(v.f_bavail * v.f_frsize) +
	    (1 << 30)), ENOSPC);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 0);
	close(fd);
}

static const struct {
	const char *point;
	int first, last;
	int (*check)(void);
} parts[] = {
	{ "io.write:%d:ENOSPC", 2, 2, full },
	{ "io.write:%d:ENOSPC", 1, 1, full_stream },
	{ "file.open:%d:EROFS", 1, 5, read_only },
	{ "file.open:%d:EROFS", 1, 5, read_only_unlink },
	{ "file.open:%d:EROFS", 1, 5, read_only_mkdir },
	{ "file.link:%d:EMLINK", 1, 1, many_links },
};

#define MISSED	7
#define ROUNDS	20

/* Does the part in a program whose n'th pass there fails: 1, 0: missed. */
static int
done(const char *self, size_t part, int n)
{
	char number[2] = { (char)('0' + part), '\0' }, point[40];
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		snprintf(point, sizeof point, parts[part].point, n);
		setenv("ISTHMUS_FAULT", point, 1);
		execl(self, "part", number, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (status != 0 && status != MISSED << 8)
		fprintf(stderr, "in part %zu, pass %d\n", part, n);
	CHECK(status == 0 || status == MISSED << 8);
	if (status == 0)
		return 1;
	/* It worked: as it was. */
	unlink("new");
	rmdir("new");
	put("f", "abcd");
	return 0;
}

int
main(int argc, char **argv)
{
	int n, hit;

	if (argc > 1)
		return parts[argv[1][0] - '0'].check() ? 0 : MISSED;
	put("f", "");
	promised();
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		/* What other programs rename makes a program open more. */
		hit = 0;
		for (int round = 0; round < ROUNDS && !hit; round++)
			for (n = parts[i].first; n <= parts[i].last && !hit;
			    n++)
				hit = done(argv[0], i, n);
		if (!hit)
			fprintf(stderr, "part %zu\n", i);
		CHECK(hit);
	}
	return (0);
}
