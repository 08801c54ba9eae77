/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /etc/shadow, as on Linux.  Windows keeps passwords to itself: what is not
 * in the file has no entry, and without the file calls fail with ENOENT.
 */
#include <errno.h>
#include <fcntl.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fields.h"

#define LINE	8192
#define FIELDS	9

/* A field of digits; an empty one is -1. */
static int
number(const char *s, long *out)
{
	char *end;

	*out = -1;
	if (*s == '\0')
		return 1;
	if (*s < '0' || *s > '9')
		return 0;
	errno = 0;
	*out = strtol(s, &end, 10);
	return errno == 0 && *end == '\0';
}

/* Cuts line up; the last field may be left out.  0: it is no entry. */
static int
parse(char *line, struct spwd *out)
{
	char *f[FIELDS] = { "", "", "", "", "", "", "", "", "" };
	long flag;
	int n = 0;

	while (line != NULL && n < FIELDS)
		f[n++] = strsep(&line, ":");
	if (line != NULL || n < FIELDS - 1 || f[0][0] == '\0' ||
	    strchr("#+-", f[0][0]) != NULL)
		return 0;
	out->sp_namp = f[0];
	out->sp_pwdp = f[1];
	if (!number(f[2], &out->sp_lstchg) || !number(f[3], &out->sp_min) ||
	    !number(f[4], &out->sp_max) || !number(f[5], &out->sp_warn) ||
	    !number(f[6], &out->sp_inact) ||
	    !number(f[7], &out->sp_expire) || !number(f[8], &flag))
		return 0;
	out->sp_flag = (unsigned long)flag;
	return 1;
}

/* EINVAL: it is no entry; ERANGE. */
int
sgetspent_r(const char *line, struct spwd *out, char *buf, size_t size,
    struct spwd **result)
{
	size_t n = strcspn(line, "\r\n");

	*result = NULL;
	if (n >= size)
		return ERANGE;
	memmove(buf, line, n);
	buf[n] = '\0';
	if (!parse(buf, out))
		return EINVAL;
	*result = out;
	return 0;
}

/* ENOENT at the end, ERANGE: then the entry is read again next time. */
int
fgetspent_r(FILE *fp, struct spwd *out, char *buf, size_t size,
    struct spwd **result)
{
	int e;

	*result = NULL;
	while ((e = fields_line(fp, buf, size)) == 0)
		if (parse(buf, out)) {
			*result = out;
			return 0;
		}
	return e;
}

int
getspnam_r(const char *name, struct spwd *out, char *buf, size_t size,
    struct spwd **result)
{
	FILE *fp = fopen(SHADOW, "re");
	int e;

	*result = NULL;
	if (fp == NULL)
		return errno;
	do
		e = fgetspent_r(fp, out, buf, size, result);
	while (e == 0 && strcmp(out->sp_namp, name) != 0);
	fclose(fp);
	if (e != 0)
		*result = NULL;
	/* That it has no such entry is no error. */
	return e == ENOENT ? 0 : e;
}

/* The file of getspent(). */
static FILE *list;

void
endspent(void)
{
	if (list != NULL)
		fclose(list);
	list = NULL;
}

void
setspent(void)
{
	endspent();
}

int
getspent_r(struct spwd *out, char *buf, size_t size, struct spwd **result)
{
	*result = NULL;
	if (list == NULL && (list = fopen(SHADOW, "re")) == NULL)
		return errno;
	return fgetspent_r(list, out, buf, size, result);
}

/* What the calls without _r give, until the next one. */
static struct spwd entry;
static char *line_buf;

static char *
line(void)
{
	if (line_buf == NULL)
		line_buf = malloc(LINE);
	return line_buf;
}

static struct spwd *
said(int e, struct spwd *result)
{
	if (e != 0 && e != ENOENT)
		errno = e;
	return result;
}

struct spwd *
getspnam(const char *name)
{
	struct spwd *r = NULL;
	int e = line() == NULL ? ENOMEM :
	    getspnam_r(name, &entry, line_buf, LINE, &r);

	return said(e, r);
}

struct spwd *
getspent(void)
{
	struct spwd *r = NULL;
	int e = line() == NULL ? ENOMEM :
	    getspent_r(&entry, line_buf, LINE, &r);

	return said(e, r);
}

struct spwd *
sgetspent(const char *s)
{
	struct spwd *r = NULL;
	int e = line() == NULL ? ENOMEM :
	    sgetspent_r(s, &entry, line_buf, LINE, &r);

	return said(e, r);
}

struct spwd *
fgetspent(FILE *fp)
{
	struct spwd *r = NULL;
	int e = line() == NULL ? ENOMEM :
	    fgetspent_r(fp, &entry, line_buf, LINE, &r);

	return said(e, r);
}

static int
put_number(FILE *fp, long n)
{
	return n == -1 ? fputc(':', fp) : fprintf(fp, ":%ld", n);
}

/* EINVAL: a field that cannot be written. */
int
putspent(const struct spwd *p, FILE *fp)
{
	if (p == NULL || fp == NULL || p->sp_namp == NULL ||
	    !fields_is(p->sp_namp) || !fields_is(p->sp_pwdp)) {
		errno = EINVAL;
		return -1;
	}
	if (fprintf(fp, "%s:%s", p->sp_namp,
	    p->sp_pwdp != NULL ? p->sp_pwdp : "") < 0 ||
	    put_number(fp, p->sp_lstchg) < 0 ||
	    put_number(fp, p->sp_min) < 0 || put_number(fp, p->sp_max) < 0 ||
	    put_number(fp, p->sp_warn) < 0 ||
	    put_number(fp, p->sp_inact) < 0 ||
	    put_number(fp, p->sp_expire) < 0 ||
	    put_number(fp, (long)p->sp_flag) < 0)
		return -1;
	return fputc('\n', fp) == EOF ? -1 : 0;
}

#define LOCK_FILE	"/etc/.pwd.lock"
#define LOCK_WAIT	15		/* seconds */

static int lock_fd = -1;

/* EDEADLK: this process has it; EAGAIN: another one, all the time. */
int
lckpwdf(void)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const struct timespec nap = { 0, 20000000 };

	if (lock_fd >= 0) {
		errno = EDEADLK;
		return -1;
	}
	lock_fd = open(LOCK_FILE, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (lock_fd < 0)
		return -1;
	for (int i = 0; i < LOCK_WAIT * 50; i++) {
		if (fcntl(lock_fd, F_SETLK, &all) == 0)
			return 0;
		if (errno != EAGAIN && errno != EACCES)
			break;
		nanosleep(&nap, NULL);
	}
	close(lock_fd);
	lock_fd = -1;
	return -1;
}

int
ulckpwdf(void)
{
	int r;

	if (lock_fd < 0) {
		errno = EINVAL;
		return -1;
	}
	r = close(lock_fd);
	lock_fd = -1;
	return r;
}
