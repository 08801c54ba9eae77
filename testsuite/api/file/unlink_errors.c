/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	close(open("f", O_RDWR | O_CREAT, 0666));
	CHECK_ERR(unlink("none"), ENOENT);
	CHECK_ERR(unlink("f/x"), ENOTDIR);
	mkdir("d", 0777);
	CHECK(unlink("d") == -1 && (errno == EISDIR || errno == EPERM));
	CHECK_INT(unlink("f"), 0);
	CHECK_ERR(unlink("f"), ENOENT);
	return (0);
}
