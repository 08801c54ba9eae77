/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* mount() and umount(), in this process, in children and in others. */
#include <fcntl.h>
#include <limits.h>
#include <mntent.h>
#include <sys/cygwin.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static char here[PATH_MAX], win32[PATH_MAX];

static void
put(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	close(fd);
}

/* What a program of its own sees, which was started before or after. */
static int
child_sees(const char *name)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(access(name, F_OK) == 0 ? 1 : 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return status >> 8;
}

static void
other_process(const char *self, const char *name, int want)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl(self, "mounts", name, (char *)NULL);
		_exit(99);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status >> 8, want);
}

static void
listed(const char *target)
{
	FILE *fp = setmntent(MOUNTED, "r");
	struct mntent *m;
	int found = 0, drives = 0, root = 0;

	CHECK_OK(fp != NULL);
	while ((m = getmntent(fp)) != NULL) {
		found += strcmp(m->mnt_dir, target) == 0 &&
		    strcmp(m->mnt_fsname, win32) == 0;
		drives += strcmp(m->mnt_type, "cygdrive") == 0;
		root += strcmp(m->mnt_dir, "/") == 0;
	}
	endmntent(fp);
	CHECK(found == 1 && drives == 1 && root == 1);
}

/* A child that is there already hears of a mount, too. */
static void
mounted_for_all(const char *target, const char *file)
{
	char c;
	int go[2], there[2], status;
	pid_t pid;

	CHECK_OK(pipe(go) == 0 && pipe(there) == 0);
	if ((pid = fork()) == 0) {
		CHECK_ERR(access(file, F_OK), ENOENT);
		CHECK_INT(write(there[1], "x", 1), 1);
		CHECK_INT(read(go[0], &c, 1), 1);
		_exit(access(file, F_OK) == 0 ? 3 : 4);
	}
	close(there[1]);
	CHECK_INT(read(there[0], &c, 1), 1);
	CHECK_OK(mount(win32, target, MOUNT_BINARY) == 0);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status >> 8, 3);
}

/* Mounts that keep from writing, and from running programs. */
static void
restricted(const char *target, const char *file)
{
	char b[PATH_MAX];

	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_RO) == 0);
	CHECK_ERR(open(file, O_RDWR), EROFS);
	CHECK_ERR(unlink(file), EROFS);
	CHECK_OK(open(file, O_RDONLY) >= 0);
	snprintf(b, sizeof b, "%s/new", target);
	CHECK_ERR(open(b, O_RDWR | O_CREAT, 0666), EROFS);
	CHECK_ERR(mkdir(b, 0777), EROFS);
	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_NOTEXEC) == 0);
	CHECK_OK(chmod(file, 0755) == 0);
	CHECK_ERR(access(file, X_OK), EACCES);
	CHECK_OK(umount(target) == 0);
	CHECK_ERR(umount(target), EINVAL);
	CHECK_ERR(access(file, F_OK), ENOENT);
}

/* What is mounted is found by another name, too. */
static void
through_link(const char *target, int (*take)(const char *), int error)
{
	char name[PATH_MAX];

	CHECK_OK(symlink("/", "l") == 0);
	snprintf(name, sizeof name, "l%s", target);
	CHECK_OK(access(name, F_OK) == 0);
	CHECK_ERR(take(name), error);
	CHECK_OK(access(name, F_OK) == 0);
	CHECK_OK(unlink("l") == 0);
}

/* A folder in two places, and a file. */
static void
bound(const char *target, const char *file)
{
	char b[PATH_MAX + 8];

	CHECK_OK(mount(strcat(strcpy(b, here), "/d"), target,
	    MOUNT_BINARY | MOUNT_BIND) == 0);
	CHECK_OK(access(file, F_OK) == 0);
	/* The name is the mount's: the source keeps its own. */
	CHECK_OK(mkdir("empty", 0777) == 0);
	CHECK_ERR(rename(target, "elsewhere"), EBUSY);
	CHECK_ERR(rename("empty", target), EBUSY);
	CHECK_ERR(renameat2(AT_FDCWD, target, AT_FDCWD, "empty",
	    RENAME_EXCHANGE), EBUSY);
	CHECK_ERR(rmdir(target), EBUSY);
	CHECK_OK(access("d", F_OK) == 0 && access("empty", F_OK) == 0);
	CHECK_OK(access(file, F_OK) == 0 && rmdir("empty") == 0);
	CHECK_ERR(rmdir("/dev/shm"), EBUSY);
	CHECK_ERR(unlink(target), EISDIR);
	through_link(target, rmdir, EBUSY);
	CHECK_OK(cygwin_umount(target, MOUNT_BINARY) == 0);
	/* A single file, too. */
	CHECK_OK(mount(strcat(strcpy(b, here), "/d/f"), target,
	    MOUNT_BINARY | MOUNT_BIND) == 0);
	CHECK_OK(access(target, R_OK) == 0);
	CHECK_ERR(unlink(target), EBUSY);
	CHECK_ERR(rmdir(target), ENOTDIR);
	through_link(target, unlink, EBUSY);
	through_link(target, rmdir, ENOTDIR);
	CHECK_OK(access("d/f", F_OK) == 0);
	CHECK_OK(cygwin_umount(target, MOUNT_BINARY) == 0);
}

int
main(int argc, char **argv)
{
	char b[PATH_MAX], target[64], file[80];
	struct stat st, real;

	if (argc > 1)
		return access(argv[1], F_OK) == 0;
	CHECK_OK(getcwd(here, sizeof here) != NULL);
	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("d/sub", 0777) == 0);
	put("d/f");
	snprintf(target, sizeof target, "/mnt-of-test-%d", (int)getpid());
	snprintf(file, sizeof file, "%s/f", target);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	umount(target);		/* of a run that was stopped */
	CHECK_OK(stat("d/f", &real) == 0);
	mounted_for_all(target, file);
	CHECK_OK(stat(file, &st) == 0);
	CHECK(st.st_ino == real.st_ino);
	CHECK_INT(child_sees(file), 1);
	other_process(argv[0], file, 1);
	listed(target);
	/* Paths on the way back are below the mount. */
	snprintf(b, sizeof b, "%s\\sub", win32);
	snprintf(file, sizeof file, "%s/sub", target);
	CHECK_OK(chdir(file) == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b, file);
	CHECK_OK(access("../f", F_OK) == 0);
	CHECK_OK(chdir(here) == 0);
	snprintf(file, sizeof file, "%s/f", target);
	restricted(target, file);
	other_process(argv[0], file, 0);
	/* A folder that is not there, and sources that are none. */
	CHECK_OK(mount("Q:\\there\\is\\none", target, MOUNT_BINARY) == 0);
	CHECK_ERR(access(target, F_OK), ENOENT);
	CHECK_OK(umount(target) == 0);
	CHECK_ERR(mount("relative", target, MOUNT_BINARY), EINVAL);
	CHECK_ERR(mount(win32, "relative", MOUNT_BINARY), EINVAL);
	bound(target, file);
	CHECK_ERR(cygwin_umount(target, MOUNT_BINARY), EINVAL);
	CHECK_ERR(access(file, F_OK), ENOENT);
	return (0);
}
