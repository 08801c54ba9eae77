/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Compiled zones, as zic writes them: RFC 8536, "The Time Zone Information
 * Format". Versions 2 and up have a second block with 64-bit times and a
 * string with rules at the end; version 1 has the first block alone. Leap
 * seconds are not applied: POSIX time has none (XBD 4.19).
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tz.h"

#define HEADER		44
#define FILE_MAX	(1 << 20)	/* far above the largest real zone */

struct counts {
	size_t	isutc, isstd, leap, at, type, chars;
};

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static int64_t
be_time(const unsigned char *p, size_t size)
{
	if (size == 4)
		return (int32_t)be32(p);
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static int
read_header(const unsigned char *p, size_t n, struct counts *c)
{
	if (n < HEADER || memcmp(p, "TZif", 4) != 0)
		return -1;
	c->isutc = be32(p + 20);
	c->isstd = be32(p + 24);
	c->leap = be32(p + 28);
	c->at = be32(p + 32);
	c->type = be32(p + 36);
	c->chars = be32(p + 40);
	if (c->isutc > FILE_MAX || c->isstd > FILE_MAX || c->leap > FILE_MAX ||
	    c->at > FILE_MAX || c->type > 256 || c->chars > FILE_MAX)
		return -1;
	return 0;
}

static size_t
body_size(const struct counts *c, size_t ts)
{
	return c->at * (ts + 1) + c->type * 6 + c->chars +
	    c->leap * (ts + 4) + c->isstd + c->isutc;
}

/* The block at p, times of ts bytes, into z. */
static int
read_body(const unsigned char *p, const struct counts *c, size_t ts,
    struct tz_file *z)
{
	const unsigned char *idx = p + c->at * ts, *t = idx + c->at;
	size_t i;

	if (c->type == 0 || c->chars == 0)
		return -1;
	z->at = malloc((c->at + 1) * sizeof(*z->at));
	z->type = malloc(c->at + 1);
	z->types = calloc(c->type, sizeof(*z->types));
	z->abbrs = malloc(c->chars + 1);
	if (z->at == NULL || z->type == NULL || z->types == NULL ||
	    z->abbrs == NULL)
		return -1;
	memcpy(z->abbrs, t + c->type * 6, c->chars);
	z->abbrs[c->chars] = '\0';
	for (i = 0; i < c->type; i++, t += 6) {
		if (t[5] >= c->chars || t[4] > 1)
			return -1;
		z->types[i].offset = (int32_t)be32(t);
		z->types[i].isdst = t[4];
		z->types[i].abbr = z->abbrs + t[5];
		if (z->types[i].offset <= -86400 * 7 ||
		    z->types[i].offset >= 86400 * 7)
			return -1;
	}
	for (i = 0; i < c->at; i++) {
		z->at[i] = be_time(p + i * ts, ts);
		z->type[i] = idx[i];
		if (idx[i] >= c->type || (i > 0 && z->at[i] < z->at[i - 1]))
			return -1;
	}
	z->nat = (int)c->at;
	z->ntypes = (int)c->type;
	return 0;
}

/* The footer: newline, a string with rules or nothing, newline. */
static void
read_footer(const unsigned char *p, size_t n, struct tz_file *z)
{
	char s[128];
	const unsigned char *end;

	if (n < 2 || *p != '\n' || (end = memchr(p + 1, '\n', n - 1)) == NULL)
		return;
	n = (size_t)(end - p) - 1;
	if (n == 0 || n >= sizeof(s))
		return;
	memcpy(s, p + 1, n);
	s[n] = '\0';
	z->has_rules = tz_rules_parse(s, &z->rules) == 0;
}

int
tz_file_parse(const unsigned char *p, size_t n, struct tz_file *z)
{
	struct counts c;
	size_t size, ts = 4;

	memset(z, 0, sizeof(*z));
	if (read_header(p, n, &c) != 0)
		return -1;
	if (p[4] >= '2') {		/* go to the second block */
		size = HEADER + body_size(&c, 4);
		if (size > n)
			return -1;
		p += size;
		n -= size;
		ts = 8;
		if (read_header(p, n, &c) != 0)
			return -1;
	}
	size = HEADER + body_size(&c, ts);
	if (size > n || read_body(p + HEADER, &c, ts, z) != 0) {
		tz_file_free(z);
		return -1;
	}
	if (ts == 8)
		read_footer(p + size, n - size, z);
	return 0;
}

/*
 * name: a path, or the name of a zone: in the installation's folder, which
 * may be newer, or in the DLL.
 */
int
tz_file_read(const char *name, struct tz_file *z)
{
	static const char dir[] = "/usr/share/zoneinfo/";
	char path[256];
	const unsigned char *data;
	unsigned char *buf = NULL;
	struct stat sb;
	size_t size;
	ssize_t n;
	int fd, rc = -1;

	if (strlen(name) >= sizeof(path) - sizeof(dir) ||
	    strstr(name, "..") != NULL)
		return -1;
	path[0] = '\0';
	if (name[0] != '/')
		strcpy(path, dir);
	strcat(path, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		if ((data = tz_builtin(name, &size)) == NULL)
			return -1;
		return tz_file_parse(data, size, z);
	}
	if (fstat(fd, &sb) == 0 && S_ISREG(sb.st_mode) &&
	    sb.st_size <= FILE_MAX && (buf = malloc((size_t)sb.st_size + 1))) {
		n = read(fd, buf, (size_t)sb.st_size);
		if (n > 0)
			rc = tz_file_parse(buf, (size_t)n, z);
	}
	free(buf);
	close(fd);
	return rc;
}

void
tz_file_free(struct tz_file *z)
{
	free(z->at);
	free(z->type);
	free(z->types);
	free(z->abbrs);
	memset(z, 0, sizeof(*z));
}

void
tz_file_state(const struct tz_file *z, int64_t t, struct tz_state *st)
{
	int lo = 0, hi = z->nat, mid;

	if (z->has_rules && (z->nat == 0 || t >= z->at[z->nat - 1])) {
		tz_rules_state(&z->rules, t, st);
		return;
	}
	while (lo < hi) {		/* the first change after t */
		mid = lo + (hi - lo) / 2;
		if (z->at[mid] <= t)
			lo = mid + 1;
		else
			hi = mid;
	}
	/* Before the first change type 0 holds (RFC 8536, 3.2). */
	*st = z->types[lo == 0 ? 0 : z->type[lo - 1]];
}
