/* SPDX-License-Identifier: BSD-2-Clause */
/* Any byte but / and NUL may be in a name, and comes back from readdir. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	const char *names[] = { "a:b", "q?", "star*", "<x>", "pipe|", "qu\"ote",
	    "back\\slash", "trailing.", "trailing ", "con", "aux.txt", "nul",
	    "tab\there", "\303\244\342\202\254", "\360\237\230\200", "...",
	    "com1" };
	int n = sizeof names / sizeof names[0];
	for (int i = 0; i < n; i++) {
		int fd = open(names[i], O_RDWR | O_CREAT | O_EXCL, 0666);
		CHECK_OK(fd >= 0);
		CHECK_INT(write(fd, &i, sizeof i), sizeof i);
		CHECK_INT(close(fd), 0);
	}
	int found = 0;
	DIR *d = opendir(".");
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		for (int i = 0; i < n; i++)
			found += strcmp(e->d_name, names[i]) == 0;
	closedir(d);
	CHECK_INT(found, n);
	for (int i = 0; i < n; i++) {
		int k = -1, fd = open(names[i], O_RDONLY);
		CHECK_INT(read(fd, &k, sizeof k), sizeof k);
		CHECK_INT(k, i);
		close(fd);
		CHECK_INT(unlink(names[i]), 0);
	}
	return (0);
}
