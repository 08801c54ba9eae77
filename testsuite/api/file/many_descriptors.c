/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd[200];
	for (int i = 0; i < 200; i++) {
		fd[i] = open("f", O_RDWR | O_CREAT, 0666);
		CHECK_OK(fd[i] == i + fd[0]);
	}
	for (int i = 199; i >= 0; i--)
		CHECK_INT(close(fd[i]), 0);
	CHECK_INT(open("f", O_RDONLY), fd[0]);
	return (0);
}
