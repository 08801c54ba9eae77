/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Folders that are on no disk: /dev, /dev/fd, /cygdrive.  Their entries come
 * from the namespace (path/map.c).
 */
#include "file/room_impl.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static ino_t
inode_of(const char *path)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */

	for (; *path != '\0'; path++)
		h = (h ^ (unsigned char)*path) * 1099511628211u;
	return h >> 1 | 1;
}

static int
vdir_stat(struct file *f, struct stat *st)
{
	memset(st, 0, sizeof *st);
	st->st_mode = S_IFDIR | 0555;
	st->st_nlink = 2;
	st->st_ino = inode_of(f->path);
	st->st_dev = 1;
	st->st_blksize = 4096;
	return 0;
}

static int
vdir_readdir(struct file *f, int64_t *cookie, ino_t *ino,
    unsigned char *type, char *name)
{
	static const unsigned char types[] = {
		[PATH_ENTRY_CHAR] = DT_CHR, [PATH_ENTRY_DIR] = DT_DIR,
		[PATH_ENTRY_BLOCK] = DT_BLK, [PATH_ENTRY_LINK] = DT_LNK,
	};
	enum path_entry_kind kind = PATH_ENTRY_DIR;

	if (*cookie < 2) {
		strcpy(name, *cookie == 0 ? "." : "..");
		*ino = inode_of(*cookie == 0 ? f->path : "/");
	} else {
		if (!path_entry(f->path, (unsigned)*cookie - 2, name,
		    &kind))
			return 0;
		*ino = inode_of(name);
	}
	*type = types[kind];
	++*cookie;
	return 1;
}

off_t
vdir_seek(struct file *f, off_t offset, int whence)
{
	return offset == 0 && whence == SEEK_SET ? 0 : -EINVAL;
}

void
vdir_close(struct file *f)
{
}

const struct file_ops vdir_ops = {
	.name = "vdir",
	.stat = vdir_stat,
	.readdir = vdir_readdir,
	VDIR_OPS,
};
