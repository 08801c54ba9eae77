/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Modes come and go in several processes; none loses one of another's. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define PROCESSES	4
#define ROUNDS		150

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_INT(stat(name, &st), 0);
	return st.st_mode & 07777;
}

/* Sets one and the same file's mode like the others do, and its own's. */
static void
change(int me)
{
	char own[16];

	snprintf(own, sizeof own, "own%d", me);
	for (int i = 0; i < ROUNDS; i++) {
		int fd = open(own, O_CREAT | O_EXCL | O_RDWR, 0600);
		CHECK(fd >= 0);
		close(fd);
		CHECK_INT(chmod(own, 0711), 0);
		CHECK_INT(chmod("shared", i & 1 ? 0755 : 0644), 0);
		CHECK_INT(mode(own), 0711);
		CHECK_INT(mode("kept"), 0751);
		CHECK_INT(unlink(own), 0);
	}
	_exit(0);
}

int
main(void)
{
	int status;

	umask(0);
	close(open("shared", O_CREAT | O_RDWR, 0644));
	close(open("kept", O_CREAT | O_RDWR, 0644));
	CHECK_INT(chmod("kept", 0751), 0);
	for (int i = 0; i < PROCESSES; i++) {
		pid_t pid = fork();
		CHECK(pid >= 0);
		if (pid == 0) {
			/* Together, not one after the other in place. */
			usleep(1000);
			change(i);
		}
	}
	for (int i = 0; i < PROCESSES; i++) {
		CHECK(wait(&status) > 0);
		CHECK_INT(status, 0);
	}
	CHECK_INT(mode("kept"), 0751);
	return (0);
}
