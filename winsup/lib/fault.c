/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/fault.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/keep.h"

#define MAX_POINTS	16

struct point {
	char name[40];
	int left;		/* passes until it fires; 0: spent */
	int error;		/* positive errno */
};

/* A point that has fired in a child in place has fired. */
KEEP int fault_armed;
KEEP static struct point points[MAX_POINTS];

static const struct {
	const char *name;
	int value;
} error_names[] = {
	{ "EACCES", EACCES }, { "EAGAIN", EAGAIN }, { "EBADF", EBADF },
	{ "EBUSY", EBUSY }, { "EEXIST", EEXIST }, { "EFAULT", EFAULT },
	{ "EINTR", EINTR }, { "EINVAL", EINVAL }, { "EIO", EIO },
	{ "EMFILE", EMFILE }, { "EMLINK", EMLINK }, { "ENFILE", ENFILE },
	{ "ENOENT", ENOENT }, { "ENOMEM", ENOMEM }, { "ENOSPC", ENOSPC },
	{ "EPERM", EPERM }, { "EROFS", EROFS },
};

static int
error_value(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof error_names / sizeof *error_names; i++)
		if (strlen(error_names[i].name) == len &&
		    memcmp(error_names[i].name, word, len) == 0)
			return error_names[i].value;
	return 0;
}

/* Reads "name:count:ERRNO" of length len. */
static int
parse_point(struct point *p, const char *s, size_t len)
{
	const char *end = s + len, *c1, *c2;

	c1 = memchr(s, ':', len);
	if (c1 == NULL || c1 == s || (size_t)(c1 - s) >= sizeof p->name)
		return -EINVAL;
	c2 = memchr(c1 + 1, ':', (size_t)(end - c1 - 1));
	if (c2 == NULL)
		return -EINVAL;
	memcpy(p->name, s, (size_t)(c1 - s));
	p->name[c1 - s] = '\0';
	p->left = atoi(c1 + 1);
	p->error = error_value(c2 + 1, (size_t)(end - c2 - 1));
	return p->left > 0 && p->error != 0 ? 0 : -EINVAL;
}

int
fault_parse(const char *spec)
{
	int n = 0;

	while (*spec != '\0') {
		size_t len = strcspn(spec, ",");

		if (n == MAX_POINTS || parse_point(&points[n], spec, len) < 0) {
			memset(points, 0, sizeof points);
			return -EINVAL;
		}
		n++;
		spec += len;
		if (*spec == ',')
			spec++;
	}
	fault_armed = n > 0;
	return 0;
}

int
fault_hit(const char *name)
{
	for (int i = 0; i < MAX_POINTS; i++) {
		struct point *p = &points[i];

		if (p->left > 0 && strcmp(p->name, name) == 0 &&
		    __atomic_sub_fetch(&p->left, 1, __ATOMIC_RELAXED) == 0)
			return -p->error;
	}
	return 0;
}
