/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: nt/reparse.c path/link.c path/resolve.c path/walk.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* Reparse points and cookies, whole and damaged. */
#include "unit.h"

#include "nt/file.h"
#include "nt/reparse.h"
#include "mm/room.h"
#include "path/room.h"
#include "path/room_impl.h"

static unsigned char written[20000];
static size_t written_size;

long
nt_fs_control(nt_handle h, uint32_t code, const void *in, size_t in_size,
    void *out, size_t out_size)
{
	if (code == NT_FSCTL_SET_REPARSE) {
		memcpy(written, in, in_size);
		written_size = in_size;
		return 0;
	}
	memcpy(out, written, written_size);
	return (long)written_size;
}

int
nt_open(nt_handle *h, const struct nt_open_args *a)
{
	*h = NULL;
	return a->access == NT_READ_DATA ? -ENOENT : 0;
}

void
nt_close(nt_handle h)
{
}

int
nt_attributes(const struct nt_name *n, uint32_t *attributes)
{
	return -ENOENT;
}

long
nt_read(nt_handle h, void *buf, size_t n, int64_t offset)
{
	return -EIO;
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
nt_write(nt_handle h, const void *buf, size_t n, int64_t offset)
{
	return -EIO;
}

long
path_user_name(char *dst, size_t size)
{
	return -ENOENT;
}

long
path_temp_name(uint16_t *nt, size_t max)
{
	return -ENOENT;
}

uint32_t
path_drives(void)
{
	return 0;
}

static void
cookie(const char *text, size_t len, long result, const char *want)
{
	char target[PATH_MAX];
	char *copy = malloc(len);

	memcpy(copy, text, len);
	CHECK_INT(path_parse_cookie(target, sizeof target, copy, len), result);
	if (result > 0)
		CHECK_STR(target, want);
	free(copy);
}

#define COOKIE(text, result, want) \
	cookie(text, sizeof text - 1, result, want)

/*
 * Cygwin's shortcut: a head, an id list of two bytes if flags say so, then
 * the target and its relative form, both with a length in front.
 */
static size_t
shortcut(char *s, unsigned flags, const char *target, size_t len)
{
	static const unsigned char head[20] = { 0x4c, 0, 0, 0, 1, 0x14, 2, 0,
	    0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 };
	size_t n = 76;

	memset(s, 0, n);
	memcpy(s, head, sizeof head);
	s[20] = (char)flags;
	s[60] = 1;
	if (flags & 1) {
		memcpy(s + n, "\2\0\0\0", 4);
		n += 4;
	}
	s[n++] = (char)len;
	s[n++] = 0;
	memcpy(s + n, target, len);
	n += len;
	memcpy(s + n, "\1\0x", 3);
	return n + 3;
}

static void
shortcuts(void)
{
	char s[200], target[PATH_MAX], *copy;
	uint16_t name[] = u"a\\b.LNK";
	struct nt_name n = { name, 7 };
	size_t len = shortcut(s, 0xc, "/a/b", 4);

	CHECK(path_may_be_link(&n, NT_ATTR_READONLY));
	CHECK(!path_may_be_link(&n, NT_ATTR_NORMAL));
	CHECK(!path_may_be_link(&n, NT_ATTR_READONLY | NT_ATTR_DIRECTORY));
	n.units--;
	CHECK(!path_may_be_link(&n, NT_ATTR_READONLY));
	CHECK(path_may_be_link(&n, NT_ATTR_SYSTEM));
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), 4);
	CHECK_STR(target, "/a/b");
	CHECK_INT(path_parse_shortcut(target, 4, s, len), -ENAMETOOLONG);
	/* Cut off before the target's end it is none. */
	for (size_t i = 0; i < len - 3; i++) {
		copy = malloc(i + 1);
		memcpy(copy, s, i);
		CHECK_INT(path_parse_shortcut(target, sizeof target, copy, i),
		    -EINVAL);
		free(copy);
	}
	len = shortcut(s, 0xd, "\377\376c\0\344\0", 6);
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), 3);
	CHECK_STR(target, "c\303\244");
	/* Windows' own: with a folder to work in, a place, another class. */
	len = shortcut(s, 0x1c, "/a/b", 4);
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), -EINVAL);
	len = shortcut(s, 0x8f, "/a/b", 4);
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), -EINVAL);
	len = shortcut(s, 0xc, "/a/b", 4);
	s[5]++;
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), -EINVAL);
	len = shortcut(s, 0xc, "", 0);
	CHECK_INT(path_parse_shortcut(target, sizeof target, s, len), -EINVAL);
}

int
main(void)
{
	char buf[NT_REPARSE_MAX] __attribute__((aligned(8)));
	char target[PATH_MAX];
	static const uint16_t name[] = u"\\??\\C:\\x", to[] = u"a\\b";
	struct nt_name n = { name, 8 };
	struct nt_reparse r;

	CHECK_INT(nt_set_lx_symlink(NULL, "../some where", 13), 0);
	CHECK_INT(nt_get_reparse(NULL, buf, &r), 0);
	CHECK_INT(r.len, 13);
	CHECK_INT(path_read_link(&n, NT_ATTR_REPARSE, target, 100), 13);
	CHECK_STR(target, "../some where");
	CHECK_INT(path_read_link(&n, NT_ATTR_NORMAL, target, 100), -EINVAL);
	CHECK_INT(path_read_link(&n, NT_ATTR_REPARSE, target, 13),
	    -ENAMETOOLONG);
	CHECK_INT(nt_set_symlink(NULL, to, 3, 1), 0);
	CHECK_INT(path_read_link(&n, NT_ATTR_REPARSE, target, 100), 3);
	CHECK_STR(target, "a/b");
	CHECK_INT(nt_set_symlink(NULL, name, 8, 0), 0);
	CHECK_INT(path_read_link(&n, NT_ATTR_REPARSE, target, 100), 13);
	CHECK_STR(target, "/cygdrive/c/x");
	/* Cut off anywhere, it is no link, and nothing behind it is read. */
	for (size_t i = 0; i < written_size; i++) {
		unsigned char *copy = malloc(i + 1);

		memcpy(copy, written, i);
		CHECK(nt_parse_reparse(copy, i, &r) < 0);
		free(copy);
	}
	COOKIE("!<symlink>a/b", 3, "a/b");
	COOKIE("!<symlink>a/b\0zzz", 3, "a/b");
	COOKIE("!<symlink>\377\376a\0b\0\0\0c\0", 2, "ab");
	COOKIE("!<symlink>\377\376a\0b\0", 2, "ab");
	COOKIE("!<symlink>\377\376a\0b", 1, "a");
	COOKIE("!<symlink>", -EINVAL, NULL);
	COOKIE("!<symlink>\377\376", -EINVAL, NULL);
	COOKIE("!<symlink>\377\376\0\0", -EINVAL, NULL);
	COOKIE("!<symlin", -EINVAL, NULL);
	COOKIE("anything else", -EINVAL, NULL);
	shortcuts();
	return (0);
}
