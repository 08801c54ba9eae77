/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_FILE_ROOM_IMPL_H
#define ISTHMUS_FILE_ROOM_IMPL_H

#include "file/room.h"
#include "nt/file.h"

/* nt_open() of a path, its error made exact (ENOTDIR or ENOENT). */
int disk_nt_open(nt_handle *, const struct path *, uint32_t access,
    uint32_t disposition, uint32_t options, uint32_t attributes);

/* struct stat from what NT tells; name decides the execute bits. */
void disk_fill_stat(struct stat *, const struct nt_stat *, const char *name);
int disk_stat_handle(nt_handle, const char *name, int drive, struct stat *);

/* The drive letter of an NT name, 0 for a share: names a volume cheaply. */
int disk_drive(const struct path *);

/* POSIX times of utimensat() (UTIME_NOW, UTIME_OMIT) onto a handle. */
int disk_set_times(nt_handle, const struct timespec[2]);
int disk_chmod_handle(nt_handle, mode_t);
int disk_statvfs_handle(nt_handle, struct statvfs *);

/*
 * A handle on the same file that may change attributes: the description's
 * own may have been opened for reading only.
 */
int disk_reopen(struct file *, uint32_t access, nt_handle *);

/*
 * remove.c: names go at once, whoever has the file open.  options is
 * NT_DIRECTORY_FILE or NT_NON_DIRECTORY_FILE.  A rename replaces a file;
 * respell says that both names are one to Windows.
 */
int disk_remove(const struct path *, uint32_t options);
int disk_rename(const struct path *from, const struct path *to, int respell);

#endif
