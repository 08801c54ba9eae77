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
extern const struct file_ops link_name_ops;
extern const struct file_ops made_link_ops;
extern const struct file_ops fifo_name_ops;
extern const struct file_ops vdir_ops;
extern const struct file_ops pipe_ops;
extern const struct file_ops fifo_ops;
extern const struct file_ops console_ops;
extern const struct file_ops null_ops;
extern const struct file_ops zero_ops;
extern const struct file_ops full_ops;
extern const struct file_ops random_ops;
extern const struct file_ops urandom_ops;
extern const struct file_ops clipboard_ops;
extern const struct file_ops block_ops;
extern const struct file_ops proc_text_ops;
extern const struct file_ops proc_dir_ops;
extern const struct file_ops timerfd_ops;
extern const struct file_ops inotify_ops;
extern const struct file_ops eventfd_ops;
extern const struct file_ops signalfd_ops;
extern const struct file_ops epoll_ops;
extern const struct file_ops typed_ops;

#define FILE_TYPED_SIZE	((size_t)256 << 20)	/* of its pool */

/* Numbers of types, for processes that pass descriptions on; -1, NULL. */
int file_type_index(const struct file_ops *);
const struct file_ops *file_type(unsigned index);

/*
 * From now on this process lets go of files that it has mapped, while another
 * one makes them shorter: once a file is mapped, and in a copy that fork makes.
 */
void file_await_visits(void);

/* Opens or creates; the umask is applied here, as by mkdir and mkfifo. */
int file_open(struct file **, struct path *, int flags, mode_t mode);

/*
 * Opens the file of that number on the volume that `on' is on, without
 * following it.  -ESTALE: it is gone.
 */
int file_open_number(struct file **, struct file *on, uint64_t number,
    int flags);

struct iovec;
/*
 * Of a file on disk: all of it as one, so that nobody else's data of this
 * process gets between its parts; at the file's end, of no process.
 */
long disk_readv(struct file *, const struct iovec *, int n, off_t);
long disk_writev(struct file *, const struct iovec *, int n, off_t);

/* A description for a handle that the process was born with. */
int file_from_handle(struct file **, nt_handle);

/* A pipe: the end to read from, the end to write to.  -ENOMEM, -EMFILE. */
int file_pipe(struct file *end[2], int flags);
long pipe_capacity(struct file *);		/* -EBADF: no pipe */
#define FIFO_CAPACITY	65536			/* bytes */
/* What a pipe or FIFO has, to be read all the same; -EINVAL: neither. */
long file_peek(struct file *, void *, size_t);

/* Timers; times are valid.  -EINVAL: no such clock, not a timer. */
int file_timerfd(struct file **, clockid_t, int flags);
int file_timerfd_get(struct file *, struct itimerspec *);
int file_timerfd_set(struct file *, int flags, const struct itimerspec *,
    struct itimerspec *old);

/* inotify; -EINVAL also for what is none. */
int file_inotify(struct file **, int flags);
int file_inotify_add(struct file *, struct path *, uint32_t mask);
int file_inotify_remove(struct file *, int wd);
/* Counters; signals, set: -EINVAL if it is none of these. */
int file_eventfd(struct file **, unsigned value, int semaphore, int flags);
int file_signalfd(struct file **, uint64_t mask, int flags);
int file_signalfd_set(struct file *, uint64_t mask);

/*
 * Readiness sets; the errors are those of sys_epoll_ctl() and of
 * sys_epoll_pwait2().  f is fd's.
 */
struct epoll_event;
int file_epoll(struct file **);
int file_epoll_ctl(struct file *set, int op, int fd, struct file *f,
    const struct epoll_event *);
int file_epoll_wait(struct file *set, struct epoll_event *, int max,
    int64_t deadline);

/*
 * A copy of a file that is to be run and has no name any more; it goes with
 * the handle, which processes inherit.  -EACCES: it may not be run.
 */
int file_run_copy(struct file *, char path[PATH_MAX], nt_handle *keep);

/* The process ends, and does not close what it has open. */
void file_tell_exit(void);

/* Makes /proc known to the namespace; once at start-up. */
void proc_file_init(void);
/* Cuts a command line up: its arguments, each terminated; free() it. */
extern char *(*file_split_hook)(const char *line, size_t *bytes);
/*
 * Paths follow what others rename (moved.c): how far this process has got,
 * how far its parent had when it gave it paths; and once at start-up.
 */
uint32_t file_moves_seen(void);
void file_moves_known(uint32_t);
void file_moves_init(void);
/* From now on this process sees what others mount. */
void file_share_mounts(void);
/* One process at a time changes it. */
void file_mounts_lock(void);
void file_mounts_unlock(void);

/* Gives descriptors 0 to 2 the standard handles; once at start-up. */
int file_init_std(void);

/*
 * Calls on names.  A link at the end of the path is followed unless
 * p->nofollow is set or the call is about the name itself; p becomes the path
 * of what was found.
 */
int file_stat(struct path *, struct stat *);
int file_exists(struct path *);			/* 0, -ENOENT ... */
int file_access(struct path *, int mode);
int file_faccess(struct file *, int mode);
int file_mkdir(struct path *, mode_t mode);
int file_mkfifo(struct path *, mode_t mode);
int file_unlink(struct path *);
int file_rmdir(struct path *);
int file_rename(struct path *from, struct path *to, unsigned flags);
int file_link(struct path *from, struct path *to);
int file_link_open(struct file *, struct path *to);
int file_symlink(const char *target, struct path *);
long file_readlink(struct path *, char *, size_t);
int file_chmod(struct path *, mode_t);
int file_chown(struct path *, uid_t, gid_t);
int file_fchown(struct file *, uid_t, gid_t);
/*
 * Access control lists; standard: a folder's list for new files, n 0 if it
 * has none.  Without lists on the volume there is the mode's, and -ENOTSUP for
 * any that is no mode.  -EACCES: standard, and no folder.
 */
struct sd_list;
int file_get_acl(struct path *, int standard, struct sd_list *);
int file_set_acl(struct path *, int standard, const struct sd_list *);
int file_fget_acl(struct file *, struct sd_list *);
int file_fset_acl(struct file *, const struct sd_list *);
int file_truncate(struct path *, off_t);
int file_utimens(struct path *, const struct timespec[2]);
int file_statvfs(struct path *, struct statvfs *);

/*
 * A call on extended attributes, see xattr.h; -EPERM, -ENODATA, and an empty
 * list: what is no file and no folder has none of users'.
 */
struct xattr_call {
	enum { XATTR_GET, XATTR_LIST, XATTR_SET, XATTR_REMOVE } op;
	const char *name;
	const void *in;
	void *out;
	size_t size;
	int flags;
};
long file_xattr(struct file *, const struct xattr_call *);
long file_xattr_path(struct path *, const struct xattr_call *);

#endif
