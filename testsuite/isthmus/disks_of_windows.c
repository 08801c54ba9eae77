/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, /dev/sda is Windows' disk */
/*
 * Windows' disks in /dev: readdir(), stat() and /proc/partitions agree, and
 * who may not read them is told so.  Where they can be read, sectors and
 * parts of them are the same bytes.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "test.h"

static char partitions[65536];

static void
read_partitions(void)
{
	int fd = open("/proc/partitions", O_RDONLY);
	ssize_t n;

	CHECK_OK(fd >= 0);
	CHECK_OK((n = read(fd, partitions, sizeof partitions - 1)) > 0);
	partitions[n] = '\0';
	close(fd);
	CHECK(strncmp(partitions, "major minor  #blocks  name\n\n", 28) == 0);
}

/* Its line: blocks of 1 KiB. */
static unsigned long long
listed(const char *name, const struct stat *st)
{
	char *line = partitions + 28, *next, found[32];
	unsigned long long blocks;
	unsigned ma, mi;

	for (; *line != '\0'; line = next + 1) {
		CHECK((next = strchr(line, '\n')) != NULL);
		CHECK_INT(sscanf(line, "%u %u %llu %31s", &ma, &mi, &blocks,
		    found), 4);
		if (strcmp(found, name) == 0) {
			CHECK(ma == major(st->st_rdev) &&
			    mi == minor(st->st_rdev));
			return blocks;
		}
	}
	fprintf(stderr, "%s is not in /proc/partitions\n", name);
	exit(1);
}

static void
readable(int fd, unsigned long long blocks)
{
	static char sector[65536], part[1000];
	unsigned long long size;
	unsigned long units;
	int n;

	CHECK_OK(ioctl(fd, BLKGETSIZE64, &size) == 0);
	CHECK_INT(size / 1024, blocks);
	CHECK_OK(ioctl(fd, BLKGETSIZE, &units) == 0);
	CHECK_INT(units, size / 512);
	CHECK_OK(ioctl(fd, BLKSSZGET, &n) == 0);
	CHECK(n >= 512 && n <= 65536 && (n & (n - 1)) == 0);
	/* A system that only tells of a disk (Wine) has nothing to read. */
	if (pread(fd, sector, (size_t)n, 0) < 0) {
		CHECK(errno == EOPNOTSUPP || errno == EIO || errno == ENXIO ||
		    errno == EINVAL);
		return;
	}
	CHECK_INT(pread(fd, part, sizeof part, 13), sizeof part);
	CHECK(memcmp(part, sector + 13, (size_t)n < 13 + sizeof part ?
	    (size_t)n - 13 : sizeof part) == 0);
	CHECK_INT(lseek(fd, 0, SEEK_END), size);
	CHECK_INT(read(fd, part, 1), 0);
	CHECK_ERR(write(fd, part, 1), EBADF);
}

static void
disk(const char *name)
{
	unsigned long long blocks;
	char path[32];
	struct stat st, open_st;
	int fd;

	snprintf(path, sizeof path, "/dev/%s", name);
	CHECK_OK(stat(path, &st) == 0);
	CHECK(S_ISBLK(st.st_mode));
	CHECK(major(st.st_rdev) == 8 || major(st.st_rdev) >= 65);
	blocks = listed(name, &st);
	CHECK_ERR(unlink(path), EPERM);
	CHECK_ERR(open(path, O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_ERR(open(path, O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
	if ((fd = open(path, O_RDONLY)) < 0) {
		CHECK_INT(errno, EACCES);	/* no administrator */
		return;
	}
	CHECK_OK(fstat(fd, &open_st) == 0);
	CHECK(open_st.st_ino == st.st_ino && open_st.st_rdev == st.st_rdev);
	readable(fd, blocks);
	close(fd);
}

int
main(void)
{
	struct dirent *e;
	struct stat st;
	int n = 0;
	DIR *d;

	read_partitions();
	CHECK_OK((d = opendir("/dev")) != NULL);
	while ((e = readdir(d)) != NULL)
		if (strncmp(e->d_name, "sd", 2) == 0) {
			CHECK_INT(e->d_type, DT_BLK);
			disk(e->d_name);
			n++;
		} else
			CHECK(e->d_type != DT_BLK);
	closedir(d);
	CHECK_ERR(stat("/dev/sddx15", &st), ENOENT);
	CHECK_ERR(open("/dev/sddx", O_RDWR), ENOENT);
	CHECK_ERR(stat("/dev/sda0", &st), ENOENT);
	if (n == 0)
		UNSUPPORTED("this system names no disks");
	return (0);
}
