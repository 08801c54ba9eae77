/* SPDX-License-Identifier: BSD-2-Clause */
/* Calls on files that are in no other test: of BSD, of Linux, of Issue 8. */
#include <fcntl.h>
#include <mntent.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "0123456789", 10), 10);
	CHECK_OK(close(fd) == 0);
}

static time_t
written(const char *name)
{
	struct stat st;

	CHECK_OK(lstat(name, &st) == 0);
	return st.st_mtime;
}

static void
times(void)
{
	struct timeval tv[2] = { { 1000000000, 0 }, { 1100000000, 500000 } };
	int fd;

	CHECK_OK((fd = open("f", O_RDWR)) >= 0);
	CHECK_OK(futimes(fd, tv) == 0);
	CHECK_INT(written("f"), 1100000000);
	tv[1].tv_sec++;
	CHECK_OK(lutimes("l", tv) == 0);
	CHECK_INT(written("l"), 1100000001);
	CHECK_INT(written("f"), 1100000000);
	tv[1].tv_sec++;
	CHECK_OK(futimesat(AT_FDCWD, "l", tv) == 0);
	CHECK_INT(written("f"), 1100000002);
	CHECK_ERR(lutimes("none", tv), ENOENT);
	CHECK_ERR(futimes(-1, tv), EBADF);
	tv[0].tv_usec = 1000000;
	CHECK_ERR(futimes(fd, tv), EINVAL);
	close(fd);
}

static void
names(void)
{
	char a[] = "pre-XXXXXX.suf", b[] = "XXXXX", *s;
	char *here = getcwd(NULL, 0);
	int fd;

	CHECK_OK((fd = mkstemps(a, 4)) >= 0);
	CHECK(strcmp(a + 10, ".suf") == 0 &&
	    strcmp(a, "pre-XXXXXX.suf") != 0);
	CHECK_OK(close(fd) == 0 && access(a, W_OK) == 0);
	CHECK_ERR(mkstemps(b, 0), EINVAL);
	CHECK_OK((s = tempnam(".", "t-")) != NULL);
	CHECK(strstr(s, "t-") != NULL && access(s, F_OK) < 0);
	free(s);
	unsetenv("PWD");
	CHECK_OK((s = get_current_dir_name()) != NULL);
	CHECK_STR(s, here);
	free(s);
	free(here);
	CHECK_OK(eaccess("f", R_OK) == 0 && euidaccess("f", W_OK) == 0);
	CHECK_ERR(eaccess("none", F_OK), ENOENT);
	CHECK_OK(lchmod("f", 0600) == 0);
}

static void
descriptors(void)
{
	int low = dup(2), i;

	CHECK_OK(low >= 0);
	for (i = low + 1; i < low + 6; i++)
		CHECK_INT(dup(2), i);
	CHECK_OK(close_range((unsigned)low + 1, (unsigned)low + 2, 0) == 0);
	CHECK_ERR(fcntl(low + 1, F_GETFD), EBADF);
	CHECK_ERR(fcntl(low + 2, F_GETFD), EBADF);
	CHECK_OK(close_range((unsigned)low + 3, (unsigned)low + 3,
	    CLOSE_RANGE_CLOEXEC) == 0);
	CHECK_INT(fcntl(low + 3, F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(low + 4, F_GETFD), 0);
	CHECK_ERR(close_range(5, 4, 0), EINVAL);
	closefrom(low);
	for (i = low; i < low + 6; i++)
		CHECK_ERR(fcntl(i, F_GETFD), EBADF);
}

static void
written_through(void)
{
	struct iovec v[2] = { { (void *)"ab", 2 }, { (void *)"cd", 2 } };
	char b[16];
	int fd;

	CHECK_OK((fd = open("f", O_RDWR | O_DSYNC)) >= 0);
	CHECK((fcntl(fd, F_GETFL) & O_DSYNC) != 0);
	CHECK_INT(pwritev2(fd, v, 2, 0, RWF_DSYNC), 4);
	CHECK_INT(pwritev2(fd, v, 1, -1, RWF_SYNC), 2);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 2);
	v[0].iov_base = b;
	CHECK_INT(preadv2(fd, v, 1, 2, 0), 2);
	CHECK(memcmp(b, "cd", 2) == 0);
	errno = 0;
	CHECK(pwritev2(fd, v, 1, 0, 0x40000000) < 0 &&
	    (errno == EOPNOTSUPP || errno == EINVAL));
	close(fd);
}

/* A lock of a description is waited for. */
static void
waiting_lock(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int status, p[2], fd = open("f", O_RDWR), other;
	char c;
	pid_t pid;

	CHECK_OK(fd >= 0 && pipe(p) == 0);
	CHECK_OK(fcntl(fd, F_OFD_SETLK, &l) == 0);
	if ((pid = fork()) == 0) {
		CHECK_OK((other = open("f", O_RDWR)) >= 0);
		CHECK(fcntl(other, F_OFD_SETLK, &l) < 0 &&
		    (errno == EAGAIN || errno == EACCES));
		CHECK_INT(write(p[1], "x", 1), 1);
		CHECK_OK(fcntl(other, F_OFD_SETLKW, &l) == 0);
		CHECK_INT(write(p[1], "y", 1), 1);
		_exit(0);
	}
	CHECK_INT(read(p[0], &c, 1), 1);
	usleep(50000);
	CHECK_OK(fcntl(p[0], F_SETFL, O_NONBLOCK) == 0);
	CHECK_ERR(read(p[0], &c, 1), EAGAIN);
	l.l_type = F_UNLCK;
	CHECK_OK(fcntl(fd, F_OFD_SETLK, &l) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(read(p[0], &c, 1), 1);
	CHECK_INT(c, 'y');
	close(fd);
}

static void
mounts(void)
{
	FILE *fp = setmntent("table", "w+");
	struct mntent m, *e;
	char buf[256], *at;

	CHECK_OK(fp != NULL);
	fprintf(fp, "# a comment\n/dev/x\\040y /mnt ext4 rw,user=me,noatime "
	    "0 2\n");
	rewind(fp);
	CHECK_OK((e = getmntent_r(fp, &m, buf, sizeof buf)) == &m);
	CHECK_STR(m.mnt_fsname, "/dev/x y");
	CHECK_STR(m.mnt_dir, "/mnt");
	CHECK_STR(m.mnt_type, "ext4");
	CHECK_INT(m.mnt_passno, 2);
	CHECK((at = hasmntopt(&m, "user")) != NULL);
	CHECK(strncmp(at, "user=me", 7) == 0);
	CHECK(hasmntopt(&m, "atime") == NULL);
	CHECK(getmntent_r(fp, &m, buf, sizeof buf) == NULL);
	CHECK_INT(endmntent(fp), 1);
}

int
main(void)
{
	put("f");
	CHECK_OK(symlink("f", "l") == 0);
	times();
	names();
	descriptors();
	written_through();
	waiting_lock();
	mounts();
	return (0);
}
