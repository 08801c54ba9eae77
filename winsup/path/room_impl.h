/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_PATH_ROOM_IMPL_H
#define ISTHMUS_PATH_ROOM_IMPL_H

#include "lib/lock.h"
#include "path/room.h"

/* The installation, set once at start-up; afterwards read only. */
struct path_root {
	uint16_t nt[PATH_NT_MAX];	/* \??\C:\isthmus, no slash behind it */
	size_t units;
	char win32[PATH_MAX];		/* C:\isthmus */
	char posix[PATH_MAX];		/* its drive form: /c/isthmus */
	size_t posix_len;
};
extern struct path_root path_root;

/* One mount. */
struct path_mount {
	unsigned flags;			/* PATH_MOUNT_* */
	size_t posix_len, units;
	uint16_t *nt;			/* no backslash at its end */
	char *posix;			/* the target */
	char *source;			/* as it was given */
	char *form;			/* drive form of nt */
};

/* path/mount.c.  Of the last three the lock is held. */
void path_mounts_lock(void);
void path_mounts_unlock(void);
void path_mounts_forget(void);		/* read the files again */
int path_mount_below(const char *posix, size_t len);	/* is there one? */
const struct path_mount *path_mount_of(const char *posix, size_t len);
const struct path_mount *path_mount_number(unsigned n);
const char *path_cygdrive(size_t *len);	/* "" for "/" */

/*
 * A drive form is a Win32 path in slashes that no mount has changed:
 * "/c/x" for C:\x, "//server/share" for a share.  All return the length or
 * -ENAMETOOLONG, -EINVAL (no absolute Win32 path).
 */
long path_drive_form(char *dst, size_t size, const char *win32);
long path_nt_form(char *dst, size_t size, const uint16_t *nt, size_t units);
int path_map_drive_form(struct path *, const char *form);
int path_map_root(struct path *, const char *rest);
int path_map_locked(struct path *);
/* Name number n in /dev, NULL: there are no more. */
const char *path_dev_name(unsigned n, enum path_entry_kind *);

/*
 * Maps a POSIX path (normalised) to kind, device and NT name.
 * -ENAMETOOLONG if the NT name does not fit.
 */
int path_map(struct path *);

/* cwd.c's; other processes read them too (peek.c). */
struct path_cwd {
	struct lock lock;
	int gone;			/* this process removed it */
	size_t len;
	char path[PATH_MAX];
};
struct path_jail {
	size_t len;
	char path[PATH_MAX];
};
extern const struct path_cwd *const path_own_cwd;
extern const struct path_jail *const path_own_jail;

/* Is posix[0..len) the folder that chroot() made "/"? */
int path_is_jail(const char *posix, size_t len);

/* Length of the current directory if path lies in it, else 0. */
size_t path_known_folder(const char *path);

/* What path_block_device() reads. */
void path_block_name(char name[16], unsigned disk, unsigned partition);

/* Of root_nt.c. */
long path_user_name(char *dst, size_t size);	/* its length; -ENOENT */
uint32_t path_drives(void);			/* bit 0: A:, bit 1: B: ... */

#endif
