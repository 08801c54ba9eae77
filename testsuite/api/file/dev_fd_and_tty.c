/* SPDX-License-Identifier: BSD-2-Clause */
/* /dev/fd/N is descriptor N; what /dev lists is there. */
#include "process/children.h"
#include <dirent.h>

int
main(void)
{
	char name[64], buf[16];
	struct dirent *e;
	struct stat st;
	int p[2], fd, seen = 0;
	DIR *d;

	CHECK_OK(pipe(p) == 0);
	CHECK_INT(write(p[1], "through", 7), 7);
	snprintf(name, sizeof name, "/dev/fd/%d", p[0]);
	CHECK_OK((fd = open(name, O_RDONLY)) >= 0);
	CHECK_INT(read(fd, buf, sizeof buf), 7);
	CHECK_OK(stat(name, &st) == 0 && S_ISFIFO(st.st_mode));
	CHECK_OK((d = opendir("/dev/fd")) != NULL);
	while ((e = readdir(d)) != NULL)
		seen += atoi(e->d_name) == p[0] && e->d_name[0] != '.';
	CHECK_INT(seen, 1);
	closedir(d);
	close(fd);
	close(p[0]);
	CHECK_ERR(open(name, O_RDONLY), ENOENT);
	CHECK_ERR(open("/dev/fd/x", O_RDONLY), ENOENT);

	CHECK_OK(stat("/dev/tty", &st) == 0 && S_ISCHR(st.st_mode));
	if ((fd = open("/dev/tty", O_RDWR)) >= 0)
		CHECK(isatty(fd));
	else
		CHECK_INT(errno, ENXIO);
	CHECK_OK((d = opendir("/dev")) != NULL);
	for (seen = 0; (e = readdir(d)) != NULL;)
		if (strcmp(e->d_name, "null") == 0 ||
		    strcmp(e->d_name, "full") == 0 ||
		    strcmp(e->d_name, "zero") == 0 ||
		    strcmp(e->d_name, "urandom") == 0 ||
		    strcmp(e->d_name, "tty") == 0 ||
		    strcmp(e->d_name, "stdin") == 0 ||
		    strcmp(e->d_name, "fd") == 0)
			seen++;
	CHECK_INT(seen, 7);
	closedir(d);
	return 0;
}
