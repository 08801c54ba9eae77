/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_FILE_ROOM_IMPL_H
#define ISTHMUS_FILE_ROOM_IMPL_H

#include <errno.h>

#include "file/room.h"
#include "nt/file.h"

/*
 * nt_open() of a path, along any links in it but not through one at its end,
 * with ".exe" if need be; the error is exact (ENOTDIR or ENOENT).  p becomes
 * the path of what was opened.
 */
#define DISK_LEFT	(-ENODEV)	/* a link led off the disk */
int disk_nt_open(nt_handle *, struct path *, uint32_t access,
    uint32_t disposition, uint32_t options, uint32_t attributes);
int disk_open_args(nt_handle *, struct path *, struct nt_open_args *);
/*
 * The same where that may make a file, whose mode the caller asks for: the
 * umask is applied here.  The arguments' created is set.
 */
int disk_create(nt_handle *, struct path *, struct nt_open_args *, mode_t);
/* The same through links at its end, unless p->nofollow is set. */
int disk_open_stat(nt_handle *, struct path *, uint32_t access,
    struct nt_stat *);
/* Does that name, of these attributes, hold a link? */
int disk_is_link(const struct nt_name *, uint32_t attributes);
/* The folder that holds p's last name. */
int disk_open_parent(const struct path *p, uint32_t access, nt_handle *);

/* struct stat from what NT tells; name decides the execute bits. */
void disk_fill_stat(struct stat *, const struct nt_stat *, const char *name);
int disk_stat_handle(nt_handle, const char *name, int drive, struct stat *);
/* What remove.c has told the description changes that. */
void disk_stat_gone(const struct file *, struct stat *);
/* For a path: with the form a link has.  The handle is for an access list. */
void disk_stat_path(nt_handle, struct path *, const struct nt_stat *,
    uint32_t device, struct stat *);
/*
 * by_name.c: all that is needed, without opening p, with st_dev; 1, -ENOENT.
 * 0: p must be opened.
 */
int disk_stat_by_name(struct path *, struct nt_stat *, uint32_t *device);

/* vdir.c: what folders that are on no disk have in common. */
off_t vdir_seek(struct file *, off_t, int whence);
void vdir_close(struct file *);
#define VDIR_OPS							\
	.type = S_IFDIR, .read = fd_isdir_read, .write = fd_isdir_write, \
	.seek = vdir_seek, FD_NO_CHANGE_OPS, .poll = fd_ready_poll,	\
	.ioctl = fd_no_ioctl, .close = vdir_close

/*
 * The drive letter of an NT name, 0 for a share: names a volume cheaply.
 * With DISK_NOACL (perm.h) where a mount says so.
 */
int disk_drive(const struct path *);

struct fifo_id;
int fifo_open(struct file **, struct path *, int flags,
    const struct fifo_id *);
long fifo_peek(struct file *, void *, size_t);

/*
 * What chmod() and its like change, which may lie behind a name that is on no
 * disk (/proc/self/fd/N, /dev/stdin): what is open there, a device, or NULL:
 * p is its name on a disk now.  -EPERM: nothing; -EOPNOTSUPP: a link.
 */
int file_led_to(struct path *, struct file **out);

/* For O_NOFOLLOW: a link in /proc or /dev, for O_PATH only.  -ELOOP. */
int file_open_link_name(struct file **, struct path *, int flags);

/* The text of /dev/fd, /dev/stdin and their like; its length, -EINVAL. */
#define DEV_LINK_SIZE	32
int file_dev_link(const struct path *, char text[DEV_LINK_SIZE]);

/* /proc (proc.c, proc_link.c, proc_node.c). */
int proc_open(struct file **, struct path *, int flags, mode_t mode);
int proc_stat(const struct path *, struct stat *);
long proc_readlink(const struct path *, char *, size_t);
/* Of what is called path: a number of its own, times of now. */
void proc_fill_stat(struct stat *, mode_t, const char *path);

/* Operations of files on disk that other types share. */
int disk_chmod(struct file *, mode_t);
/* Its contents are changed by somebody: it loses its set-id bits. */
void disk_drop_set_id(struct file *);
/* A file's access list has got set-id bits. */
void disk_set_id_given(void);
int disk_utimens(struct file *, const struct timespec[2]);
int disk_statvfs(struct file *, struct statvfs *);

/* POSIX times of utimensat() (UTIME_NOW, UTIME_OMIT) onto a handle. */
int disk_set_times(nt_handle, const struct timespec[2]);
/*
 * Rights that a change of the mode needs of a handle on that drive.
 * disk_chmod_handle(): name decides what mode needs no entry (modes.c).
 */
uint32_t disk_chmod_access(int drive);
int disk_chmod_handle(nt_handle, const char *name, int drive, mode_t);
/* h is new: its mode is this, nothing older. */
void disk_new_mode(nt_handle h, const struct path *, mode_t);
void disk_keep_mode(const char *from, struct path *to, const struct stat *);
/*
 * st_dev of what h is on (volume.c).  p: h was opened by that name, and no
 * link at its end was followed; NULL: not known.
 */
uint32_t disk_device(nt_handle h, int drive, const struct path *p);
/* The same of p, which h was opened by; 0: not known without a handle. */
uint32_t disk_path_device(nt_handle h, const struct path *p);
int disk_device_known(const struct path *p, uint32_t *number);
/*
 * Would a file of that drive and st_dev get to another volume with the name p?
 * Two drives of Wine may lie in one file system, which takes such a name; but
 * modes are kept by st_dev.
 */
int disk_elsewhere(const struct path *p, int drive, uint32_t device);
int disk_statvfs_handle(nt_handle, struct statvfs *);

/*
 * A handle on the same file that may change attributes: the description's
 * own may have been opened for reading only.
 */
int disk_reopen(struct file *, uint32_t access, nt_handle *);

/*
 * Sets the size of a file that is mapped, which -EBUSY has told of; not for a
 * child in place.  -EBUSY: by who cannot be asked to let it go.  resize.c.
 */
int disk_set_size(nt_handle, off_t);
/*
 * For O_TRUNC.  DISK_REOPEN: it is mapped, perhaps by who a child in place is
 * in the place of; that has got a process now, which has no such handle.
 */
#define DISK_REOPEN	1
int disk_truncate_opened(nt_handle);

/*
 * modes.c: permission bits by a file's number and its volume's.  name is its
 * path as far as known (NULL: not at all); write_time in nt may be 0.
 */
int modes_get(const struct nt_stat *, uint32_t device, const char *name,
    mode_t *);
void modes_set(const struct nt_stat *, uint32_t device, const char *name,
    mode_t);
/* 1 if there is one for that number. */
int modes_renamed(uint64_t number, uint32_t device, const char *from,
    const char *to);
void modes_clear(uint64_t number, uint32_t device);
int modes_any(void);
/* Folders that were renamed (moved.c); NULL until the table is mapped. */
struct moves {
	volatile uint32_t count;
	volatile uint32_t owner;	/* of a lock: who is adding one */
};
struct moves *modes_moves(void);
/* from was renamed to to: tells this process and, of a folder, the others. */
void file_moved(const struct path *from, const struct path *to, int is_dir);
int modes_any_set_id(void);		/* is there one with such bits? */
int modes_asked(void);			/* has the table been looked for? */
volatile uint32_t *modes_acl_proof(void);	/* perm.c's word, or NULL */

/*
 * remove.c: names go at once, whoever has the file open.  options is
 * NT_DIRECTORY_FILE or NT_NON_DIRECTORY_FILE.  A rename replaces a file;
 * respell says that both names are one to Windows.
 */
int disk_remove(struct path *, uint32_t options);
int disk_rename(struct path *from, struct path *to, int respell);
/* A file's name went to another one: what has it open keeps its mode. */
void disk_replaced(const struct path *, const struct stat *was);
/* The file has a mode of its own again, whoever has it open. */
void disk_has_mode(struct file *);
/* What is open gets that name, whatever file has it. */
int disk_rename_onto(nt_handle, struct path *to);
/*
 * A handle to rename or delete it by.  Nobody else has such a one meanwhile,
 * if not for longer.
 */
int disk_open_to_delete(nt_handle *, struct path *, uint32_t options);
int disk_open_waiting(nt_handle *, const struct nt_open_args *);

/*
 * exchange.c.  Two names for each other's files, or one for itself in other
 * letters.  volatile uint32_t *modes_exchanges(): odd while that is going on;
 * NULL: not known.
 */
int disk_exchange(struct path *, struct path *);
int disk_respell(nt_handle, const struct path *from, const struct path *to);
volatile uint32_t *modes_exchanges(void);
volatile uint32_t *modes_renames(void);	/* under way; exchange.c */
/*
 * The last file that somebody made at a name which was only away, and that is
 * no more: its number, the count at that time.
 */
struct dropped {
	volatile uint32_t low, high, count;
};
struct dropped *modes_dropped(void);
int disk_exchange_dropped(nt_handle, uint32_t since);
/*
 * For who looked at a name: has there been such a one since the count was
 * told?  Then there is none until disk_exchanges_go_on(), and looking at the
 * path again tells the truth; else NULL.
 */
uint32_t disk_exchange_count(void);
nt_handle disk_exchanges_stop(uint32_t since, struct path *);
void disk_exchanges_go_on(nt_handle);		/* or NULL */
/* For who is going to make a name: the end of one that is going on, if any. */
nt_handle disk_exchanges_await(void);
/*
 * What old is open on loses that name, which will be away until something else
 * has it: who does not find it then waits for the end, as of an exchange, and
 * gives it back should this process be killed.  -EAGAIN if it is to wait: one
 * has been going on for 5 ms, which may need what the caller has open; else it
 * is done unprotected.
 */
int disk_replace_begins(nt_handle old, const struct path *name, int wait,
    nt_handle *journal);
void disk_replace_ends(nt_handle journal);
/*
 * nt_rename() at a time when no exchange is going on, nor begins before its
 * end.
 */
int disk_rename_once(nt_handle, const struct nt_name *to, int replace);

/*
 * inotify_note.c.  Does anybody watch for those events?  Then inotify_note()
 * says that this process has done that; disk_close() is an operation.
 */
volatile uint32_t *modes_watched(void);		/* or NULL */
static inline int
is_watched(uint32_t mask)
{
	volatile uint32_t *watched = modes_watched();

	return watched != NULL && (*watched & mask) != 0;
}
void inotify_note(struct file *, uint32_t mask);
void inotify_note_name(nt_handle, const char *posix, int drive,
    uint32_t mask);
/*
 * Says what is about to be done with a name, to who watches for that; the
 * result, if not 0, is for fd_hint_void() when it was not done.
 */
uint32_t inotify_hint(const struct path *, uint32_t mask);
uint32_t inotify_hint_move(const struct path *from, const struct path *to,
    int is_dir);
/* If f watches, for moved.c: that folder has another name. */
void inotify_moved(struct file *f, const struct nt_name *from,
    const struct nt_name *to);
void disk_close(struct file *);

/*
 * aside.c: names of files that shall have none.  Those of the first two kinds
 * are not listed, and taken away where they are left over.
 */
#define ASIDE_GONE	'g'		/* removed */
#define ASIDE_NAMELESS	't'		/* O_TMPFILE's */
#define ASIDE_BETWEEN	'x'		/* comes back */
#define ASIDE_RUN	'r'		/* run_copy.c */
#define ASIDE_UNITS	36		/* room for one, and a backslash */
/* The kind of such a name that is not to be seen; 0. */
int aside_is_name(const uint16_t *, size_t units);
/* Appends one to a folder's name; the new length in units. */
size_t aside_append(uint16_t *nt, size_t units, char kind);
/* Makes folder p such a name in it. */
int aside_name_in(struct path *p, char kind);
/* One in p's own folder; 0 units if p has none. */
size_t aside_beside(uint16_t nt[PATH_NT_MAX + ASIDE_UNITS],
    const struct path *p, char kind);
/* Gives the open file h (p) such a name. */
int aside_move(nt_handle h, const struct path *p, char kind);
/* Takes them out of a folder that has nothing else: 1, else 0. */
int aside_empty(const struct path *folder);

#endif
