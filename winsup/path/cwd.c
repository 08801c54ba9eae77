/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The current directory and the root.  Both are in the DLL's data, which
 * fork copies.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "nt/utf.h"

struct path_root path_root;

static struct path_cwd cwd = {
	.lock = LOCK_INIT(LOCK_CWD, "cwd"), .len = 1, .path = "/"
};

/*
 * The folder that chroot() made "/", if len is not 0.  Paths are kept whole:
 * names that come in have it put in front, those that go out taken off.
 * Changed while nobody else resolves names, or by whoever bears that.
 */
static struct path_jail jail;

const struct path_cwd *const path_own_cwd = &cwd;
const struct path_jail *const path_own_jail = &jail;

void (*path_catch_up_hook)(void);

void
path_set_jail(const char *posix)
{
	size_t n = strlen(posix);

	if (n >= sizeof jail.path)
		return;
	memcpy(jail.path, posix, n + 1);
	jail.len = n == 1 ? 0 : n;
}

const char *
path_jail(void)
{
	return jail.len > 0 ? jail.path : NULL;
}

int
path_is_jail(const char *posix, size_t len)
{
	return jail.len > 0 && len == jail.len &&
	    memcmp(posix, jail.path, len) == 0;
}

long
path_inner(char *posix)
{
	size_t n = strlen(posix);

	if (jail.len == 0)
		return (long)n;
	if (strncmp(posix, jail.path, jail.len) != 0 ||
	    (posix[jail.len] != '/' && posix[jail.len] != '\0'))
		return -ENOENT;
	if (n == jail.len) {
		strcpy(posix, "/");
		return 1;
	}
	memmove(posix, posix + jail.len, n - jail.len + 1);
	return (long)(n - jail.len);
}

long
path_cwd_text(char *dst, size_t size, int *gone)
{
	long r = -ERANGE;

	if (path_catch_up_hook != NULL)
		path_catch_up_hook();
	lock_acquire(&cwd.lock);
	*gone = cwd.gone;
	if (cwd.len < size) {
		memcpy(dst, cwd.path, cwd.len + 1);
		r = (long)cwd.len;
	}
	lock_release(&cwd.lock);
	return r;
}

long
path_getcwd(char *dst, size_t size)
{
	int gone;
	long r = path_cwd_text(dst, size, &gone);

	return gone ? -ENOENT : r;
}

void
path_setcwd(const char *posix)
{
	size_t n = strlen(posix);

	lock_acquire(&cwd.lock);
	if (n < sizeof cwd.path) {
		memcpy(cwd.path, posix, n + 1);
		cwd.len = n;
		cwd.gone = 0;
	}
	lock_release(&cwd.lock);
}

void
path_moved(const struct nt_name *from, const struct nt_name *to)
{
	char was[PATH_MAX], now[PATH_MAX];

	lock_acquire(&cwd.lock);
	memcpy(was, cwd.path, cwd.len + 1);
	lock_release(&cwd.lock);
	if (path_renamed(now, was, from, to) <= 0)
		return;
	lock_acquire(&cwd.lock);
	if (strcmp(cwd.path, was) == 0) {
		strcpy(cwd.path, now);
		cwd.len = strlen(now);
	}
	lock_release(&cwd.lock);
}

void
path_removed(const char *posix)
{
	lock_acquire(&cwd.lock);
	if (posix == NULL || strcmp(cwd.path, posix) == 0)
		cwd.gone = 1;
	lock_release(&cwd.lock);
}

/* chdir() left no link in it. */
size_t
path_known_folder(const char *path)
{
	size_t n = 0;

	lock_acquire(&cwd.lock);
	if (cwd.len > 1 && strncmp(path, cwd.path, cwd.len) == 0 &&
	    path[cwd.len] == '/')
		n = cwd.len;
	lock_release(&cwd.lock);
	return n;
}

/* FNV-1a over the name's lower-case form; names of one volume agree. */
uint64_t
path_root_hash(void)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (const char *s = path_root.win32; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		h = (h ^ c) * UINT64_C(1099511628211);
	}
	return h;
}

void
path_set_root(const uint16_t *nt, size_t units, const char *dir)
{
	char posix[PATH_MAX];
	size_t n;

	while (units > 6 && nt[units - 1] == '\\')
		units--;
	if (units > PATH_NT_MAX)
		units = PATH_NT_MAX;
	memcpy(path_root.nt, nt, units * sizeof *nt);
	path_root.units = units;
	if (units == 7)
		path_root.units = 6;	/* \??\C: */
	n = utf_16to8(path_root.win32, sizeof path_root.win32 - 1, nt + 4,
	    units - 4);
	path_root.win32[n < sizeof path_root.win32 ? n :
	    sizeof path_root.win32 - 1] = '\0';
	path_root.posix_len = 0;
	if (path_nt_form(posix, sizeof posix, nt, units) > 0) {
		strcpy(path_root.posix, posix);
		path_root.posix_len = strlen(posix);
	}
	path_mounts_forget();
	path_setcwd(dir);
}
