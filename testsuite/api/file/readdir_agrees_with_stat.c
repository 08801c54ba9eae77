/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-file_ids */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	close(open("f", O_WRONLY | O_CREAT, 0666));
	CHECK_INT(mkdir("d", 0777), 0);
	DIR *d = opendir(".");
	int n = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		struct stat st;
		if (strcmp(e->d_name, "..") == 0)
			continue;
		CHECK_INT(lstat(e->d_name, &st), 0);
		CHECK(e->d_ino == st.st_ino);
#ifndef __ISTHMUS__
		if (e->d_type != DT_UNKNOWN)	/* some systems' volumes */
#endif
		CHECK_INT(e->d_type, S_ISDIR(st.st_mode) ? DT_DIR : DT_REG);
		n++;
	}
	CHECK_INT(n, 3);
	closedir(d);
	return (0);
}
