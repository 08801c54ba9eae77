/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/reparse.h"

#include <errno.h>
#include <string.h>

#include "lib/bytes.h"
#include "nt/file.h"

#define HEAD		8	/* tag, length of what follows, reserved */
#define NAMES		8	/* four offsets and lengths */
#define LX_VERSION	2
#define RELATIVE	1	/* SYMLINK_FLAG_RELATIVE */

/* The substitute name of a link or a junction, text starts at p + fixed. */
static int
substitute(const unsigned char *p, size_t len, size_t fixed,
    struct nt_reparse *out)
{
	size_t at, n;

	if (len < fixed)
		return -EINVAL;
	at = get16(p);
	n = get16(p + 2);
	if (at % 2 != 0 || n % 2 != 0 || at + n > len - fixed)
		return -EINVAL;
	out->target = (const void *)(p + fixed + at);
	out->units = n / 2;
	return 0;
}

int
nt_parse_reparse(const void *buf, size_t size, struct nt_reparse *out)
{
	const unsigned char *p = buf;
	size_t len;

	memset(out, 0, sizeof *out);
	if (size < HEAD || (len = get16(p + 4)) > size - HEAD)
		return -EINVAL;
	out->tag = get32(p);
	p += HEAD;
	switch (out->tag) {
	case NT_TAG_MOUNT_POINT:
		return substitute(p, len, NAMES, out);
	case NT_TAG_SYMLINK:
		if (len < NAMES + 4)
			return -EINVAL;
		out->relative = (get32(p + NAMES) & RELATIVE) != 0;
		return substitute(p, len, NAMES + 4, out);
	case NT_TAG_LX_SYMLINK:
		if (len < 4 || get32(p) != LX_VERSION)
			return -EINVAL;
		out->text = (const char *)p + 4;
		out->len = len - 4;
		return 0;
	}
	return -EINVAL;
}

int
nt_get_reparse(nt_handle h, void *buf, struct nt_reparse *out)
{
	long n = nt_fs_control(h, NT_FSCTL_GET_REPARSE, NULL, 0, buf,
	    NT_REPARSE_MAX);

	return n < 0 ? (int)n : nt_parse_reparse(buf, (size_t)n, out);
}

/* buf has the data behind the head. */
static int
set_reparse(nt_handle h, unsigned char *buf, uint32_t tag, size_t len)
{
	put32(buf, tag);
	put16(buf + 4, len);
	put16(buf + 6, 0);
	return (int)nt_fs_control(h, NT_FSCTL_SET_REPARSE, buf, HEAD + len,
	    NULL, 0);
}

int
nt_set_lx_symlink(nt_handle h, const char *target, size_t len)
{
	unsigned char buf[HEAD + 4 + 4096];

	if (len > 4096)
		return -ENAMETOOLONG;
	put32(buf + HEAD, LX_VERSION);
	memcpy(buf + HEAD + 4, target, len);
	return set_reparse(h, buf, NT_TAG_LX_SYMLINK, 4 + len);
}

/* The name to show and the name to follow are the same text here. */
int
nt_set_symlink(nt_handle h, const uint16_t *target, size_t units,
    int relative)
{
	unsigned char buf[HEAD + NAMES + 4 + 2 * 4096], *p = buf + HEAD;
	size_t bytes = units * 2;

	if (units > 4096)
		return -ENAMETOOLONG;
	put16(p, 0);
	put16(p + 2, bytes);
	put16(p + 4, 0);
	put16(p + 6, bytes);
	put32(p + NAMES, relative ? RELATIVE : 0);
	memcpy(p + NAMES + 4, target, bytes);
	return set_reparse(h, buf, NT_TAG_SYMLINK, NAMES + 4 + bytes);
}
