/* SPDX-License-Identifier: BSD-2-Clause */
/* fallocate(), SEEK_DATA and SEEK_HOLE, copy_file_range(), sendfile(). */
#include "process/children.h"
#include <sys/sendfile.h>
#include <sys/vfs.h>
#include <sys/uio.h>

static char a[200000], b[200000];

static void
holes(int fd)
{
	int write_only = open("in", O_WRONLY);
	struct stat st;
	off_t at;

	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_INT(pwrite(fd, a, sizeof a, 0), sizeof a);
	CHECK_INT(lseek(fd, 100, SEEK_DATA), 100);
	at = lseek(fd, 100, SEEK_HOLE);
	CHECK_INT(at, sizeof a);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), at);
	CHECK_INT(lseek(write_only, 100, SEEK_DATA), 100);
	CHECK_INT(lseek(write_only, 100, SEEK_HOLE), sizeof a);
	CHECK_OK(close(write_only) == 0);
	CHECK_ERR(lseek(fd, sizeof a, SEEK_DATA), ENXIO);
	CHECK_ERR(lseek(fd, sizeof a + 1, SEEK_HOLE), ENXIO);
	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 65536,
	    65536) < 0)
		CHECK_INT(errno, EOPNOTSUPP);
	else {
		CHECK_INT(pread(fd, b, sizeof b, 0), sizeof b);
		CHECK(memcmp(b, a, 65536) == 0);
		for (int i = 65536; i < 131072; i++)
			CHECK(b[i] == 0);
		CHECK(memcmp(b + 131072, a + 131072, sizeof a - 131072) == 0);
	}
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, sizeof a);
	CHECK_ERR(fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 10), EOPNOTSUPP);
	CHECK_ERR(fallocate(fd, 0, -1, 10), EINVAL);
	CHECK_ERR(fallocate(fd, 0, 0, 0), EINVAL);
	CHECK_OK(fallocate(fd, 0, 0, 300000) == 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 300000);
	CHECK_INT(posix_fallocate(fd, 0, 310000), 0);
	CHECK_INT(posix_fallocate(fd, 0, -1), EINVAL);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 310000);
	if (fallocate(fd, FALLOC_FL_ZERO_RANGE, 309990, 20) < 0)
		CHECK_INT(errno, EOPNOTSUPP);
	else {
		CHECK_OK(fstat(fd, &st) == 0);
		CHECK_INT(st.st_size, 310010);
		CHECK_OK(fallocate(fd, FALLOC_FL_ZERO_RANGE, 10, 20) == 0);
		CHECK_INT(pread(fd, b, 40, 0), 40);
		CHECK(memcmp(b, a, 10) == 0);
		CHECK(memcmp(b + 30, a + 30, 10) == 0);
		for (int i = 10; i < 30; i++)
			CHECK(b[i] == 0);
	}
}

static void
copies(int in, int out)
{
	off_t from = 1000, to = 5;
	ssize_t n;

	CHECK_OK(ftruncate(in, 0) == 0 && ftruncate(out, 0) == 0);
	CHECK_INT(pwrite(in, a, sizeof a, 0), sizeof a);
	CHECK_INT(lseek(in, 7, SEEK_SET), 7);
	CHECK_INT(lseek(out, 0, SEEK_SET), 0);
	CHECK_INT(copy_file_range(in, &from, out, &to, 100, 0), 100);
	CHECK_INT(from, 1100);
	CHECK_INT(to, 105);
	CHECK_INT(lseek(in, 0, SEEK_CUR), 7);
	CHECK_INT(pread(out, b, 105, 0), 105);
	CHECK(memcmp(b, "\0\0\0\0\0", 5) == 0 &&
	    memcmp(b + 5, a + 1000, 100) == 0);
	for (size_t done = 0; done < sizeof a - 7; done += (size_t)n)
		CHECK_OK((n = copy_file_range(in, NULL, out, NULL, sizeof a,
		    0)) > 0);
	CHECK_INT(copy_file_range(in, NULL, out, NULL, 10, 0), 0);
	CHECK_INT(pread(out, b, sizeof b, 0), sizeof a - 7);
	CHECK(memcmp(b, a + 7, sizeof a - 7) == 0);
	CHECK_ERR(copy_file_range(in, NULL, out, NULL, 10, 1), EINVAL);
	CHECK_ERR(copy_file_range(in, NULL, 999, NULL, 10, 0), EBADF);
}

static void
sends(int in)
{
	int p[2], zero;
	off_t at = 50;

	CHECK_OK(pipe(p) == 0);
	CHECK_INT(lseek(in, 0, SEEK_SET), 0);
	CHECK_INT(sendfile(p[1], in, &at, 1000), 1000);
	CHECK_INT(at, 1050);
	CHECK_INT(lseek(in, 0, SEEK_CUR), 0);
	CHECK_INT(read(p[0], b, 1000), 1000);
	CHECK(memcmp(b, a + 50, 1000) == 0);
	CHECK_INT(sendfile(p[1], in, NULL, 10), 10);
	CHECK_INT(lseek(in, 0, SEEK_CUR), 10);
	CHECK_OK((zero = open("/dev/zero", O_RDONLY)) >= 0);
	CHECK_INT(sendfile(p[1], zero, NULL, 10), 10);
	CHECK_INT(read(p[0], b, 20), 20);
	CHECK(memcmp(b, a, 10) == 0 && b[10] == 0 && b[19] == 0);
	CHECK_ERR(sendfile(p[1], 999, NULL, 10), EBADF);
	CHECK_ERR(sendfile(p[0], in, NULL, 10), EBADF);
}

static void
vectors(int fd)
{
	struct iovec v[2] = { { a, 10 }, { a + 20, 10 } };
	struct iovec w[2] = { { b, 5 }, { b + 5, 15 } };

	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(pwritev2(fd, v, 2, 100, 0), 20);
	CHECK_INT(preadv2(fd, w, 2, 100, 0), 20);
	CHECK(memcmp(b, a, 10) == 0 && memcmp(b + 10, a + 20, 10) == 0);
	CHECK_INT(pwritev2(fd, v, 2, -1, RWF_DSYNC), 20);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 20);
	CHECK_ERR(preadv2(fd, w, 2, 0, 0x40000000), EOPNOTSUPP);
}

int
main(void)
{
	struct statfs sf;
	int in, out;

	for (size_t i = 0; i < sizeof a; i++)
		a[i] = (char)(i * 7 + i / 251 + 1);
	CHECK_OK((in = open("in", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((out = open("out", O_RDWR | O_CREAT, 0600)) >= 0);
	holes(in);
	copies(in, out);
	sends(in);
	vectors(out);
	CHECK_OK(statfs(".", &sf) == 0 && sf.f_blocks > 0);
	CHECK_OK(fstatfs(in, &sf) == 0 && sf.f_bsize > 0);
	return 0;
}
