/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_TEST_FOLDER_H
#define ISTHMUS_TEST_FOLDER_H

#include <dirent.h>

#include "test.h"

/* How many names readdir() gives but "." and "..". */
static int
entries(const char *folder)
{
	struct dirent *d;
	DIR *dir;
	int n = 0;

	CHECK_OK((dir = opendir(folder)) != NULL);
	while ((d = readdir(dir)) != NULL)
		n += strcmp(d->d_name, ".") != 0 &&
		    strcmp(d->d_name, "..") != 0;
	closedir(dir);
	return n;
}

#endif
