/* SPDX-License-Identifier: BSD-2-Clause */
/* What calls on files say to what they cannot do. */
#include "process/children.h"

#include <limits.h>
#include <sys/sendfile.h>

static void
folders_and_fifos(void)
{
	struct stat st;
	int d;

	CHECK_OK((d = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_ERR(write(d, "x", 1), EBADF);
	CHECK_INT(posix_fallocate(d, 0, 10), EBADF);
	CHECK_ERR(fallocate(d, 0, 0, 10), EBADF);
	CHECK_INT(lseek(d, 0, SEEK_CUR), 0);
	CHECK_INT(lseek(d, 0, SEEK_SET), 0);
	CHECK_OK(close(d) == 0);
	CHECK_ERR(open("d", O_RDONLY | O_TRUNC), EISDIR);
	CHECK_OK(mkfifo("p", 0600) == 0);
	CHECK_ERR(truncate("p", 0), EINVAL);	/* it does not wait */
	CHECK_ERR(mkfifo("d/", 0600), EEXIST);
	CHECK_ERR(mkfifo("none/", 0600), ENOENT);
	CHECK_ERR(mknod("d/", S_IFREG | 0600, 0), EEXIST);
	CHECK_ERR(mknod("none/", S_IFREG | 0600, 0), ENOENT);
	CHECK_ERR(mknod("none", S_IFDIR | 0600, 0), EPERM);
	CHECK_ERR(mknod("none", 0xf000, 0), EINVAL);
	CHECK_OK(mknod("reg", 0600, 0) == 0);
	CHECK_OK(stat("reg", &st) == 0 && S_ISREG(st.st_mode));
}

/* Of a file onto itself, as far as it goes. */
static void
copies(void)
{
	off_t from = 0, to = 10;
	int f, g, a;

	put_file("c", "0123456789", 0600);
	CHECK_OK((f = open("c", O_RDWR)) >= 0);
	CHECK_OK((g = open("g", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((a = open("g", O_WRONLY | O_APPEND)) >= 0);
	CHECK_INT(copy_file_range(f, &from, f, &to, 1000000, 0), 10);
	CHECK_INT(from, 10);
	CHECK_INT(to, 20);
	CHECK_STR(get_file("c"), "01234567890123456789");
	from = 0;
	to = 5;
	CHECK_ERR(copy_file_range(f, &from, f, &to, 10, 0), EINVAL);
	CHECK_INT(copy_file_range(f, &from, f, &to, 5, 0), 5);
	CHECK_STR(get_file("c"), "01234012340123456789");
	from = 20;
	CHECK_INT(copy_file_range(f, &from, g, NULL, 10, 0), 0);
	CHECK_ERR(copy_file_range(f, NULL, a, NULL, 10, 0), EBADF);
	CHECK_ERR(sendfile(a, f, NULL, 10), EINVAL);
	from = 0;
	CHECK_INT(sendfile(f, f, &from, 5), 5);
	CHECK_INT(from, 5);
	from = 0;
	CHECK_INT(copy_file_range(f, &from, g, NULL, SSIZE_MAX, 0), 20);
	CHECK_STR(get_file("g"), "01234012340123456789");
	close(a);
	close(g);
	close(f);
}

static void
status_flags(void)
{
	int f = open("c", O_RDWR | O_APPEND | O_NONBLOCK | O_CREAT, 0600);

	CHECK_OK(f >= 0);
	CHECK_INT(fcntl(f, F_GETFL) & (O_ACCMODE | O_APPEND | O_NONBLOCK |
	    O_CREAT | O_DIRECT), O_RDWR | O_APPEND | O_NONBLOCK);
	if (fcntl(f, F_SETFL, O_DIRECT) == 0)	/* not on any volume */
		CHECK_INT(fcntl(f, F_GETFL) & (O_APPEND | O_DIRECT),
		    O_DIRECT);
	close(f);
}

int
main(void)
{
	CHECK_OK(mkdir("d", 0700) == 0);
	folders_and_fifos();
	copies();
	status_flags();
	return (0);
}
