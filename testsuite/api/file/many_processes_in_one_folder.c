/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Several processes make, rename, list and remove files in one folder: each
 * name is made by one of them only, none is lost and none comes twice.
 */
#include "process/children.h"
#include <dirent.h>

#define PROCESSES	5
#define NAMES		40

static int number;

/* Who makes the file writes it into the log. */
static int
competes(void)
{
	char name[64], to[64], line[64];
	int log, fd, n;
	DIR *d;

	CHECK_OK((log = open("../log", O_WRONLY | O_APPEND)) >= 0);
	for (int i = 0; i < NAMES; i++) {
		snprintf(name, sizeof name, "n%d", i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
		if (fd < 0) {
			CHECK_INT(errno, EEXIST);
			continue;
		}
		n = snprintf(line, sizeof line, "made %d\n", i);
		CHECK_INT(write(log, line, (size_t)n), n);
		CHECK_INT(write(fd, line, (size_t)n), n);
		close(fd);
	}
	/* Each name can be taken away once. */
	for (int i = 0; i < NAMES; i++) {
		snprintf(name, sizeof name, "n%d", i);
		snprintf(to, sizeof to, "got-%d-%d", number, i);
		if (rename(name, to) < 0) {
			CHECK_INT(errno, ENOENT);
			continue;
		}
		n = snprintf(line, sizeof line, "took %d\n", i);
		CHECK_INT(write(log, line, (size_t)n), n);
		CHECK_OK((d = opendir(".")) != NULL);
		while (readdir(d) != NULL)
			;
		closedir(d);
	}
	for (int i = 0; i < NAMES; i++) {
		snprintf(to, sizeof to, "got-%d-%d", number, i);
		if (unlink(to) < 0)
			CHECK_INT(errno, ENOENT);	/* it was another's */
		else {
			n = snprintf(line, sizeof line, "gone %d\n", i);
			CHECK_INT(write(log, line, (size_t)n), n);
		}
	}
	return 0;
}

int
main(void)
{
	static int count[3][NAMES], left[NAMES];
	static const char *const words[] = { "made", "took", "gone" };
	pid_t pid[PROCESSES];
	struct dirent *e;
	char word[16];
	FILE *f;
	DIR *d;
	int i;

	put_file("log", "", 0600);
	CHECK_OK(mkdir("d", 0700) == 0 && chdir("d") == 0);
	for (number = 0; number < PROCESSES; number++)
		pid[number] = begin(competes);
	for (i = 0; i < PROCESSES; i++)
		CHECK_INT(end(pid[i]), 0);
	CHECK_OK((f = fopen("../log", "r")) != NULL);
	while (fscanf(f, "%15s %d", word, &i) == 2)
		for (int w = 0; w < 3; w++)
			count[w][i] += strcmp(word, words[w]) == 0;
	CHECK_OK((d = opendir(".")) != NULL);
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		CHECK_INT(sscanf(e->d_name, "n%d", &i), 1);
		left[i]++;
	}
	closedir(d);
	/*
	 * A name that was taken may be made once more by one who comes late,
	 * but each was taken by one, removed by him, or is there.
	 */
	for (i = 0; i < NAMES; i++) {
		CHECK(count[0][i] >= 1 && left[i] <= 1);
		CHECK_INT(count[0][i], count[1][i] + left[i]);
		CHECK_INT(count[1][i], count[2][i]);
	}
	CHECK_OK(chdir("..") == 0);
	return 0;
}
