/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its steps fail by a fail point */
/* again: ISTHMUS_CAPS=-posix_delete */
/* timeout: 60 */
/*
 * What somebody has deleted and another still has open keeps its name for a
 * moment: whoever makes a file of that name waits for that, be it a program's
 * file or one of the installation's.
 */
#include <stdlib.h>
#include <sys/mount.h>

#include "process/children.h"

#define MOST	24		/* names that are made below, at least */

static char target[40];

static void
replace_open(void)
{
	int fd = open("old", O_RDWR | O_CREAT | O_TRUNC, 0600), new;

	CHECK_OK(fd >= 0);
	CHECK_OK((new = open("new", O_RDWR | O_CREAT | O_EXCL, 0640)) >= 0);
	CHECK_OK(rename("new", "old") == 0);
	CHECK_OK(close(new) == 0 && close(fd) == 0);
}

static int
makes_names(void)
{
	struct stat st;
	int fd;

	CHECK_OK(mount("C:\\windows", target, MOUNT_BINARY) == 0);
	CHECK_OK(stat(target, &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(umount(target) == 0);
	replace_open();
	CHECK_OK((fd = open("/dev/shm/being-deleted", O_RDWR | O_CREAT,
	    0600)) >= 0);
	CHECK_OK(close(fd) == 0 && unlink("/dev/shm/being-deleted") == 0);
	CHECK_OK(mkdir("d", 0700) == 0 && mkfifo("d/p", 0600) == 0);
	CHECK_OK(symlink("to", "d/l") == 0 && link("old", "d/o") == 0);
	CHECK_OK(renameat2(AT_FDCWD, "d/o", AT_FDCWD, "d/l",
	    RENAME_EXCHANGE) == 0);
	CHECK_OK((fd = open("d", O_TMPFILE | O_RDWR, 0600)) >= 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink("d/p") == 0 && unlink("d/o") == 0);
	CHECK_OK(unlink("d/l") == 0 && rmdir("d") == 0);
	CHECK_OK(unlink("old") == 0);
	return 0;
}

int
main(int argc, char **argv)
{
	char spec[40];
	pid_t pid;

	snprintf(target, sizeof target, "/mnt-of-deleted-%d",
	    argc > 1 ? atoi(argv[1]) : (int)getpid());
	if (argc > 1)
		return makes_names();
	snprintf(spec, sizeof spec, "%d", (int)getpid());
	for (int i = 1; i <= MOST; i++) {
		char point[40];

		snprintf(point, sizeof point, "nt.delete_pending:%d:EBUSY", i);
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			setenv("ISTHMUS_FAULT", point, 1);
			execl(argv[0], argv[0], spec, (char *)NULL);
			_exit(99);
		}
		if (end(pid) != 0) {
			fprintf(stderr, "at the name %d\n", i);
			return 1;
		}
	}
	return 0;
}
