/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Lines that several processes append to one file are all there, whole, also
 * those that writev() puts together.
 */
#include "process/children.h"

#include <sys/uio.h>

#define PROCESSES	5
#define LINES		200

static int number;

static int
appends(void)
{
	char line[64];
	struct iovec v[3];
	int fd, n;

	CHECK_OK((fd = open("log", O_WRONLY | O_APPEND)) >= 0);
	for (int i = 0; i < LINES; i++) {
		n = snprintf(line, sizeof line, "%d %d %.*s\n", number, i,
		    i % 40, "........................................");
		v[0] = (struct iovec){ line, 1 };
		v[1] = (struct iovec){ line + 1, 2 };
		v[2] = (struct iovec){ line + 3, (size_t)n - 3 };
		if (i % 2 == 0)
			CHECK_INT(write(fd, line, (size_t)n), n);
		else
			CHECK_INT(writev(fd, v, 3), n);
	}
	return 0;
}

int
main(void)
{
	static char seen[PROCESSES][LINES];
	pid_t pid[PROCESSES];
	char line[128];
	int p, i;
	FILE *f;

	put_file("log", "", 0600);
	for (number = 0; number < PROCESSES; number++)
		pid[number] = begin(appends);
	for (i = 0; i < PROCESSES; i++)
		CHECK_INT(end(pid[i]), 0);
	CHECK_OK((f = fopen("log", "r")) != NULL);
	while (fgets(line, sizeof line, f) != NULL) {
		CHECK_INT(sscanf(line, "%d %d", &p, &i), 2);
		CHECK(p >= 0 && p < PROCESSES && i >= 0 && i < LINES);
		CHECK_INT(strlen(strrchr(line, ' ')), i % 40 + 2);
		CHECK_INT(seen[p][i]++, 0);
	}
	for (p = 0; p < PROCESSES; p++)
		for (i = 0; i < LINES; i++)
			CHECK_INT(seen[p][i], 1);
	return 0;
}
