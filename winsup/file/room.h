/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file/: one source file per type of file, each ending in its operations
 * table, and the calls on names.  All return >= 0 or -errno.
 */
#ifndef ISTHMUS_FILE_ROOM_H
#define ISTHMUS_FILE_ROOM_H

#include "fd/room.h"
#include "path/room.h"

extern const struct file_ops disk_ops;
extern const struct file_ops dir_ops;
extern const struct file_ops vdir_ops;
extern const struct file_ops pipe_ops;
extern const struct file_ops console_ops;
extern const struct file_ops null_ops;
extern const struct file_ops zero_ops;
extern const struct file_ops full_ops;
extern const struct file_ops random_ops;

/* Numbers of types, for processes that pass descriptions on; -1, NULL. */
int file_type_index(const struct file_ops *);
const struct file_ops *file_type(unsigned index);

/* Opens or creates; mode has the umask applied already. */
int file_open(struct file **, const struct path *, int flags, mode_t mode);

/* A description for a handle that the process was born with. */
int file_from_handle(struct file **, nt_handle);

/* A pipe: the end to read from, the end to write to.  -ENOMEM, -EMFILE. */
int file_pipe(struct file *end[2], int flags);
long pipe_capacity(struct file *);		/* -EBADF: no pipe */

/* Gives descriptors 0 to 2 the standard handles; once at start-up. */
int file_init_std(void);

int file_stat(const struct path *, struct stat *);
int file_access(const struct path *, int mode);
int file_mkdir(const struct path *, mode_t mode);
int file_unlink(const struct path *);
int file_rmdir(const struct path *);
int file_rename(const struct path *from, const struct path *to);
int file_link(const struct path *from, const struct path *to);
int file_chmod(const struct path *, mode_t);
int file_truncate(const struct path *, off_t);
int file_utimens(const struct path *, const struct timespec[2]);
int file_statvfs(const struct path *, struct statvfs *);

#endif
