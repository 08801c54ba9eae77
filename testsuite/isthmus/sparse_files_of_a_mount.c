/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* Below a mount with "sparse" a new file is made a sparse one. */
#include <limits.h>
#include <sys/cygwin.h>
#include <sys/mount.h>

#include "process/children.h"
#include "traced.h"

static char made[80];

/* How often the system was asked to make a file sparse. */
static int
made_sparse(const char *self)
{
	int n = asked(self, NULL, "sparse", made, "NtFsControlFile(0x900c4)");

	CHECK_STR(get_file(made), "new");
	CHECK_OK(unlink(made) == 0);
	return n;
}

int
main(int argc, char **argv)
{
	char win32[PATH_MAX], target[64];

	if (argc > 1) {
		put_file(argv[1], "new", 0644);
		put_file(argv[1], "new", 0644);	/* it is there already */
		return (0);
	}
	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/of-sparse-%d", (int)getpid());
	snprintf(made, sizeof made, "%s/new", target);
	CHECK_OK(mount(win32, target, MOUNT_BINARY) == 0);
	CHECK_INT(made_sparse(argv[0]), 0);
	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_SPARSE) == 0);
	CHECK_INT(made_sparse(argv[0]), 1);
	CHECK_OK(umount(target) == 0);
	return (0);
}
