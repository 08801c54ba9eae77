/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts are the system's there */
/* timeout: 60 */
/*
 * Processes that mount and unmount at the same time: none of their mounts is
 * lost, and nothing stays of those that are taken away.
 */
#include <fcntl.h>
#include <mntent.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define PROCESSES	6
#define EACH		8

static char name[64];

static const char *
target(int process, int i)
{
	snprintf(name, sizeof name, "/mounted-by-many/%d-%d", process, i);
	return name;
}

/* A process of its own: begins when the pipe on 0 ends. */
static int
change(int process, int mounts)
{
	char c;

	while (read(0, &c, 1) > 0)
		continue;
	for (int i = 0; i < EACH; i++)
		if (mounts)
			CHECK_OK(mount("C:\\windows", target(process, i),
			    MOUNT_BINARY) == 0);
		else
			CHECK_OK(umount(target(process, i)) == 0);
	return (0);
}

static void
all_at_once(const char *self, const char *what)
{
	char number[8];
	int p[2], status;

	CHECK_OK(pipe(p) == 0);
	CHECK_OK(fcntl(p[1], F_SETFD, FD_CLOEXEC) == 0);
	for (int i = 0; i < PROCESSES; i++) {
		snprintf(number, sizeof number, "%d", i);
		if (fork() == 0) {
			dup2(p[0], 0);
			execl(self, self, number, what, NULL);
			_exit(127);
		}
	}
	close(p[0]);
	close(p[1]);
	for (int i = 0; i < PROCESSES; i++)
		CHECK(wait(&status) > 0 && status == 0);
}

static int
mounted(void)
{
	FILE *f = setmntent("/etc/mtab", "r");
	struct mntent *m;
	int n = 0;

	CHECK_OK(f != NULL);
	while ((m = getmntent(f)) != NULL)
		n += strncmp(m->mnt_dir, "/mounted-by-many/", 17) == 0;
	endmntent(f);
	return n;
}

/* Lines about them in the file that keeps what mount() did. */
static int
recorded(void)
{
	FILE *f = fopen("/var/lib/isthmus/mounts", "r");
	char line[1024];
	int n = 0;

	CHECK_OK(f != NULL);
	while (fgets(line, sizeof line, f) != NULL)
		n += strstr(line, "/mounted-by-many/") != NULL;
	fclose(f);
	return n;
}

int
main(int argc, char **argv)
{
	struct stat st;

	if (argc > 2)
		return change(atoi(argv[1]), strcmp(argv[2], "mount") == 0);
	all_at_once("/proc/self/exe", "mount");
	CHECK_INT(mounted(), PROCESSES * EACH);
	CHECK_INT(recorded(), PROCESSES * EACH);
	for (int i = 0; i < PROCESSES * EACH; i++)
		CHECK_OK(stat(target(i / EACH, i % EACH), &st) == 0);
	all_at_once("/proc/self/exe", "umount");
	CHECK_INT(mounted(), 0);
	CHECK_INT(recorded(), 0);
	CHECK_ERR(stat(target(0, 0), &st), ENOENT);
	return (0);
}
