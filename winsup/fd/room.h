/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fd/: open file descriptions and the descriptor table.
 *
 * A `struct file` is POSIX's open file description (XBD 3.242): it is counted
 * by the descriptors that refer to it and by calls in progress, and is closed
 * when the last one lets go.  What it does depends on its type, through
 * `ops`; each type's table is at the end of its file in file/.  A type leaves
 * out no operation: what it does not support comes from fd/defaults.c.
 */
#ifndef ISTHMUS_FD_ROOM_H
#define ISTHMUS_FD_ROOM_H

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <time.h>

#include "nt/types.h"

struct file;

/*
 * What ends the rest of who waits for files that are not ready: that one
 * of these things has changed (proc_notify_bit()), and the time, a reading of
 * nt_clock_monotonic().  Besides, files are asked every few milliseconds.
 */
struct fd_rest {
	uint64_t set;
	int64_t until;
};

/*
 * Operations return >= 0 or -errno.  Offsets are bytes; an offset of -1
 * means the file's own position, which the operation then moves, and
 * FILE_AT_END to write() the same as if O_APPEND were set.
 */
#define FILE_AT_END	((off_t)-2)
#define FD_DIR_START	INT64_MIN

struct file_ops {
	const char *name;
	mode_t type;			/* S_IFREG ... */
	/*
	 * read() and write() reach for the program's memory themselves, which
	 * is looked at before.  Elsewhere the system does, or nobody.
	 */
	unsigned char reads_into, writes_from;
	long (*read)(struct file *, void *, size_t, off_t);
	long (*write)(struct file *, const void *, size_t, off_t);
	off_t (*seek)(struct file *, off_t, int whence);
	int (*stat)(struct file *, struct stat *);
	int (*truncate)(struct file *, off_t);
	int (*sync)(struct file *);
	int (*chmod)(struct file *, mode_t);
	int (*utimens)(struct file *, const struct timespec[2]);
	int (*statvfs)(struct file *, struct statvfs *);
	/*
	 * The next entry of a directory at *cookie (0: the first), which is
	 * moved on.  1 for an entry, 0 at the end.  name holds NAME_MAX + 1.
	 * 0 reads the directory anew, FD_DIR_START begins again with what has
	 * been read.
	 */
	int (*readdir)(struct file *, int64_t *cookie, ino_t *ino,
	    unsigned char *type, char *name);
	/*
	 * Which of events (POLLIN ...) would not block now, and POLLHUP and
	 * POLLERR in any case.  What changes that is added to the rest.
	 */
	int (*poll)(struct file *, int events, struct fd_rest *);
	/* O_NONBLOCK is about to be set or cleared. */
	int (*nonblock)(struct file *, int on);
	/* A request of ioctl() that is the type's own; -ENOTTY. */
	int (*ioctl)(struct file *, int request, void *arg);
	void (*close)(struct file *);
};

#define FILE_MORE	3

struct file {
	volatile int refs;		/* atomic; 0: it is none now */
	const struct file_ops *ops;
	volatile int flags;		/* O_ACCMODE, O_APPEND ... */
	nt_handle handle;		/* of the type; NULL if it needs none */
	char *path;			/* POSIX path, or NULL: it has none */
	void *private;			/* of the type */
	int inherits;			/* a new process may be given handle */
	size_t path_len;
	int drive;			/* 'A'..'Z' of a disk file, or 0 */
	volatile int names_gone;	/* taken away, still counted by NT */
	unsigned gone_pass;		/* of remove.c: last that met this */
	volatile mode_t gone_mode;	/* when its name went; 0: it has one */
	int64_t dir_cookie;		/* posix_getdents() position */
	uint64_t made_in;		/* fd_process_token() of its opener */
	nt_handle more[FILE_MORE];	/* passed on with handle; NULL: none */
	/* What shared.c and lock.c know of it. */
	uint64_t id;			/* of the description; 0: not given */
	unsigned shared;		/* index of what others see; 0: none */
	unsigned shared_ref;		/* this process' note of having it */
	int shared_by;			/* pid that noted it */
	int locked;			/* locks were set by it */
	int identified;			/* the next two are valid */
	uint32_t lock_dev;
	uint64_t lock_ino;
	uint64_t append_ino;		/* of disk.c; 0: not asked */
	volatile int owner;		/* F_SETOWN: a process, -group, 0 */
	struct native_lock *native;	/* of native.c */
	int no_set_id;			/* of disk.c: it has no set-id bits */
	/* For epoll: counts calls; writes that did not write all. */
	volatile uint32_t used, refused;
};

/*
 * A new description with one reference and no path.  NULL: no memory.
 */
struct file *file_new(const struct file_ops *, nt_handle, int flags);
/* Records the path; -ENOMEM. */
int file_set_path(struct file *, const char *posix);
void file_ref(struct file *);
void file_unref(struct file *);		/* closes with the last one */
/* In a copy of a process that has not got the handle: never closes it. */
void file_drop(struct file *);

/* Was it opened for that? */
static inline int
file_can_read(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_WRONLY &&
	    (f->flags & (O_PATH | O_SEARCH)) == 0;
}

static inline int
file_can_write(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_RDONLY && (f->flags & O_PATH) == 0;
}

/* Are these times for utimensat()?  NULL is. */
static inline int
fd_valid_times(const struct timespec times[2])
{
	for (int i = 0; times != NULL && i < 2; i++)
		if (times[i].tv_nsec != UTIME_NOW &&
		    times[i].tv_nsec != UTIME_OMIT &&
		    (times[i].tv_nsec < 0 || times[i].tv_nsec >= 1000000000))
			return 0;
	return 1;
}

/* Defaults for operations a type does not support; each names its errno. */
long fd_no_read(struct file *, void *, size_t, off_t);		/* EINVAL */
long fd_no_write(struct file *, const void *, size_t, off_t);	/* EINVAL */
long fd_isdir_read(struct file *, void *, size_t, off_t);	/* EISDIR */
/* EBADF */
long fd_isdir_write(struct file *, const void *, size_t, off_t);
off_t fd_no_seek(struct file *, off_t, int);			/* ESPIPE */
int fd_no_truncate(struct file *, off_t);			/* EINVAL */
int fd_no_sync(struct file *);					/* EINVAL */
int fd_no_chmod(struct file *, mode_t);			/* EOPNOTSUPP */
int fd_no_utimens(struct file *, const struct timespec[2]); /* the same */
/* 0: what is on no disk keeps neither. */
int fd_any_chmod(struct file *, mode_t);
int fd_any_utimens(struct file *, const struct timespec[2]);	/* EINVAL */
int fd_no_volume(struct file *, struct statvfs *);	/* one without blocks */
int fd_no_readdir(struct file *, int64_t *, ino_t *, unsigned char *,
    char *);							/* ENOTDIR */
int fd_ready_poll(struct file *, int events, struct fd_rest *);	/* always is */
int fd_no_ioctl(struct file *, int, void *);			/* ENOTTY */
int fd_any_nonblock(struct file *, int on);	/* 0: makes no difference */
void fd_close_handle(struct file *);
/* What a type leaves that is on no disk, and is not to be changed. */
#define FD_NO_CHANGE_OPS						\
	.truncate = fd_no_truncate, .sync = fd_no_sync,			\
	.chmod = fd_no_chmod, .utimens = fd_no_utimens,			\
	.statvfs = fd_no_volume, .nonblock = fd_any_nonblock
/* What one leaves that is on no disk, and never makes anybody wait. */
#define FD_NO_FILE_OPS							\
	.truncate = fd_no_truncate, .sync = fd_no_sync,			\
	.chmod = fd_any_chmod, .utimens = fd_any_utimens,		\
	.statvfs = fd_no_volume, .readdir = fd_no_readdir,		\
	.poll = fd_ready_poll, .nonblock = fd_any_nonblock,		\
	.ioctl = fd_no_ioctl
/* A character device that has no disk behind it: number and mode 0666. */
int fd_device_stat(struct file *, struct stat *, unsigned minor);

/* Descriptor flags. */
#define FD_FLAG_CLOEXEC	1
#define FD_FLAG_CLOFORK	2

#define FD_MAX		4096	/* the most descriptors a process can have */

/* RLIMIT_NOFILE: numbers from soft on are not given out. */
struct fd_limits {
	int soft, hard;
};
struct fd_limits fd_get_limits(void);
void fd_set_limits(struct fd_limits);

/*
 * The descriptor table.  fd_get() returns a counted description that
 * file_unref() lets go, NULL if fd is not open, or only stands for a name
 * (O_PATH): those are for calls that say so, fd_get_any().
 */
struct file *fd_get(int fd);
struct file *fd_get_any(int fd);
/* The same, which does not count as a use of the file. */
struct file *fd_peek(int fd);
/* The description's id, given at its first use. */
uint64_t fd_file_id(struct file *);
/*
 * Installs a description under the lowest free number >= least and takes
 * over the caller's reference.  -EMFILE (then the caller keeps it).
 */
int fd_install(struct file *, int least, int fd_flags);
/* Installs under this number, closing what was there.  -EBADF: out of range. */
int fd_install_at(struct file *, int fd, int fd_flags);
int fd_close(int fd);				/* -EBADF */
int fd_get_flags(int fd);			/* FD_FLAG_*, -EBADF */
int fd_set_flags(int fd, int fd_flags);
/* Is there room for one more descriptor?  0 or -EMFILE. */
int fd_check_room(void);
/* Closes or marks close-on-exec first..last. */
int fd_close_range(unsigned first, unsigned last, int cloexec_only);
/* For tests and fork: calls visit for each open descriptor in order. */
void fd_each(void (*visit)(int fd, struct file *, int fd_flags, void *),
    void *);

/*
 * A descriptor of another process, for proc_peek(); ops is one of ours if
 * file_type_index() knows it.
 */
struct fd_seen {
	const struct file_ops *ops;
	int flags, fd_flags;		/* of open(); FD_FLAG_* */
	uint64_t handle;		/* its number there */
	char path[4096];		/* "": it has none */
};
struct proc_peek;
int fd_see(const struct proc_peek *, int fd, struct fd_seen *);	/* -ENOENT */
/* The first one >= from; -ENOENT. */
int fd_see_next(const struct proc_peek *, int from);
int fd_see_limits(const struct proc_peek *, struct fd_limits *);

/*
 * Status flags (F_GETFL): O_APPEND, O_NONBLOCK and such are the
 * description's, also where other processes have it.
 */
int fd_status(struct file *);
void fd_set_status(struct file *, int flags);
void fd_add_status(struct file *, int flags);
/*
 * Among them are what no flag of open() is: that it was made by
 * memfd_create(), and its seals (F_SEAL_*); of typed memory, how mmap() takes
 * it; and whether locks are native, too.
 */
#define FD_SEALABLE	0x08000000
#define FD_MANDATORY	0x10000000	/* F_LCK_MANDATORY */
#define FD_SEAL_SHIFT	4
#define FD_SEALS	(0x1f << FD_SEAL_SHIFT)
#define FD_TYPED_SHIFT	FD_SEAL_SHIFT
#define FD_TYPED	(7 << FD_TYPED_SHIFT)
static inline int
fd_seals(struct file *f)
{
	return f->flags & FD_SEALABLE ?
	    (fd_status(f) & FD_SEALS) >> FD_SEAL_SHIFT : 0;
}
/*
 * The process `with' is about to get the description as well; the result is
 * its shared_ref.  fd_unshare() is file_unref()'s: this process has it no
 * more.
 */
unsigned fd_share(struct file *, pid_t with);
void fd_unshare(struct file *);
/* Does another process have it, so that it is not the end of it here? */
int fd_goes_on(const struct file *);
/*
 * Set while descriptions are closed here that go on in another process: a
 * child in place that has got one, an exec.
 */
extern int fd_handed_over;
/* A number that no other process has at the same time, nor had lately. */
uint64_t fd_process_token(void);

/*
 * Around a write to the end of the file with that number: not every system
 * lets two processes append at once without losing one's data.
 */
void fd_append_begin(uint64_t ino);
void fd_append_end(uint64_t ino);

/* A range of bytes; end is inclusive, INT64_MAX is for ever. */
struct fd_range {
	int type;			/* F_RDLCK, F_WRLCK, F_UNLCK */
	int64_t start, end;
	pid_t pid;			/* out: of the holder, -1 if none */
};

/*
 * Locks (lock.c); ofd: owned by the description, else by the process.
 * -EAGAIN (taken, and not to wait), -EDEADLK, -EINTR, -ENOLCK.
 */
int fd_lock_set(struct file *, const struct fd_range *, int ofd, int wait);
int fd_lock_get(struct file *, struct fd_range *, int ofd);
int fd_flock(struct file *, int type, int wait);	/* -EWOULDBLOCK */
/*
 * The same for native programs (native.c), for descriptions with FD_MANDATORY
 * among their status flags; -ENOTSUP: it overlaps one's own in part.
 * fd_native_type(): of this description's on that very range, F_UNLCK.
 */
int fd_native_set(struct file *, const struct fd_range *, int wait);
int fd_native_type(struct file *, const struct fd_range *);
void fd_native_free(struct file *);
/* Does this process own ranges?  now: from now on, yes. */
int fd_locks_owned(int now);
void fd_locks_forget(void);		/* a forked child owns none */
/* In a child forked by one thread: the others' calls hold nothing. */
void fd_fork_alone(void);
/* Begins a forked child; how many forks lie between it and the first. */
void fd_forked(void);
unsigned fd_forks(void);
void fd_locks_exec(void);		/* FD_FLAG_CLOEXEC is closing */
void fd_locks_exit(int in_place);	/* the process ends */
/* Called with each description that loses a descriptor, if not NULL. */
extern void (*fd_close_hook)(struct file *);

/*
 * Notes of what is done to files (notes.c), for inotify.  A mask is of its
 * events; who listens has a number of his own.  What is to be put should be
 * wanted; fd_notes_take() gives a listener what came since, up to a head
 * that was told, -EOVERFLOW: some of it is lost.  Both ask nobody else.
 */
struct fd_note {
	uint64_t folder;		/* hash of its folder's name */
	uint64_t ino;
	uint32_t dev, mask;
	uint32_t cookie;		/* of a hint, else 0 */
	char name[256];			/* in that folder */
};
/*
 * Which folders and files somebody listens to, by their hash or number, so
 * that others' do not fill the ring.
 */
#define FD_INTERESTS	512
struct fd_interest {
	uint64_t n, of[FD_INTERESTS];
};
uint32_t fd_notes_wanted(void);
void fd_note_put(const struct fd_note *);
/* From now on; mask 0: no more. */
void fd_notes_listen(uint64_t id, uint32_t mask, const struct fd_interest *);
/* Writes what all want together there, in turn with those who listen. */
void fd_notes_agree(volatile uint32_t *watched);
uint32_t fd_notes_head(void);
/*
 * A hint says what is about to be done, before the system tells some of it.
 * fd_hint_find() fills in the oldest of that folder, name and mask (one bit of
 * it is enough) whose number is since or later, and none of used: its number
 * is put into *number, and 1 is the result.  A hint of what was not done is
 * taken back.
 */
int fd_hint_find(struct fd_note *, uint32_t since, const uint32_t *used,
    unsigned n_used, uint32_t *number);
void fd_hint_void(uint32_t cookie);
int fd_notes_take(uint64_t id, uint32_t upto, void (*)(const struct fd_note *,
    void *), void *);

struct pollfd;

/*
 * poll()'s work: fills in revents and returns how many are not 0, waiting
 * until the deadline of nt_clock_monotonic() or NT_FOREVER for the first.
 * -EINTR.
 */
int fd_poll(struct pollfd *, size_t n, int64_t deadline);
/* The same until look(arg) does not give 0. */
int fd_poll_by(int (*look)(void *, struct fd_rest *), void *arg,
    int64_t deadline);

mode_t fd_umask(mode_t);		/* sets, returns the former */
mode_t fd_get_umask(void);

#endif
