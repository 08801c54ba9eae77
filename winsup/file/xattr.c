/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Extended attributes as Linux has them, of the namespace "user.", in those
 * of NT.  NT's names have no case and come back in capitals: a capital
 * letter of ours has a '^' before it, and what NT does not allow is "%" and
 * two digits, so that "user.comment" is COMMENT to native programs.  NT has
 * no attribute without a value: such a one has a byte that does not count,
 * and a name that ends in "^-".
 */
#include "file/xattr.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/xattr.h>

#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/ea.h"

#define PREFIX		"user."
#define PREFIX_LEN	(sizeof PREFIX - 1)
#define EMPTY		"^-"
#define KERNELS		"$kernel."
#define NAME_LEN_MAX	255		/* XATTR_NAME_MAX */
#define VALUE_SIZE_MAX	65536		/* XATTR_SIZE_MAX */
#define NAME_SIZE	255		/* of NT's, without the 0 */

static int
is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (c != 0 && strchr("._-!#$&'()@`{}~", c) != NULL);
}

/* NT's name, of at most NAME_SIZE.  Its length or -errno. */
static int
encode(char out[NAME_SIZE + 4], const char *name)
{
	static const char digit[] = "0123456789abcdef";
	int n = 0;

	if (strlen(name) > NAME_LEN_MAX)
		return -ERANGE;
	if (strncmp(name, PREFIX, PREFIX_LEN) != 0)
		return -ENOTSUP;
	for (name += PREFIX_LEN; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;

		if (n + 3 + (int)sizeof EMPTY > NAME_SIZE)
			return -ERANGE;
		if (is_plain(c)) {
			out[n++] = (char)c;
		} else if (c >= 'A' && c <= 'Z') {
			out[n++] = '^';
			out[n++] = (char)(c - 'A' + 'a');
		} else {
			out[n++] = '%';
			out[n++] = digit[c >> 4];
			out[n++] = digit[c & 15];
		}
	}
	out[n] = '\0';
	return n == 0 ? -EINVAL : n;
}

static int
lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int
hex(int c)
{
	c = lower(c);
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int
is_empty(const struct nt_ea *ea)
{
	size_t n = sizeof EMPTY - 1;

	return ea->name_size > n &&
	    memcmp(ea->name + ea->name_size - n, EMPTY, n) == 0;
}

/* Our name, with its 0; its length without that. */
static size_t
decode(char *out, const struct nt_ea *ea)
{
	size_t n = ea->name_size, k = PREFIX_LEN;
	int c;

	if (is_empty(ea))
		n -= sizeof EMPTY - 1;
	memcpy(out, PREFIX, PREFIX_LEN);
	for (size_t i = 0; i < n; i++) {
		c = lower((unsigned char)ea->name[i]);
		if (c == '^' && i + 1 < n) {
			c = lower((unsigned char)ea->name[++i]);
			if (c >= 'a' && c <= 'z')
				c -= 'a' - 'A';
		} else if (c == '%' && i + 2 < n && hex(ea->name[i + 1]) >= 0 &&
		    hex(ea->name[i + 2]) >= 0) {
			c = hex(ea->name[i + 1]) << 4 | hex(ea->name[i + 2]);
			i += 2;
		}
		out[k++] = (char)c;
	}
	out[k] = '\0';
	return k;
}

/* The system's own (FsRtlSetKernelEaFile): no program can set one. */
static int
is_kernels(const struct nt_ea *ea)
{
	return ea->name_size >= sizeof KERNELS - 1 &&
	    strncasecmp(ea->name, KERNELS, sizeof KERNELS - 1) == 0;
}

/* --- lists --- */

/* The entry at *at, which is moved on; NULL at the end or if it is none. */
static const struct nt_ea *
next(const char *list, size_t size, size_t *at)
{
	const struct nt_ea *ea = (const struct nt_ea *)(list + *at);

	if (*at + sizeof *ea > size || *at + sizeof *ea + ea->name_size + 1 +
	    ea->value_size > size)
		return NULL;
	*at = ea->next != 0 ? *at + ea->next : size;
	return ea;
}

static const struct nt_ea *
find(const char *list, size_t size, const char *name, size_t len)
{
	const struct nt_ea *ea;
	size_t at = 0, i, n;

	while ((ea = next(list, size, &at)) != NULL) {
		n = ea->name_size;
		if (is_empty(ea))
			n -= sizeof EMPTY - 1;
		for (i = 0; i < n && n == len &&
		    lower((unsigned char)ea->name[i]) == name[i]; i++)
			continue;
		if (i == len && n == len)
			return ea;
	}
	return NULL;
}

/* Adds an entry behind *last; the list's size afterwards. */
static size_t
append(char *list, size_t size, struct nt_ea **last, const char *name,
    size_t len, const char *end, const void *value, size_t n)
{
	struct nt_ea *ea;

	size = (size + 3) & ~(size_t)3;
	ea = (struct nt_ea *)(list + size);
	if (*last != NULL)
		(*last)->next = (uint32_t)((char *)ea - (char *)*last);
	*last = ea;
	memset(ea, 0, sizeof *ea);
	memcpy(ea->name, name, len);
	strcpy(ea->name + len, end);
	len += strlen(end);
	ea->name_size = (uint8_t)len;
	ea->value_size = (uint16_t)n;
	if (n > 0)
		memcpy(ea->name + len + 1, value, n);
	return size + sizeof *ea + len + 1 + n;
}

/* The file's list, to be freed. */
static long
read_list(nt_handle h, char **list)
{
	long n;

	if (!nt_ea_supported(h))
		return -ENOTSUP;
	if ((*list = mm_alloc(NT_EA_MAX)) == NULL)
		return -ENOMEM;
	n = nt_ea_get(h, *list, NT_EA_MAX);
	if (n < 0)
		mm_free(*list);
	return n;
}

long
xattr_get(nt_handle h, const char *name, void *value, size_t size)
{
	char nt[NAME_SIZE + 4], *list;
	const struct nt_ea *ea;
	long n, r = -ENODATA;
	int len;

	if ((len = encode(nt, name)) < 0)
		return len;
	if ((n = read_list(h, &list)) < 0)
		return n;
	if ((ea = find(list, (size_t)n, nt, (size_t)len)) != NULL) {
		r = is_empty(ea) ? 0 : ea->value_size;
		if (size > 0 && (size_t)r > size)
			r = -ERANGE;
		else if (size > 0)
			memcpy(value, ea->name + ea->name_size + 1, (size_t)r);
	}
	mm_free(list);
	return r;
}

long
xattr_list(nt_handle h, char *names, size_t size)
{
	char name[PREFIX_LEN + 256], *list;
	const struct nt_ea *ea;
	size_t at = 0, len;
	long n, r = 0;

	if ((n = read_list(h, &list)) < 0)
		return n;
	while (r >= 0 && (ea = next(list, (size_t)n, &at)) != NULL) {
		if (is_kernels(ea))
			continue;
		len = decode(name, ea) + 1;
		if (size > 0 && (size_t)r + len > size) {
			r = -ERANGE;
			break;
		}
		if (size > 0)
			memcpy(names + r, name, len);
		r += (long)len;
	}
	mm_free(list);
	return r;
}

/* Takes away what there is of it, puts the new value there (unless NULL). */
static int
change(nt_handle h, const struct nt_ea *old, const char *name, size_t len,
    const void *value, size_t n)
{
	char *list = mm_alloc(NT_EA_MAX + 2 * (sizeof *old + 260));
	struct nt_ea *last = NULL;
	size_t size = 0;
	int e;

	if (list == NULL)
		return -ENOMEM;
	if (old != NULL && (value == NULL || is_empty(old) != (n == 0)))
		size = append(list, size, &last, name, len,
		    is_empty(old) ? EMPTY : "", NULL, 0);
	if (value != NULL)
		size = append(list, size, &last, name, len,
		    n == 0 ? EMPTY : "", n == 0 ? "" : value, n == 0 ? 1 : n);
	e = nt_ea_set(h, list, size);
	mm_free(list);
	return e;
}

int
xattr_set(nt_handle h, const char *name, const void *value, size_t n,
    int flags)
{
	char nt[NAME_SIZE + 4], *list;
	const struct nt_ea *ea;
	long size;
	int len, e;

	if ((len = encode(nt, name)) < 0)
		return len;
	if ((size = read_list(h, &list)) < 0)
		return (int)size;
	ea = find(list, (size_t)size, nt, (size_t)len);
	if (n > VALUE_SIZE_MAX)
		e = -E2BIG;
	else if (n > UINT16_MAX)
		e = -ENOSPC;
	else if (ea != NULL && flags & XATTR_CREATE)
		e = -EEXIST;
	else if (ea == NULL && flags & XATTR_REPLACE)
		e = -ENODATA;
	else
		e = change(h, ea, nt, (size_t)len, value != NULL ? value : "",
		    n);
	mm_free(list);
	return e;
}

int
xattr_remove(nt_handle h, const char *name)
{
	char nt[NAME_SIZE + 4], *list;
	const struct nt_ea *ea;
	long size;
	int len, e = -ENODATA;

	if ((len = encode(nt, name)) < 0)
		return len;
	if ((size = read_list(h, &list)) < 0)
		return (int)size;
	if ((ea = find(list, (size_t)size, nt, (size_t)len)) != NULL)
		e = change(h, ea, nt, (size_t)len, NULL, 0);
	mm_free(list);
	return e;
}

/* --- files --- */

static uint32_t
access_for(const struct xattr_call *c)
{
	return NT_READ_ATTRIBUTES | NT_READ_EA | (c->op == XATTR_SET ||
	    c->op == XATTR_REMOVE ? NT_WRITE_EA : 0);
}

static long
on_handle(nt_handle h, const struct xattr_call *c)
{
	switch (c->op) {
	case XATTR_GET:
		return xattr_get(h, c->name, c->out, c->size);
	case XATTR_LIST:
		return xattr_list(h, c->out, c->size);
	case XATTR_SET:
		return xattr_set(h, c->name, c->in, c->size, c->flags);
	default:
		return xattr_remove(h, c->name);
	}
}

/* As Linux answers for links, FIFOs and devices. */
static long
has_none(const struct xattr_call *c)
{
	switch (c->op) {
	case XATTR_GET:
		return -ENODATA;
	case XATTR_LIST:
		return 0;
	default:
		return -EPERM;
	}
}

long
file_xattr_path(struct path *p, const struct xattr_call *c)
{
	struct stat st;
	nt_handle h;
	struct nt_stat nt;
	long r;

	if ((r = file_stat(p, &st)) < 0)
		return r;
	if (p->kind != PATH_DISK || (!S_ISREG(st.st_mode) &&
	    !S_ISDIR(st.st_mode)))
		return has_none(c);
	if ((r = disk_open_stat(&h, p, access_for(c), &nt)) < 0)
		return r == DISK_LEFT ? has_none(c) : r;
	r = on_handle(h, c);
	nt_close(h);
	return r;
}

long
file_xattr(struct file *f, const struct xattr_call *c)
{
	nt_handle h;
	long r;

	if (f->ops != &disk_ops && f->ops != &dir_ops)
		return has_none(c);
	if ((r = disk_reopen(f, access_for(c), &h)) < 0)
		return r;
	r = on_handle(h, c);
	nt_close(h);
	return r;
}
