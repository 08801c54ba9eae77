/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Path conversion for programs that know of Windows (sys/cygwin.h).  All set
 * errno: EINVAL (what), EFAULT, ENAMETOOLONG, ENOSPC (the result does not fit),
 * and the errors of path resolution.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>

#include "file/room.h"
#include "nt/fault.h"
#include "nt/utf.h"
#include "path/room.h"

#define LIST_MAX	65536	/* a list of paths, in bytes */

typedef long (*converter)(char *, size_t, const char *);

/* Has that form already. */
static long
same(char *dst, size_t size, const char *src)
{
	size_t n = strlen(src);

	if (n >= size)
		return -ENAMETOOLONG;
	memcpy(dst, src, n + 1);
	return (long)n;
}

/* Relative paths, whose names are changed as those of whole ones. */
static long
relative_to_win32(char *dst, size_t size, const char *src)
{
	uint16_t wide[PATH_MAX];
	size_t units = 0, n;

	for (;; src += n + 1) {
		n = strcspn(src, "/");
		units += path_name_to_nt(wide + units, PATH_MAX - 1 - units,
		    src, n);
		if (units >= PATH_MAX - 1)
			return -ENAMETOOLONG;
		if (src[n] == '\0')
			break;
		wide[units++] = '\\';
	}
	n = utf_16to8(dst, size, wide, units);
	if (n >= size)
		return -ENAMETOOLONG;
	dst[n] = '\0';
	return (long)n;
}

static long
relative_to_posix(char *dst, size_t size, const char *src)
{
	uint16_t wide[PATH_MAX];
	size_t n = utf_8to16(wide, PATH_MAX, src, strlen(src));

	if (n > PATH_MAX)
		return -ENAMETOOLONG;
	for (size_t i = 0; i < n; i++)
		if (wide[i] == '\\')
			wide[i] = '/';
	n = path_name_from_nt(dst, size, wide, n);
	if (n >= size)
		return -ENAMETOOLONG;
	dst[n] = '\0';
	return (long)n;
}

static int
is_drive(const char *path)
{
	return ((path[0] | 0x20) >= 'a' && (path[0] | 0x20) <= 'z') &&
	    path[1] == ':';
}

static int
is_absolute(const char *path)
{
	return path[0] == '/' || path[0] == '\\' ||
	    (path[0] != '\0' && path[1] == ':');
}

/*
 * "C:" and "C:x" are taken as from the drive's top, "\x" as from that of the
 * current drive.  0: it is none of these.
 */
static int
from_the_top(char *dst, size_t size, const char *src)
{
	char dir[PATH_MAX];
	int drive = is_drive(src);

	if ((drive && (src[2] == '\\' || src[2] == '/')) ||
	    (!drive && (src[0] != '\\' || src[1] == '\\' || src[1] == '?')))
		return 0;
	if (drive)
		memcpy(dir, src, 3);
	else if (path_to_win32(dir, sizeof dir, ".") < 0 || !is_drive(dir))
		return 0;
	return snprintf(dst, size, "%.2s\\%s", dir, src + (drive ? 2 : 1)) <
	    (int)size;
}

/*
 * A whole path of Windows'.  "." and ".." mean the text; what stands for
 * characters that Windows forbids is those.
 */
static long
from_win32(char *dst, size_t size, const char *src)
{
	char whole[PATH_MAX], clean[PATH_MAX];
	uint16_t wide[PATH_MAX];
	int must_be_dir, e;
	size_t len;
	long r;

	if (from_the_top(clean, sizeof clean, src))
		src = clean;
	r = path_from_win32(whole, sizeof whole, src);
	if (r < 0)
		return r;
	if ((e = path_normalise(clean, &len, "/", whole, &must_be_dir)) < 0)
		return e;
	len = path_name_from_nt(dst, size, wide,
	    utf_8to16(wide, PATH_MAX, clean, len));
	if (len >= size)
		return -ENAMETOOLONG;
	dst[len] = '\0';
	return path_inner(dst);
}

static long
to_posix(char *dst, size_t size, const char *src)
{
	struct path *p;
	long r;

	if (src[0] == '/')
		return same(dst, size, src);
	if (is_absolute(src))
		return from_win32(dst, size, src);
	r = relative_to_posix(dst, size, src);
	if (r < 0 || (p = malloc(sizeof *p)) == NULL)
		return r < 0 ? r : -ENOMEM;
	r = path_resolve(p, NULL, dst);
	if (r == 0)
		r = same(dst, size, p->posix) < 0 ? -ENAMETOOLONG :
		    path_inner(dst);
	free(p);
	return r;
}

/*
 * Windows does not follow our links and takes a program's name as it is: so
 * what is there has the path that links lead to, and its ".exe".
 */
static long
to_win32(char *dst, size_t size, const char *src)
{
	struct path *p = malloc(sizeof *p);
	long r;

	if (p == NULL)
		return -ENOMEM;
	r = path_resolve(p, NULL, src);
	if (r == 0 && p->kind == PATH_DISK && file_exists(p) < 0 &&
	    (r = path_resolve(p, NULL, src)) == 0 && path_walk(p, 1) < 0)
		r = path_resolve(p, NULL, src);
	if (r == 0)
		r = path_put_win32(dst, size, p);
	free(p);
	return r;
}

/* A separator at the end stays there; those of "/" and "C:\\" are none. */
static long
end_alike(char *dst, size_t size, long n, const char *src, char separator)
{
	size_t len = strlen(src);
	char last = src[len - 1];

	if (n <= 0 || (last != '/' && last != '\\') ||
	    dst[n - 1] == separator || len == 1 ||
	    (len == 3 && src[1] == ':'))
		return n;
	if ((size_t)n + 1 >= size)
		return -ENAMETOOLONG;
	dst[n++] = separator;
	dst[n] = '\0';
	return n;
}

/* One path by `what`, in UTF-8 on both sides. */
static long
convert(char *dst, size_t size, const char *src, unsigned what)
{
	int to_win = (what & CCP_CONVTYPE_MASK) <= CCP_POSIX_TO_WIN_W;

	if (src[0] == '\0')
		return -ENOENT;
	if ((what & CCP_RELATIVE) && !is_absolute(src))
		return to_win ? relative_to_win32(dst, size, src) :
		    relative_to_posix(dst, size, src);
	return to_win ?
	    end_alike(dst, size, to_win32(dst, size, src), src, '\\') :
	    end_alike(dst, size, to_posix(dst, size, src), src, '/');
}

static long
convert_list(char *dst, size_t size, const char *src, unsigned what)
{
	return (what & CCP_CONVTYPE_MASK) <= CCP_POSIX_TO_WIN_W ?
	    path_list_to_win32(dst, size, src) :
	    path_list_from_win32(dst, size, src);
}

/* -EFAULT, or -ENAMETOOLONG for more than max. */
static long
wide_length(const uint16_t *from, size_t max)
{
	uint16_t c;

	for (size_t n = 0; n < max; n++) {
		if (nt_move(&c, from + n, sizeof c) < 0)
			return -EFAULT;
		if (c == 0)
			return (long)n;
	}
	return -ENAMETOOLONG;
}

/* The source, of that length, as UTF-8 in memory of its own; NULL: none. */
static char *
source_text(const void *from, size_t len, unsigned what)
{
	size_t n;
	char *text;

	if ((what & CCP_CONVTYPE_MASK) != CCP_WIN_W_TO_POSIX)
		return strdup(from);
	n = utf_16to8(NULL, 0, from, len);
	if ((text = malloc(n + 1)) != NULL) {
		utf_16to8(text, n, from, len);
		text[n] = '\0';
	}
	return text;
}

/* Puts the result where the caller wants it; size 0 asks for the length. */
static long
deliver(void *to, size_t size, const char *text, size_t len, unsigned what)
{
	uint16_t *wide;
	size_t units;
	long r;

	if ((what & CCP_CONVTYPE_MASK) != CCP_POSIX_TO_WIN_W) {
		if (size == 0)
			return (long)len + 1;
		return size <= len ? -ENOSPC : nt_move(to, text, len + 1);
	}
	units = utf_8to16(NULL, 0, text, len);
	if (size == 0)
		return (long)(units + 1) * 2;
	if (size < (units + 1) * 2)
		return -ENOSPC;
	if ((wide = malloc((units + 1) * 2)) == NULL)
		return -ENOMEM;
	utf_8to16(wide, units, text, len);
	wide[units] = 0;
	r = nt_move(to, wide, (units + 1) * 2);
	free(wide);
	return r;
}

static long
conv(unsigned what, const void *from, void *to, size_t size, int list)
{
	size_t max = list ? LIST_MAX : 2 * PATH_MAX;
	char *src, *dst;
	long r;

	if (from == NULL || (what & ~(unsigned)CCP_CONVFLAGS_MASK &
	    ~(unsigned)CCP_CONVTYPE_MASK) != 0)
		return -EINVAL;
	r = (what & CCP_CONVTYPE_MASK) != CCP_WIN_W_TO_POSIX ?
	    nt_text_length(from, max) : wide_length(from, max);
	if (r < 0)
		return r;
	src = source_text(from, (size_t)r, what);
	dst = malloc(max);
	if (src == NULL || dst == NULL)
		r = -ENOMEM;
	else
		r = list ? convert_list(dst, max, src, what) :
		    convert(dst, max, src, what);
	if (r >= 0)
		r = deliver(to, size, dst, (size_t)r, what);
	free(src);
	free(dst);
	return r;
}

long
sys_cygwin_conv_path(cygwin_conv_path_t what, const void *from, void *to,
    size_t size)
{
	return conv(what, from, to, size, 0);
}

long
sys_cygwin_conv_path_list(cygwin_conv_path_t what, const void *from, void *to,
    size_t size)
{
	return conv(what, from, to, size, 1);
}

long
sys_cygwin_create_path(cygwin_conv_path_t what, const void *from)
{
	long size = conv(what, from, NULL, 0, 0);
	void *to;
	long r;

	if (size < 0)
		return size;
	if ((to = malloc((size_t)size)) == NULL)
		return -ENOMEM;
	r = conv(what, from, to, (size_t)size, 0);
	if (r < 0)
		free(to);
	return r < 0 ? r : (long)to;
}

/* A semicolon, or a drive's colon, makes it a list of Win32 paths. */
long
sys_cygwin_posix_path_list_p(const char *list)
{
	if (strchr(list, ';') != NULL)
		return 0;
	return !(list[0] != '\0' && list[1] == ':' &&
	    (list[2] == '\\' || list[2] == '/'));
}

/* --- names of former versions, which limit nothing --- */

long
sys_cygwin_conv_to_win32_path(const char *from, char *to)
{
	return conv(CCP_POSIX_TO_WIN_A | CCP_RELATIVE, from, to, PATH_MAX, 0);
}

long
sys_cygwin_conv_to_full_win32_path(const char *from, char *to)
{
	return conv(CCP_POSIX_TO_WIN_A, from, to, PATH_MAX, 0);
}

long
sys_cygwin_conv_to_posix_path(const char *from, char *to)
{
	return conv(CCP_WIN_A_TO_POSIX | CCP_RELATIVE, from, to, PATH_MAX, 0);
}

long
sys_cygwin_conv_to_full_posix_path(const char *from, char *to)
{
	return conv(CCP_WIN_A_TO_POSIX, from, to, PATH_MAX, 0);
}

long
sys_cygwin_win32_to_posix_path_list(const char *from, char *to)
{
	return conv(CCP_WIN_A_TO_POSIX, from, to, LIST_MAX, 1);
}

long
sys_cygwin_win32_to_posix_path_list_buf_size(const char *from)
{
	return conv(CCP_WIN_A_TO_POSIX, from, NULL, 0, 1);
}

long
sys_cygwin_posix_to_win32_path_list(const char *from, char *to)
{
	return conv(CCP_POSIX_TO_WIN_A, from, to, LIST_MAX, 1);
}

long
sys_cygwin_posix_to_win32_path_list_buf_size(const char *from)
{
	return conv(CCP_POSIX_TO_WIN_A, from, NULL, 0, 1);
}
