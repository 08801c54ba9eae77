/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * O_PATH: what is opened so stands for a name, and EBADF to every call that
 * needs more; AT_EMPTY_PATH and /proc/self/fd make calls on names be about a
 * descriptor.
 */
#include "process/children.h"

#include <dirent.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/xattr.h>

static void
moves_no_data(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct epoll_event ev = { .events = EPOLLIN };
	struct flock l = { .l_type = F_RDLCK };
	int f = open("f", O_RDWR), set, n;
	char c[4];

	CHECK_OK(f >= 0);
	CHECK_ERR(read(fd, c, 1), EBADF);
	CHECK_ERR(write(fd, "x", 1), EBADF);
	CHECK_ERR(pread(fd, c, 1, 0), EBADF);
	CHECK_ERR(readv(fd, &(struct iovec){ c, 1 }, 1), EBADF);
	CHECK_ERR(lseek(fd, 0, SEEK_SET), EBADF);
	CHECK_ERR(ftruncate(fd, 0), EBADF);
	CHECK_ERR(fsync(fd), EBADF);
	CHECK_ERR(fchmod(fd, 0600), EBADF);
	CHECK_ERR(fchown(fd, getuid(), getgid()), EBADF);
	CHECK_ERR(futimens(fd, NULL), EBADF);
	CHECK_ERR(ioctl(fd, FIONREAD, &n), EBADF);
	CHECK_ERR(flock(fd, LOCK_SH), EBADF);
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EBADF);
	CHECK_ERR(fcntl(fd, F_SETFL, O_APPEND), EBADF);
	CHECK(mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED &&
	    errno == EBADF);
	CHECK_ERR(sendfile(f, fd, NULL, 1), EBADF);
	CHECK_ERR(copy_file_range(fd, NULL, f, NULL, 1, 0), EBADF);
	CHECK_ERR(fallocate(fd, 0, 0, 1), EBADF);
	CHECK_INT(posix_fallocate(fd, 0, 1), EBADF);
	CHECK_INT(posix_fadvise(fd, 0, 0, POSIX_FADV_NORMAL), EBADF);
	CHECK_ERR(fgetxattr(fd, "user.x", c, sizeof c), EBADF);
	CHECK_INT(poll(&p, 1, 0), 1);
	CHECK_INT(p.revents, POLLNVAL);
	CHECK_OK((set = epoll_create1(0)) >= 0);
	CHECK_ERR(epoll_ctl(set, EPOLL_CTL_ADD, fd, &ev), EBADF);
	close(set);
	close(f);
}

static void
of_a_file(void)
{
	struct stat st, same;
	struct statvfs v;
	char c;
	int fd, other, flags;

	/* What would make or change it is ignored. */
	CHECK_ERR(open("none", O_PATH | O_CREAT, 0600), ENOENT);
	CHECK_OK((fd = open("f", O_PATH | O_TRUNC | O_RDWR | O_CLOEXEC)) >= 0);
	moves_no_data(fd);
	CHECK_OK((flags = fcntl(fd, F_GETFL)) >= 0);
	CHECK(flags & O_PATH);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_OK(fcntl(fd, F_SETFD, 0) == 0);
	CHECK_OK((other = fcntl(fd, F_DUPFD, 0)) >= 0);
	CHECK_OK(fstat(other, &st) == 0 && stat("f", &same) == 0);
	CHECK_INT(st.st_ino, same.st_ino);
	CHECK_INT(st.st_size, 4);
	CHECK_OK(fstatvfs(fd, &v) == 0);
	CHECK_OK(close(other) == 0);
	CHECK_OK(fdopendir(fd) == NULL && (errno == EBADF ||
	    errno == ENOTDIR));
	CHECK_ERR(fchdir(fd), ENOTDIR);
	/* By its descriptor it can be opened in earnest. */
	char name[40];
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	CHECK_OK((other = open(name, O_RDONLY)) >= 0);
	CHECK_INT(read(other, &c, 1), 1);
	CHECK_INT(c, 't');
	CHECK_OK(close(other) == 0);
	CHECK_OK(close(fd) == 0);
}

static void
of_a_folder(void)
{
	int fd, f;

	CHECK_ERR(open("f", O_PATH | O_DIRECTORY), ENOTDIR);
	CHECK_OK((fd = open("d", O_PATH | O_DIRECTORY)) >= 0);
	moves_no_data(fd);
	CHECK_OK((f = openat(fd, "g", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(close(f) == 0);
	CHECK_OK(faccessat(fd, "g", R_OK, 0) == 0);
	CHECK_OK(fchdir(fd) == 0);
	CHECK_OK(access("g", F_OK) == 0);
	CHECK_OK(chdir("..") == 0);
	CHECK_OK(unlinkat(fd, "g", 0) == 0);
	CHECK_OK(close(fd) == 0);
}

static void
of_a_link(void)
{
	struct stat st;
	char to[8] = "";
	int fd;

	CHECK_OK(symlink("f", "l") == 0);
	CHECK_ERR(open("l", O_RDONLY | O_NOFOLLOW), ELOOP);
	CHECK_OK((fd = open("l", O_PATH)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(readlinkat(fd, "", to, sizeof to), ENOENT);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open("l", O_PATH | O_NOFOLLOW)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(S_ISLNK(st.st_mode));
	CHECK_INT(st.st_size, 1);
	CHECK_INT(readlinkat(fd, "", to, sizeof to), 1);
	CHECK_STR(to, "f");
	CHECK_ERR(read(fd, to, 1), EBADF);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(mkfifo("p", 0600) == 0);
	CHECK_OK((fd = open("p", O_PATH)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode));
	CHECK_OK(close(fd) == 0);
}

/* What /proc says of a descriptor leads to its file, which is no link. */
static void
through_proc(const char *file, int flags, mode_t type)
{
	struct timespec t[2] = { { .tv_sec = 1000 }, { .tv_sec = 2000 } };
	int fd = open(file, flags), other;
	char name[40], to[8];
	struct stat st;

	CHECK_OK(fd >= 0);
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	CHECK_ERR(readlinkat(fd, "", to, sizeof to), ENOENT);
	CHECK_OK(chmod(name, 0751) == 0);
	CHECK_OK(utimensat(AT_FDCWD, name, t, 0) == 0);
	CHECK_OK(stat(name, &st) == 0);
	CHECK_INT(st.st_mode, type | 0751);
	CHECK_INT(st.st_mtime, 2000);
	CHECK_OK(stat(file, &st) == 0);
	CHECK_INT(st.st_mode, type | 0751);
	CHECK_OK(fchmodat(AT_FDCWD, name, 0640, 0) == 0);
	CHECK_OK((other = open(name, O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_OK(fstat(other, &st) == 0);
	CHECK_INT(st.st_mode, type | 0640);
	CHECK_OK(close(other) == 0);
	CHECK_OK(close(fd) == 0);
}

/* Of another process; a FIFO is not waited for. */
static void
through_proc_of_another(void)
{
	int fd = open("p", O_RDWR), status;
	struct stat st;
	char name[60];
	pid_t pid;

	CHECK_OK(fd >= 0);
	snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)getpid(), fd);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		close(fd);
		CHECK_OK(stat(name, &st) == 0);
		CHECK(S_ISFIFO(st.st_mode));
		CHECK_OK(chmod(name, 0604) == 0);
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_mode, S_IFIFO | 0604);
	CHECK_OK(close(fd) == 0);
}

/* Calls on names that are about a descriptor, or the current folder. */
static void
empty_paths(int flags)
{
	struct timespec t[2] = { { .tv_sec = 1000 }, { .tv_sec = 2000 } };
	struct statx x;
	struct stat st;
	int fd = open("f", flags);

	CHECK_OK(fd >= 0);
	CHECK_OK(fstatat(fd, "", &st, AT_EMPTY_PATH) == 0);
	CHECK_INT(st.st_size, 4);
	CHECK_ERR(fstatat(fd, "", &st, 0), ENOENT);
	CHECK_ERR(fstatat(fd, "f", &st, AT_EMPTY_PATH), ENOTDIR);
	CHECK_OK(statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &x) == 0);
	CHECK_INT(x.stx_size, 4);
	CHECK((x.stx_mask & STATX_BASIC_STATS) == STATX_BASIC_STATS);
	CHECK_OK(fchownat(fd, "", getuid(), getgid(), AT_EMPTY_PATH) == 0);
	CHECK_OK(utimensat(fd, "", t, AT_EMPTY_PATH) == 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_mtime, 2000);
	/* Linux lets only root do that. */
	CHECK_OK(linkat(fd, "", AT_FDCWD, "f", AT_EMPTY_PATH) < 0 &&
	    (errno == EEXIST || errno == ENOENT));
	CHECK_OK(close(fd) == 0);
	CHECK_OK(fstatat(AT_FDCWD, "", &st, AT_EMPTY_PATH) == 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_OK(statx(AT_FDCWD, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT,
	    STATX_TYPE, &x) == 0);
	CHECK(S_ISDIR(x.stx_mode));
	CHECK_ERR(fstatat(-1, "", &st, AT_EMPTY_PATH), EBADF);
	CHECK_ERR(statx(AT_FDCWD, "f", 0, 0x80000000u, &x), EINVAL);
	CHECK_ERR(statx(AT_FDCWD, "f", AT_STATX_FORCE_SYNC |
	    AT_STATX_DONT_SYNC, STATX_ALL, &x), EINVAL);
	CHECK_ERR(fstatat(AT_FDCWD, "f", &st, 0x4000000), EINVAL);
	CHECK_OK(fstatat(AT_FDCWD, "f", &st, AT_NO_AUTOMOUNT) == 0);
}

int
main(void)
{
	put_file("f", "text", 0600);
	CHECK_OK(mkdir("d", 0700) == 0);
	of_a_file();
	of_a_folder();
	of_a_link();
	/* As long as the file in which a FIFO is kept. */
	put_file("q",
	    "0123456789012345678901234567890123456789012345678", 0600);
	for (int i = 0; i < 2; i++) {
		through_proc("f", i ? O_PATH : O_RDONLY, S_IFREG);
		through_proc("q", i ? O_PATH : O_RDONLY, S_IFREG);
		through_proc("d", i ? O_PATH : O_RDONLY, S_IFDIR);
		through_proc("p", i ? O_PATH | O_NOFOLLOW : O_RDWR, S_IFIFO);
	}
	through_proc_of_another();
	CHECK_OK(chmod("f", 0600) == 0);
	empty_paths(O_RDONLY);
	empty_paths(O_PATH);
	/* A folder is not made by open(). */
	CHECK_ERR(open("x", O_DIRECTORY | O_CREAT, 0700), EINVAL);
	CHECK_ERR(open("d", O_DIRECTORY | O_CREAT, 0700), EINVAL);
	CHECK_ERR(access("x", F_OK), ENOENT);
	return (0);
}
