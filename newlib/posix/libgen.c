/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * basename() and dirname() (XSH). They may change their argument; what is
 * returned points into it or to a constant.
 */
#include <string.h>
/* After <string.h>, whose GNU basename() is another function. */
#include <libgen.h>

/* The end of path without the slashes it ends in; path is not empty. */
static char *
last_char(char *path)
{
	char *p = path + strlen(path) - 1;

	while (p > path && *p == '/')
		p--;
	return p;
}

char *
basename(char *path)
{
	char *p;

	if (path == NULL || *path == '\0')
		return (char *)".";
	p = last_char(path);
	if (*p == '/')			/* nothing but slashes */
		return (char *)"/";
	p[1] = '\0';
	while (p > path && p[-1] != '/')
		p--;
	return p;
}

char *
dirname(char *path)
{
	char *p;

	if (path == NULL || *path == '\0')
		return (char *)".";
	p = last_char(path);
	while (p > path && *p != '/')
		p--;
	if (*p != '/')
		return (char *)".";
	while (p > path && *p == '/')
		p--;
	if (*p == '/')
		return (char *)"/";
	p[1] = '\0';
	return path;
}
