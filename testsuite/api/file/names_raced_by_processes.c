/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Processes create, rename and remove files in one folder at the same time:
 * each name is made by one of them only, and nothing is lost or doubled.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define PROCESSES	4
#define ROUNDS		20

/* Bytes in "won-N" are the names that process N made. */
static void
child(int n)
{
	char name[40], mine[40], won[20];
	int fd, log;

	sprintf(won, "won-%d", n);
	CHECK_OK((log = open(won, O_WRONLY | O_CREAT | O_EXCL, 0666)) >= 0);
	for (int i = 0; i < ROUNDS; i++) {
		sprintf(name, "name-%d", i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
		if (fd < 0) {
			CHECK_INT(errno, EEXIST);
			continue;
		}
		CHECK_INT(write(log, "x", 1), 1);
		close(fd);
	}
	for (int i = 0; i < ROUNDS; i++) {
		sprintf(name, "own-%d-%d", n, i);
		sprintf(mine, "moved-%d-%d", n, i);
		CHECK_OK((fd = open(name, O_WRONLY | O_CREAT, 0666)) >= 0);
		CHECK_OK(rename(name, mine) == 0);
		CHECK_OK(symlink(mine, name) == 0);
		CHECK_OK(access(name, F_OK) == 0);
		CHECK_OK(unlink(name) == 0);
		if (i % 2 == 0)
			CHECK_OK(unlink(mine) == 0);
		close(fd);
		/* All of them onto one name. */
		sprintf(name, "tmp-%d", n);
		CHECK_OK((fd = open(name, O_WRONLY | O_CREAT, 0666)) >= 0);
		close(fd);
		CHECK_OK(rename(name, "target") == 0);
	}
	_exit(0);
}

int
main(void)
{
	int status, names = 0, moved = 0, others = 0, won = 0;
	struct dirent *d;
	struct stat st;
	char name[20];
	DIR *dir;

	for (int n = 0; n < PROCESSES; n++)
		if (fork() == 0)
			child(n);
	for (int n = 0; n < PROCESSES; n++) {
		CHECK_OK(wait(&status) > 0);
		CHECK_INT(status, 0);
		sprintf(name, "won-%d", n);
		CHECK_OK(stat(name, &st) == 0);
		won += (int)st.st_size;
	}
	CHECK_INT(won, ROUNDS);
	CHECK_OK(access("target", F_OK) == 0);
	CHECK_OK((dir = opendir(".")) != NULL);
	while ((d = readdir(dir)) != NULL) {
		names += strncmp(d->d_name, "name-", 5) == 0;
		moved += strncmp(d->d_name, "moved-", 6) == 0;
		others += strncmp(d->d_name, "own-", 4) == 0 ||
		    strncmp(d->d_name, "tmp-", 4) == 0;
	}
	closedir(dir);
	CHECK_INT(names, ROUNDS);
	CHECK_INT(moved, PROCESSES * ROUNDS / 2);
	CHECK_INT(others, 0);
	return (0);
}
