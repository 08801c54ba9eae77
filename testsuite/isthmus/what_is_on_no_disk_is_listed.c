/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts and drives of Cygwin's kind */
/* Made-up folders and mounts are entries of the folder they lie in. */
#include <dirent.h>
#include <limits.h>
#include <mqueue.h>
#include <sys/cygwin.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

/* How often the folder has that name; what it lists is there. */
static int
lists(const char *dir, const char *name, unsigned char *type)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	struct stat st;
	long at = -1;
	int n = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, name) != 0)
			continue;
		n++;
		*type = e->d_type;
		CHECK_OK(fstatat(dirfd(d), name, &st, 0) == 0);
		if (*type == DT_DIR)
			CHECK(S_ISDIR(st.st_mode));
		at = telldir(d);
	}
	/* A place behind made-up entries can be gone back to. */
	if (at >= 0) {
		seekdir(d, at);
		while ((e = readdir(d)) != NULL)
			CHECK(strcmp(e->d_name, name) != 0);
	}
	closedir(d);
	return n;
}

static void
is_folder(const char *dir, const char *name)
{
	unsigned char type = DT_UNKNOWN;

	CHECK_INT(lists(dir, name, &type), 1);
	CHECK_INT(type, DT_DIR);
}

int
main(void)
{
	char win32[PATH_MAX], target[64], sub[80], name[64];
	unsigned char type;
	mqd_t q;
	int fd;

	is_folder("/", "dev");
	is_folder("/", "proc");
	is_folder("/", "cygdrive");
	is_folder("/", "bin");
	is_folder("/cygdrive", "c");
	is_folder("/dev", "shm");
	is_folder("/dev", "mqueue");
	CHECK_INT(lists("/dev", "null", &type), 1);
	CHECK_INT(type, DT_CHR);
	CHECK_INT(lists("/dev", "fd", &type), 1);
	CHECK_INT(type, DT_LNK);
	CHECK_INT(lists("/dev", "stderr", &type), 1);
	CHECK_INT(type, DT_LNK);
	/* A mount in the root, and one in a folder of the disk. */
	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("d/sub", 0777) == 0);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/listed-%d", (int)getpid());
	snprintf(sub, sizeof sub, "%s/mnt", target);
	CHECK_OK(mount(win32, target, MOUNT_BINARY) == 0);
	CHECK_OK(mount(win32, sub, MOUNT_BINARY) == 0);
	is_folder("/", target + 1);
	is_folder(target, "mnt");
	is_folder(target, "sub");
	CHECK_OK(mkdir("d/mnt", 0777) == 0);
	is_folder(target, "mnt");		/* now it is on the disk, too */
	CHECK_OK(umount(sub) == 0 && umount(target) == 0);
	CHECK_INT(lists("/", target + 1, &type), 0);
	CHECK_OK(mount("Q:\\none", target, MOUNT_BINARY) == 0);
	CHECK_INT(lists("/", target + 1, &type), 0);
	CHECK_OK(umount(target) == 0);
	/* What lies in /dev's folders. */
	snprintf(name, sizeof name, "/listed-%d", (int)getpid());
	CHECK_OK((fd = shm_open(name, O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(lists("/dev/shm", name + 1, &type), 1);
	CHECK_OK(shm_unlink(name) == 0);
	CHECK_OK((q = mq_open(name, O_RDWR | O_CREAT, 0600, NULL)) !=
	    (mqd_t)-1);
	CHECK_INT(lists("/dev/mqueue", name + 1, &type), 1);
	CHECK_OK(mq_unlink(name) == 0);
	CHECK_INT(lists("/dev/mqueue", name + 1, &type), 0);
	return (0);
}
