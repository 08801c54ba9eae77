/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files in the form of /etc/passwd, /etc/group and /etc/shells, as on Linux
 * and the BSDs.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fields.h"

/* Of the DLL: cut up one line (account/file.c). */
extern int account_parse_passwd(char *line, struct passwd *);
extern int account_parse_group(char *line, struct group *, char **members,
    size_t max);

#define LINE	8192
#define MEMBERS	1024

static const char *
text(const char *s)
{
	return s != NULL ? s : "";
}

/* EINVAL: a field that cannot be written. */
int
putpwent(const struct passwd *p, FILE *fp)
{
	if (p == NULL || fp == NULL || p->pw_name == NULL ||
	    !fields_is(p->pw_name) || !fields_is(p->pw_passwd) ||
	    !fields_is(p->pw_gecos) || !fields_is(p->pw_dir) ||
	    !fields_is(p->pw_shell)) {
		errno = EINVAL;
		return -1;
	}
	return fprintf(fp, "%s:%s:%lu:%lu:%s:%s:%s\n", p->pw_name,
	    text(p->pw_passwd), (unsigned long)p->pw_uid,
	    (unsigned long)p->pw_gid, text(p->pw_gecos), text(p->pw_dir),
	    text(p->pw_shell)) < 0 ? -1 : 0;
}

int
putgrent(const struct group *g, FILE *fp)
{
	if (g == NULL || fp == NULL || g->gr_name == NULL ||
	    !fields_is(g->gr_name) || !fields_is(g->gr_passwd)) {
		errno = EINVAL;
		return -1;
	}
	for (char **m = g->gr_mem; m != NULL && *m != NULL; m++)
		if (strpbrk(*m, ":,\n") != NULL) {
			errno = EINVAL;
			return -1;
		}
	if (fprintf(fp, "%s:%s:%lu:", g->gr_name, text(g->gr_passwd),
	    (unsigned long)g->gr_gid) < 0)
		return -1;
	for (char **m = g->gr_mem; m != NULL && *m != NULL; m++)
		if (fprintf(fp, "%s%s", m == g->gr_mem ? "" : ",", *m) < 0)
			return -1;
	return fputc('\n', fp) == EOF ? -1 : 0;
}

int
fgetpwent_r(FILE *fp, struct passwd *out, char *buf, size_t size,
    struct passwd **result)
{
	int e;

	*result = NULL;
	while ((e = fields_line(fp, buf, size)) == 0)
		if (account_parse_passwd(buf, out) == 0) {
			*result = out;
			return 0;
		}
	return e;
}

/* The members are at the start of buf, the line behind them. */
int
fgetgrent_r(FILE *fp, struct group *out, char *buf, size_t size,
    struct group **result)
{
	size_t pad = -(size_t)buf % sizeof(char *), room, max;
	int e, r;

	*result = NULL;
	max = size / 4 / sizeof(char *);
	room = pad + max * sizeof(char *);
	if (max == 0 || size <= room)
		return ERANGE;
	while ((e = fields_line(fp, buf + room, size - room)) == 0) {
		r = account_parse_group(buf + room, out,
		    (char **)(void *)(buf + pad), max);
		if (r == -ERANGE)
			return ERANGE;
		if (r == 0) {
			*result = out;
			return 0;
		}
	}
	return e;
}

/* In memory of its own, until the next call. */
struct passwd *
fgetpwent(FILE *fp)
{
	static struct passwd entry;
	static char *buf;
	struct passwd *p;
	int e;

	if (buf == NULL && (buf = malloc(LINE)) == NULL)
		return NULL;
	if ((e = fgetpwent_r(fp, &entry, buf, LINE, &p)) != 0)
		errno = e;
	return p;
}

struct group *
fgetgrent(FILE *fp)
{
	const size_t size = LINE + MEMBERS * sizeof(char *);
	static struct group entry;
	static char *buf;
	struct group *g;
	int e;

	if (buf == NULL && (buf = malloc(size)) == NULL)
		return NULL;
	if ((e = fgetgrent_r(fp, &entry, buf, size, &g)) != 0)
		errno = e;
	return g;
}

/* /etc/shells, or what there is without it. */
static FILE *shells;
static int shells_next, shells_open;

void
endusershell(void)
{
	if (shells != NULL)
		fclose(shells);
	shells = NULL;
	shells_next = shells_open = 0;
}

void
setusershell(void)
{
	endusershell();
}

char *
getusershell(void)
{
	static const char *const usual[] = { "/bin/sh", "/bin/csh" };
	static char line[256];
	char *s;

	if (!shells_open) {
		shells = fopen("/etc/shells", "re");
		shells_open = 1;
	}
	if (shells == NULL)
		return shells_next < 2 ?
		    strcpy(line, usual[shells_next++]) : NULL;
	while (fgets(line, sizeof line, shells) != NULL) {
		line[strcspn(line, "#\n")] = '\0';
		s = line + strspn(line, " \t");
		s[strcspn(s, " \t")] = '\0';
		if (*s == '/')
			return s;
	}
	return NULL;
}
