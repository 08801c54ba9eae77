/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Places that telldir() told stay what they are until rewinddir(), whatever
 * is removed and wherever the stream has been meanwhile.
 */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

#define FILES	60

static struct {
	char name[256];
	long at;
} entry[FILES + 3];

static void
go_back(void)
{
	DIR *d = opendir(".");
	char next[256];
	long here;

	for (int i = 0; i < 7; i++)
		CHECK(readdir(d) != NULL);
	here = telldir(d);
	snprintf(next, sizeof next, "%s", readdir(d)->d_name);
	while (readdir(d) != NULL)
		continue;
	seekdir(d, here);
	CHECK_STR(readdir(d)->d_name, next);
	closedir(d);
}

/* XSH fdopendir(): it begins where the descriptor is. */
static void
from_an_offset(void)
{
	int fd = open(".", O_RDONLY | O_DIRECTORY);
	DIR *d = fdopendir(dup(fd));
	int n = 0, rest = 0;
	long here = 0;

	while (readdir(d) != NULL)
		if (++n == 7)
			here = telldir(d);
	CHECK_INT(lseek(fd, here, SEEK_SET), here);
	CHECK_OK(closedir(d) == 0);
	CHECK((d = fdopendir(fd)) != NULL);
	while (readdir(d) != NULL)
		rest++;
	CHECK_INT(rest, n - 7);
	closedir(d);
}

static int
is_kept(int i)
{
	return entry[i].name[0] == '.' || i % 3 != 0;
}

static void
while_others_go(void)
{
	DIR *d = opendir(".");
	struct dirent *e;
	int n = 0, left = 0;

	for (;;) {
		entry[n].at = telldir(d);
		if ((e = readdir(d)) == NULL)
			break;
		CHECK(n < FILES + 2);
		strcpy(entry[n++].name, e->d_name);
	}
	CHECK_INT(n, FILES + 2);
	for (int i = 0; i < n; i++)
		if (!is_kept(i))
			CHECK_OK(unlink(entry[i].name) == 0);
	/* Also by way of the first one, which is no rewinddir(). */
	seekdir(d, entry[0].at);
	CHECK(readdir(d) != NULL);
	for (int i = n - 1; i >= 0; i--) {
		if (!is_kept(i))
			continue;
		seekdir(d, entry[i].at);
		CHECK_INT(telldir(d), entry[i].at);
		CHECK_STR(readdir(d)->d_name, entry[i].name);
	}
	rewinddir(d);
	while ((e = readdir(d)) != NULL)
		left++;
	for (int i = 0; i < n; i++)
		left -= is_kept(i);
	CHECK_INT(left, 0);
	closedir(d);
}

int
main(void)
{
	char name[20];

	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, "f%d", i);
		close(open(name, O_WRONLY | O_CREAT, 0666));
	}
	go_back();
	from_an_offset();
	while_others_go();
	return (0);
}
