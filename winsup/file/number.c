/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files by their numbers.  NT opens one by it and tells where it lies; then it
 * is opened as any other, by that name.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>

#include "file/perm.h"
#include "mm/room.h"

#define TRIES	3			/* it may be renamed in between */

/* The whole NT name of h, which is on a drive or, with 0, on a share. */
static long
name_of(nt_handle h, int drive, uint16_t nt[PATH_NT_MAX])
{
	uint16_t head[] = { '\\', '?', '?', '\\', 'U', 'N', 'C' };
	size_t n = 7;
	long r;

	drive &= ~DISK_NOACL;
	if (drive != 0) {
		head[4] = (uint16_t)drive;
		head[5] = ':';
		n = 6;
	}
	for (size_t i = 0; i < n; i++)
		nt[i] = head[i];
	r = nt_place(h, nt + n, PATH_NT_MAX - n);
	return r < 0 ? r : r + (long)n;
}

static int
open_on(nt_handle *h, nt_handle root, uint64_t number)
{
	struct nt_open_args a = {
		.root = root,
		.name = { (const uint16_t *)(const void *)&number,
		    sizeof number / sizeof(uint16_t) },
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_BY_FILE_ID | NT_OPEN_REPARSE_POINT,
	};

	return nt_open(h, &a);
}

/*
 * p becomes the path of the file with that number.  Not every system takes a
 * regular file for its volume: its folder is as good.
 */
static int
find(struct path *p, const struct file *on, uint64_t number)
{
	char posix[PATH_MAX];
	nt_handle h, folder;
	int e = open_on(&h, on->handle, number);
	long n;

	if (e < 0 && on->ops == &disk_ops && on->path != NULL &&
	    path_resolve_outer(p, on->path) == 0 &&
	    disk_open_parent(p, NT_READ_ATTRIBUTES, &folder) == 0) {
		e = open_on(&h, folder, number);
		nt_close(folder);
	}
	if (e < 0)
		return e == -ENOENT || e == -ENOTDIR || e == -EINVAL ?
		    -ESTALE : e;
	n = name_of(h, on->drive, p->nt);
	nt_close(h);
	if (n >= 0)
		n = path_from_nt(posix, sizeof posix, p->nt, (size_t)n);
	return n < 0 ? (int)n : path_resolve_outer(p, posix);
}

int
file_open_number(struct file **out, struct file *on, uint64_t number,
    int flags)
{
	struct path *p = mm_alloc(sizeof *p);
	struct stat st;
	int e = p == NULL ? -ENOMEM : -ESTALE;

	for (int i = 0; i < TRIES && e == -ESTALE; i++) {
		if ((e = find(p, on, number)) < 0)
			break;
		e = file_open(out, p, flags | O_NOFOLLOW, 0);
		if (e == -ENOENT || e == -ENOTDIR)
			e = -ESTALE;
		if (e == 0 && ((*out)->ops->stat(*out, &st) < 0 ||
		    st.st_ino != number)) {
			file_unref(*out);
			e = -ESTALE;
		}
	}
	mm_free(p);
	return e;
}
