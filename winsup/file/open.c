/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file/ overview: open.c turns a path into a description of the right type;
 * name.c has the calls that act on names; stat.c knows NT's attributes; each
 * other file is one type.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "lib/fault.h"

#define EXE_UNITS	4

/*
 * A program's file is called name.exe, which Unix programs look for as name.
 * If name has no suffix of its own, puts the other name in its place.
 */
static int
add_exe(uint16_t *buf, struct nt_name *name)
{
	static const uint16_t exe[EXE_UNITS] = { '.', 'e', 'x', 'e' };
	size_t i = name->units;

	for (; i > 0 && name->text[i - 1] != '\\'; i--)
		if (name->text[i - 1] == '.')
			return 0;
	if (i == 0 || i == name->units)
		return 0;
	memcpy(buf, name->text, name->units * sizeof *buf);
	memcpy(buf + name->units, exe, sizeof exe);
	name->text = buf;
	name->units += EXE_UNITS;
	return 1;
}

int
disk_nt_open(nt_handle *out, const struct path *p, uint32_t access,
    uint32_t disposition, uint32_t options, uint32_t attributes)
{
	struct nt_open_args a = {
		.name = path_nt_name(p),
		.access = access,
		.attributes = attributes,
		.disposition = disposition,
		.options = options | (p->must_be_dir ? NT_DIRECTORY_FILE : 0),
	};
	uint16_t exe[PATH_NT_MAX + EXE_UNITS];
	int e;

	if (p->kind != PATH_DISK)
		return -EACCES;
	if ((e = fault("file.open")) < 0)
		return e;
	e = nt_open(out, &a);
	if (e == -ENOENT && disposition == NT_OPEN &&
	    add_exe(exe, &a.name) && nt_open(out, &a) == 0)
		return 0;
	return path_exact_error(p, e);
}

static uint32_t
access_of(int flags)
{
	switch (flags & O_ACCMODE) {
	case O_WRONLY:
		return NT_WRITE_DATA | NT_APPEND_DATA | NT_READ_ATTRIBUTES |
		    NT_WRITE_ATTRIBUTES;
	case O_RDWR:
		return NT_READ_DATA | NT_WRITE_DATA | NT_APPEND_DATA |
		    NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES;
	}
	return NT_READ_DATA | NT_READ_ATTRIBUTES;
}

static uint32_t
disposition_of(int flags)
{
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return NT_CREATE;
	return flags & O_CREAT ? NT_OPEN_IF : NT_OPEN;
}

/*
 * A folder can be opened for reading only.  Most names are files: ask for
 * one first, and for a folder if the answer is that it is one.
 */
static int
open_disk(struct file **out, const struct path *p, int flags, mode_t mode)
{
	uint32_t attr = mode & 0222 ? NT_ATTR_NORMAL : NT_ATTR_READONLY;
	uint32_t sync = flags & O_SYNC ? NT_WRITE_THROUGH : 0;
	const struct file_ops *ops = &disk_ops;
	nt_handle h;
	int e = -EISDIR;

	if ((flags & O_CREAT) && p->must_be_dir)
		return -EISDIR;
	if (!p->must_be_dir && !(flags & O_DIRECTORY))
		e = disk_nt_open(&h, p, access_of(flags),
		    disposition_of(flags), NT_NON_DIRECTORY_FILE | sync, attr);
	if (e == -EISDIR && !(flags & O_CREAT) &&
	    (flags & O_ACCMODE) == O_RDONLY) {
		ops = &dir_ops;
		e = disk_nt_open(&h, p, NT_READ_DATA | NT_READ_ATTRIBUTES,
		    NT_OPEN, NT_DIRECTORY_FILE, 0);
	}
	if (e < 0)
		return e;
	if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY &&
	    (e = nt_set_size(h, 0)) < 0)
		goto fail;
	e = -ENOMEM;
	if ((*out = file_new(ops, h, flags)) != NULL) {
		(*out)->drive = disk_drive(p);
		return 0;
	}
fail:
	nt_close(h);
	return e;
}

static int
open_device(struct file **out, enum path_device dev, int flags)
{
	static const struct file_ops *const ops[] = {
		[PATH_DEV_NULL] = &null_ops,
		[PATH_DEV_ZERO] = &zero_ops,
		[PATH_DEV_FULL] = &full_ops,
		[PATH_DEV_RANDOM] = &random_ops,
	};

	if (flags & O_DIRECTORY)
		return -ENOTDIR;
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (dev >= PATH_DEV_STDIN) {
		*out = fd_get((int)dev - PATH_DEV_STDIN);
		return *out != NULL ? 0 : -ENOENT;
	}
	*out = file_new(ops[dev], NULL, flags);
	return *out != NULL ? 0 : -ENOMEM;
}

static int
open_vdir(struct file **out, int flags)
{
	if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT))
		return -EISDIR;
	*out = file_new(&vdir_ops, NULL, flags);
	return *out != NULL ? 0 : -ENOMEM;
}

int
file_open(struct file **out, const struct path *p, int flags, mode_t mode)
{
	int e;

	if ((flags & O_ACCMODE) == O_ACCMODE)
		return -EINVAL;
	if (p->kind == PATH_DEVICE)
		return p->must_be_dir ? -ENOTDIR :
		    open_device(out, p->device, flags);
	e = p->kind == PATH_DISK ? open_disk(out, p, flags, mode) :
	    open_vdir(out, flags);
	if (e == 0 && (e = file_set_path(*out, p->posix)) < 0)
		file_unref(*out);
	return e;
}
