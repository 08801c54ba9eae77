/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A volume in memory for the tests of path/: names in ASCII below \??\, each
 * a folder, a file or a link in one of the forms links have.  A name that is
 * not listed is asked of fake_other().
 */
#ifndef ISTHMUS_UNIT_FAKE_VOLUME_H
#define ISTHMUS_UNIT_FAKE_VOLUME_H

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/caps.h"
#include "nt/file.h"
#include "nt/reparse.h"
#include "mm/room.h"
#include "path/room.h"
#include "path/room_impl.h"

struct fake_entry {
	const char *name;		/* "C:\\a"; NULL: the end */
	uint32_t attributes;
	const char *target;		/* of a link */
	uint32_t tag;			/* 0: a cookie in a file */
};
#define FAKE_TEXT	1u		/* a tag: target is what it holds */
static char fake_written[70000];	/* by nt_write() */
static const struct fake_entry *fake_entries;
static int fake_calls;			/* of nt_attributes() */

/* Of the test: attributes of another name, or -errno. */
static int fake_other(const char *name, uint32_t *attributes);

static const struct fake_entry *
fake_find(const struct nt_name *n, char *s)
{
	size_t i;

	for (i = 4; i < n->units; i++)
		s[i - 4] = (char)n->text[i];
	s[n->units - 4] = '\0';
	if (fake_entries != NULL)
		for (const struct fake_entry *e = fake_entries;
		    e->name != NULL; e++)
			if (strcmp(e->name, s) == 0)
				return e;
	return NULL;
}

int
nt_attributes(const struct nt_name *n, uint32_t *attributes)
{
	char s[PATH_NT_MAX];
	const struct fake_entry *e = fake_find(n, s);

	fake_calls++;
	if (e == NULL)
		return fake_other(s, attributes);
	*attributes = e->attributes;
	return 0;
}

int
nt_open(nt_handle *h, const struct nt_open_args *a)
{
	char s[PATH_NT_MAX];
	const struct fake_entry *e = fake_find(&a->name, s);

	*h = (nt_handle)e;
	return e != NULL ? 0 : -ENOENT;
}

void
nt_close(nt_handle h)
{
}

long
nt_read(nt_handle h, void *buf, size_t n, int64_t offset)
{
	const struct fake_entry *e = h;
	size_t len = e->target != NULL ? strlen(e->target) : 0;

	if (e->tag == FAKE_TEXT) {
		if (len > n)
			len = n;
		memcpy(buf, e->target, len);
		return (long)len;
	}
	if (PATH_COOKIE_LEN + len > n)
		return -EIO;
	memcpy(buf, PATH_COOKIE, PATH_COOKIE_LEN);
	memcpy((char *)buf + PATH_COOKIE_LEN, e->target, len);
	return (long)(PATH_COOKIE_LEN + len);
}

int
nt_get_reparse(nt_handle h, void *buf, struct nt_reparse *out)
{
	const struct fake_entry *e = h;
	size_t len = e->target != NULL ? strlen(e->target) : 0;
	uint16_t *wide = buf;

	memset(out, 0, sizeof *out);
	if (e->tag == 0)
		return -EINVAL;
	out->tag = e->tag;
	out->text = e->target;
	out->len = len;
	for (size_t i = 0; i < len; i++)
		wide[i] = (unsigned char)e->target[i];
	out->target = wide;
	out->units = len;
	out->relative = e->tag == NT_TAG_SYMLINK && len > 0 &&
	    strncmp(e->target, "\\??\\", 4) != 0;
	return 0;
}

long
nt_write(nt_handle h, const void *buf, size_t n, int64_t offset)
{
	if (n >= sizeof fake_written)
		return -ENOSPC;
	memcpy(fake_written, buf, n);
	fake_written[n] = '\0';
	return (long)n;
}

void *
mm_alloc(size_t n)
{
	return malloc(n);
}

void
mm_free(void *p)
{
	free(p);
}

long
path_user_name(char *dst, size_t size)
{
	strcpy(dst, "me");
	return 2;
}

long
path_temp_name(uint16_t *nt, size_t max)
{
	return -ENOENT;
}

uint32_t
path_drives(void)
{
	return 1 << 2 | 1 << 25;
}

int
path_blocks(unsigned *n, char name[16])
{
	return 0;
}

#endif
