/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_TEST_PUT_H
#define ISTHMUS_TEST_PUT_H

#include <fcntl.h>
#include <unistd.h>

#include "test.h"

/* A file of that text. */
static inline void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	CHECK_OK(close(fd) == 0);
}

#endif
