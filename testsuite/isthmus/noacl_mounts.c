/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* again: ISTHMUS_CAPS=+acl */
/*
 * Below a mount with noacl no access list is written: all bits of a mode are
 * kept, and what the file may by its list stays as it was.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/acl.h>
#include <sys/cygwin.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st.st_mode & 07777;
}

int
main(void)
{
	static const mode_t modes[] = { 0751, 0640, 04711, 0604, 0070 };
	char win32[PATH_MAX], target[64], file[80], folder[80];
	acl_t list;
	mode_t before;
	int fd;

	umask(022);
	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK((fd = open("d/f", O_RDWR | O_CREAT, 0644)) >= 0);
	CHECK_OK(close(fd) == 0);
	before = mode("d/f");
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/noacl-of-test-%d", (int)getpid());
	snprintf(file, sizeof file, "%s/f", target);
	snprintf(folder, sizeof folder, "%s/new", target);
	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_NOACL) == 0);
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		CHECK_OK(chmod(file, modes[i]) == 0);
		CHECK_INT(mode(file), modes[i]);
	}
	CHECK_OK(mkdir(folder, 01777) == 0);
	CHECK_INT(mode(folder), 01755);
	CHECK_OK((list = acl_from_text("u::rw,u:18:r,g::r,m::r,o::-")) != NULL);
	CHECK_ERR(acl_set_file(file, ACL_TYPE_ACCESS, list), ENOTSUP);
	acl_free(list);
	CHECK_OK(chmod(file, before) == 0 && rmdir(folder) == 0);
	CHECK_OK(umount(target) == 0);
	CHECK_INT(mode("d/f"), before);
	return (0);
}
