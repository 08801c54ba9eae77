/* SPDX-License-Identifier: BSD-2-Clause */
/* env: ISTHMUS_FORK=eager */
/* again: ISTHMUS_CAPS=-posix_delete */
/* timeout: 60 */
/*
 * Processes replace one file, again and again, which all of them have open:
 * each rename() is done, however many others are at it, and each open() finds
 * a whole file.
 */
#include "process/children.h"

#define PROCESSES	8
#define ROUNDS		12

static int number;

static int
replaces(void)
{
	char name[20], text[20], b[20] = "";
	int fd;

	snprintf(name, sizeof name, "new-%d", number);
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(text, sizeof text, "%2d %2d", number, i);
		put_file(name, text, 0600);
		CHECK_OK((fd = open("x", O_RDONLY)) >= 0);
		CHECK_OK(rename(name, "x") == 0);
		CHECK_INT(read(fd, b, sizeof b), 5);
		CHECK_OK(close(fd) == 0);
		CHECK_ERR(access(name, F_OK), ENOENT);
	}
	return 0;
}

int
main(void)
{
	pid_t pid[PROCESSES];
	struct stat st;

	put_file("x", "-1 -1", 0600);
	for (number = 0; number < PROCESSES; number++)
		pid[number] = begin(replaces);
	for (int i = 0; i < PROCESSES; i++)
		CHECK_INT(end(pid[i]), 0);
	CHECK_OK(stat("x", &st) == 0);
	CHECK_INT(st.st_size, 5);
	CHECK_INT(st.st_nlink, 1);
	return 0;
}
