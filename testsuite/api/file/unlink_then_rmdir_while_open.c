/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

/* An open folder loses its name at once; nothing can be made in it. */
static void
of_a_folder(void)
{
	struct stat st;
	int dir, other;

	CHECK_OK(mkdir("e", 0777) == 0 && mkdir("e/in", 0777) == 0);
	CHECK_OK((dir = open("e/in", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK((other = open("e/in", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK(rmdir("e/in") == 0);
	CHECK_ERR(stat("e/in", &st), ENOENT);
	CHECK_ERR(openat(dir, "new", O_RDWR | O_CREAT, 0666), ENOENT);
	CHECK_ERR(mkdirat(dir, "new", 0777), ENOENT);
	CHECK_OK(mkdir("e/in", 0777) == 0);
	CHECK_OK(close(dir) == 0);
	CHECK_OK(stat("e/in", &st) == 0);
	CHECK_OK(rmdir("e/in") == 0);
	CHECK_OK(rmdir("e") == 0);
	CHECK_OK(close(other) == 0);
	CHECK_ERR(stat("e", &st), ENOENT);
}

int
main(void)
{
	of_a_folder();
	CHECK_INT(mkdir("d", 0777), 0);
	int fd = open("d/f", O_RDWR | O_CREAT, 0666);
	CHECK_OK(fd >= 0);
	CHECK_INT(unlink("d/f"), 0);
	CHECK_OK(rmdir("d") == 0);
	CHECK_INT(write(fd, "x", 1), 1);
	return (0);
}
