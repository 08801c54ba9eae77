/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Owners and modes as access lists, on volumes that keep those.  Which do is
 * asked: a volume says so of itself, and the system has to prove once that it
 * returns what was written (Wine says so of every volume and keeps what fits
 * into Unix' mode bits).
 */
#ifndef ISTHMUS_FILE_PERM_H
#define ISTHMUS_FILE_PERM_H

#include <sys/stat.h>

#include "file/sd.h"
#include "nt/file.h"
#include "path/room.h"

/* In place of a drive letter, with it: on a mount with "noacl". */
#define DISK_NOACL	0x100

/* Could anything keep them?  Then it is worth to ask for NT_READ_CONTROL. */
int perm_possible(int drive);
/* The system keeps them, on whatever volume. */
int perm_proved(void);
/* Does the volume of h, which has that number? */
int perm_kept(nt_handle h, int drive, uint32_t device);

/* A descriptor as it was read: no bytes if sd is NULL. */
struct perm_sd {
	unsigned char *sd;
	size_t size;
	unsigned char room[2048];
};
int perm_get(nt_handle, struct perm_sd *);
void perm_put(struct perm_sd *);

/*
 * Puts owner, group and mode into st, which has st_dev: 1; 0 where the list
 * cannot be read, or none are kept.  h need not have NT_READ_CONTROL.
 */
int perm_stat(nt_handle h, int drive, const struct nt_stat *, struct stat *);

/* h has NT_READ_CONTROL and NT_WRITE_DAC, to change an owner NT_WRITE_OWNER. */
int perm_chmod(nt_handle, int is_dir, mode_t);
int perm_chown(nt_handle, int is_dir, uid_t, gid_t);
/* The list, or a folder's for new files: n 0 takes that away. */
int perm_set_list(nt_handle, int is_dir, int standard, const struct sd_list *);

/*
 * The descriptor of a new file in the folder that p names it in: 1, 0 where
 * none is kept.  The umask applies where the folder has no default list.
 */
#define PERM_NEW_MAX	8192
int perm_new(const struct path *p, mode_t mode, int is_dir, void *sd);
/* Is the folder that p names something in set-group-id? */
int perm_parent_gives_group(const struct path *p);

/*
 * What access() asks of what perm_stat() was asked of before: 0, -EACCES; 1:
 * the volume keeps no lists.
 */
int perm_access(const struct path *, int mode, const struct stat *);

#endif
