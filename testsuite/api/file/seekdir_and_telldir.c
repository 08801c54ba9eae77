/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char name[20];
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof name, "f%d", i);
		close(open(name, O_WRONLY | O_CREAT, 0666));
	}
	DIR *d = opendir(".");
	for (int i = 0; i < 7; i++)
		CHECK(readdir(d) != NULL);
	long here = telldir(d);
	char next[256];
	snprintf(next, sizeof next, "%s", readdir(d)->d_name);
	while (readdir(d) != NULL)
		continue;
	seekdir(d, here);
	CHECK_STR(readdir(d)->d_name, next);
	closedir(d);
	return (0);
}
