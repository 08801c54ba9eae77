/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(mkdir("d", 0777), 0);
	int fd = open("d/f", O_RDWR | O_CREAT, 0666);
	CHECK_OK(fd >= 0);
	CHECK_INT(unlink("d/f"), 0);
	CHECK_OK(rmdir("d") == 0);
	CHECK_INT(write(fd, "x", 1), 1);
	return (0);
}
