/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mkstemp(), mkdtemp() and their kin (XSH mkdtemp). newlib's counts up from
 * the process id, and leaves a changed template when it fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES	100

enum what { A_FILE, A_DIR, A_NAME };

/* Fills six characters by 30 random bits. */
static void
fill(char *p)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	int i;

	for (i = 0; i < 6; i++)
		p[i] = set[arc4random_uniform(sizeof(set) - 1)];
}

/* 0 or a descriptor; -1 with errno, EEXIST when another name may do. */
static int
make(const char *path, enum what what, int flags)
{
	struct stat st;

	switch (what) {
	case A_FILE:
		return open(path, O_RDWR | O_CREAT | O_EXCL |
		    (flags & ~O_ACCMODE), 0600);
	case A_DIR:
		return mkdir(path, 0700);
	default:
		if (lstat(path, &st) != 0)
			return errno == ENOENT ? (errno = 0) : -1;
		errno = EEXIST;
		return -1;
	}
}

/* EINVAL: the six X are not there. EEXIST: no free name was found. */
static int
make_temp(char *template, int suffix, enum what what, int flags)
{
	size_t n = strlen(template);
	char *x;
	int i, r, saved = errno;

	if (suffix < 0 || n < (size_t)suffix + 6 ||
	    memcmp(x = template + n - suffix - 6, "XXXXXX", 6) != 0) {
		errno = EINVAL;
		return -1;
	}
	for (i = 0; i < TRIES; i++) {
		fill(x);
		r = make(template, what, flags);
		if (r >= 0) {
			errno = saved;
			return r;
		}
		if (errno != EEXIST)
			break;
	}
	memcpy(x, "XXXXXX", 6);
	return -1;
}

int
mkstemp(char *template)
{
	return make_temp(template, 0, A_FILE, 0);
}

int
mkostemp(char *template, int flags)
{
	return make_temp(template, 0, A_FILE, flags);
}

int
mkstemps(char *template, int suffix)
{
	return make_temp(template, suffix, A_FILE, 0);
}

int
mkostemps(char *template, int suffix, int flags)
{
	return make_temp(template, suffix, A_FILE, flags);
}

char *
mkdtemp(char *template)
{
	return make_temp(template, 0, A_DIR, 0) < 0 ? NULL : template;
}

/* An empty string for failure (XSH Issue 6). */
char *
mktemp(char *template)
{
	if (make_temp(template, 0, A_NAME, 0) < 0)
		*template = '\0';
	return template;
}
