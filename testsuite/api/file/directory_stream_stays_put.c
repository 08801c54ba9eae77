/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * Places that telldir() told stay the same while entries come and go, and in
 * a child that reads on where its parent was.
 */
#include "process/children.h"
#include <dirent.h>
#include <unistd.h>

#define FILES	600

static char seen[FILES];
static DIR *d;

static const char *
name_of(int i)
{
	static char name[64];

	snprintf(name, sizeof name, "a-rather-long-name-of-a-file-%04d", i);
	return name;
}

static int
note(const struct dirent *e)
{
	int i;

	if (sscanf(e->d_name, "a-rather-long-name-of-a-file-%d", &i) != 1)
		return 0;
	CHECK(i >= 0 && i < FILES);
	CHECK_INT(seen[i]++, 0);
	return 1;
}

static int
all_seen(void)
{
	for (int i = 0; i < FILES; i++)
		if (seen[i] != 1)
			return 0;
	return 1;
}

static int
reads_on(void)
{
	struct dirent *e;

	nap(1);
	while ((e = readdir(d)) != NULL)
		note(e);
	return all_seen() ? 0 : 1;
}

static int
has(DIR *stream, const char *name)
{
	struct dirent *e;

	while ((e = readdir(stream)) != NULL)
		if (strcmp(e->d_name, name) == 0)
			return 1;
	return 0;
}

static int
sees_new(void)
{
	put_file("newest", "", 0600);
	rewinddir(d);
	return has(d, "newest") && !has(d, "new") ? 0 : 1;
}

/* A stream that is rewound tells what is there by now, as a new one does. */
static void
rewound(void)
{
	DIR *other;
	int fd;

	CHECK((d = opendir(".")) != NULL);
	CHECK(!has(d, "new"));
	put_file("new", "", 0600);
	rewinddir(d);
	CHECK(has(d, "new"));
	CHECK_OK(rename("new", "newer") == 0);
	CHECK_OK((fd = dup(dirfd(d))) >= 0 && lseek(fd, 0, SEEK_SET) == 0);
	CHECK((other = fdopendir(fd)) != NULL);
	CHECK(has(other, "newer"));
	CHECK_INT(closedir(other), 0);
	CHECK_INT(in_child(sees_new), 0);
	rewinddir(d);
	CHECK(has(d, "newest"));
	CHECK_INT(closedir(d), 0);
}

int
main(void)
{
	struct dirent *e;
	char next[256];
	long place;
	int n = 0;

	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK(chdir("d") == 0);
	for (int i = 0; i < FILES; i++)
		put_file(name_of(i), "", 0600);
	CHECK((d = opendir(".")) != NULL);
	while (n < 100 && (e = readdir(d)) != NULL)
		n += note(e);
	CHECK_INT(in_child(reads_on), 0);
	place = telldir(d);
	CHECK((e = readdir(d)) != NULL);
	strcpy(next, e->d_name);
	seekdir(d, place);
	while ((e = readdir(d)) != NULL)
		note(e);
	CHECK(all_seen());
	/* What was deleted meanwhile moves nothing. */
	for (int i = 0; i < FILES; i++)
		if (strcmp(name_of(i), next) != 0)
			CHECK_OK(unlink(name_of(i)) == 0);
	seekdir(d, place);
	CHECK((e = readdir(d)) != NULL);
	CHECK_STR(e->d_name, next);
	rewinddir(d);
	for (n = 0; (e = readdir(d)) != NULL; n++)
		CHECK(e->d_name[0] == '.' || strcmp(e->d_name, next) == 0);
	CHECK_INT(n, 3);
	CHECK_INT(closedir(d), 0);
	rewound();
	return 0;
}
