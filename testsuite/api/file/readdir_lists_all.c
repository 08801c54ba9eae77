/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char name[20], seen[500] = "";
	int dots = 0, n = 0;
	CHECK_INT(mkdir("d", 0777), 0);
	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof name, "d/file%d", i);
		CHECK_INT(close(open(name, O_WRONLY | O_CREAT, 0666)), 0);
	}
	DIR *d = opendir("d");
	CHECK_OK(d != NULL);
	errno = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL; n++) {
		if (e->d_name[0] == '.') {
			dots++;
			continue;
		}
		int i = atoi(e->d_name + 4);
		CHECK(i >= 0 && i < 500 && !seen[i]);
		seen[i] = 1;
	}
	CHECK_INT(errno, 0);
	CHECK(n == 502 && dots == 2);
	rewinddir(d);
	n = 0;
	while (readdir(d) != NULL)
		n++;
	CHECK_INT(n, 502);
	CHECK(dirfd(d) >= 3);
	CHECK_INT(closedir(d), 0);
	CHECK_NULL_ERR(opendir("none"), ENOENT);
	CHECK_NULL_ERR(opendir("d/file1"), ENOTDIR);
	return (0);
}
