/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	close(open("name", O_RDWR | O_CREAT, 0666));
	CHECK_INT(rename("name", "NAME"), 0);
	DIR *d = opendir(".");
	int upper = 0, lower = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		upper += strcmp(e->d_name, "NAME") == 0;
		lower += strcmp(e->d_name, "name") == 0;
	}
	closedir(d);
	CHECK(upper == 1 && lower == 0);
	return (0);
}
