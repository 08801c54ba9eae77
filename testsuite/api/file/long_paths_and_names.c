/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char name[300], deep[600] = "";
	memset(name, 'n', sizeof name);
	name[255] = '\0';
	CHECK_OK(mkdir(name, 0777) == 0);
	CHECK_INT(rmdir(name), 0);
	name[255] = 'n';
	name[256] = '\0';
	CHECK_ERR(open(name, O_RDWR | O_CREAT, 0666), ENAMETOOLONG);
	name[100] = '\0';
	for (int i = 0; i < 5; i++) {
		strcat(deep, name);
		CHECK_OK(mkdir(deep, 0777) == 0);
		strcat(deep, "/");
	}
	strcat(deep, "f");
	int fd = open(deep, O_RDWR | O_CREAT, 0666);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	struct stat st;
	CHECK_INT(stat(deep, &st), 0);
	CHECK_INT(st.st_size, 1);
	CHECK_INT(access(deep, F_OK), 0);
	char *huge = malloc(PATH_MAX + 10);
	for (int i = 0; i < PATH_MAX + 5; i++)
		huge[i] = i % 50 == 0 ? '/' : 'x';
	huge[PATH_MAX + 5] = '\0';
	CHECK_ERR(stat(huge, &st), ENAMETOOLONG);
	return (0);
}
