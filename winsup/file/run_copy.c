/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program whose file has no name any more (memfd_create(), or it was
 * removed): Windows runs what has a name, so a copy is run.  It lies beside
 * the DLL, which its loader looks for there first, or else with Windows'
 * temporary files.  It goes with the last handle to it, which is handed on
 * from process to process as long as one runs it.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "nt/image.h"

#define PIECE	65536

static int
fill(nt_handle h, struct file *f)
{
	char *piece = malloc(PIECE);
	off_t at = 0;
	long n;

	if (piece == NULL)
		return -ENOMEM;
	while ((n = f->ops->read(f, piece, PIECE, at)) > 0) {
		long done = nt_write(h, piece, (size_t)n, at);

		if (done != n) {
			n = done < 0 ? done : -ENOSPC;
			break;
		}
		at += n;
	}
	free(piece);
	return (int)n;
}

/* The name is taken away when *keep is closed, also where this fails. */
static int
copy(struct file *f, const struct nt_name *name, nt_handle *keep)
{
	struct nt_open_args a = {
		.name = *name,
		.access = NT_WRITE_DATA | NT_APPEND_DATA,
		.attributes = NT_ATTR_HIDDEN | NT_ATTR_TEMPORARY,
		.disposition = NT_CREATE,
		.options = NT_NON_DIRECTORY_FILE,
	};
	nt_handle h;
	int e, filled;

	if ((e = nt_open(&h, &a)) < 0)
		return e;
	filled = fill(h, f);
	nt_close(h);
	/* Who may still write to it keeps Windows from running it. */
	a.access = NT_DELETE | NT_READ_ATTRIBUTES;
	a.disposition = NT_OPEN;
	a.options |= NT_DELETE_ON_CLOSE;
	a.inherit = 1;
	if ((e = nt_open(keep, &a)) < 0)
		return e;
	if (filled < 0)
		nt_close(*keep);
	return filled;
}

/* The folder's NT name; its units, or -errno. */
static long
dll_folder(uint16_t nt[PATH_NT_MAX])
{
	static const uint16_t prefix[] = { '\\', '?', '?', '\\' };
	long n = nt_image_path(nt_image_self(), nt + 4, PATH_NT_MAX - 4);

	if (n < 0)
		return n;
	while (n > 0 && nt[4 + n - 1] != '\\')
		n--;
	/* \\server, or a name with a prefix of its own: not here. */
	if (n < 4 || nt[4] == '\\')
		return -ENOENT;
	memcpy(nt, prefix, sizeof prefix);
	return 4 + n - 1;
}

#define SUFFIX	4

int
file_run_copy(struct file *f, char path[PATH_MAX], nt_handle *keep)
{
	static const uint16_t exe[SUFFIX] = { '.', 'e', 'x', 'e' };
	uint16_t nt[PATH_NT_MAX + ASIDE_UNITS + SUFFIX];
	struct nt_name name = { nt, 0 };
	struct stat st;
	int e;

	if ((e = f->ops->stat(f, &st)) < 0)
		return e;
	if ((st.st_mode & 0111) == 0)
		return -EACCES;
	for (int temp = 0; temp < 2; temp++) {
		long n = temp ? path_temp_name(nt, PATH_NT_MAX) :
		    dll_folder(nt);

		if (n < 0) {
			e = (int)n;
			continue;
		}
		name.units = aside_append(nt, (size_t)n, ASIDE_RUN);
		memcpy(nt + name.units, exe, sizeof exe);
		name.units += SUFFIX;
		if ((e = copy(f, &name, keep)) == 0)
			break;
	}
	if (e < 0)
		return e;
	if (path_from_nt(path, PATH_MAX, nt, name.units) > 0)
		return 0;
	nt_close(*keep);
	return -ENOENT;
}
