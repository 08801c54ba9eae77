/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc: folders and files made up when they are opened.  A file's text is
 * written as a whole then; a program that inherits the description gets it
 * written anew.  Links (self, exe, cwd, fd/N) are followed on the text of a
 * path, before it is mapped (proc_map()).
 */
#include "file/proc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account/room.h"
#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/fault.h"

enum kind {
	ROOT, PID_DIR, FD_DIR, INFO_DIR, TASK_DIR, TID_DIR, KEY_DIR, NET_DIR,
	SELF_LINK, PID_LINK, FD_LINK, TEXT, FD_INFO, KEY_VALUE
};

struct node {
	enum kind kind;
	pid_t pid, tid;
	int fd;
	const char *link;		/* name of a PID_LINK */
	const struct proc_file *file;
	const char *key;		/* of KEY_*: below /proc/registry */
	const char *rest;		/* what follows it in the path */
};

static const char *const root_folders[] = { "self", "registry", "net" };
#define ROOT_FOLDERS	(int)(sizeof root_folders / sizeof root_folders[0])
static const char *const pid_folders[] = { "fd", "fdinfo", "task" };
#define PID_FOLDERS	(int)(sizeof pid_folders / sizeof pid_folders[0])
static const char *const pid_links[] = { "cwd", "exe", "root" };
#define PID_LINKS	(sizeof pid_links / sizeof pid_links[0])

static pid_t
own_pid(void)
{
	struct proc_entry *p = proc_self();

	return p != NULL ? p->pid : 0;
}

/* Does the component at s have that name? */
static int
is_name(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(s, name, n) == 0;
}

/* A component of digits only; -1. */
static int
number_of(const char *s, size_t n)
{
	int value = 0;

	if (n == 0)
		return -1;
	for (; n > 0; n--, s++)
		if (*s < '0' || *s > '9' ||
		    __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *s - '0', &value))
			return -1;
	return value;
}

static int
find_file(struct node *out, const struct proc_file *list, const char *s,
    size_t n)
{
	for (; list->name != NULL; list++)
		if (is_name(s, n, list->name)) {
			out->kind = TEXT;
			out->file = list;
			return 0;
		}
	return -ENOENT;
}

/* What lies below /proc/PID/fd, or fdinfo. */
static int
parse_fd(struct node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	if ((out->fd = number_of(s, n)) < 0)
		return -ENOENT;
	out->kind = out->kind == FD_DIR ? FD_LINK : FD_INFO;
	out->rest = s + n;
	return 0;
}

/* What lies below /proc/PID/task. */
static int
parse_task(struct node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	if ((out->tid = number_of(s, n)) <= 0)
		return -ENOENT;
	out->kind = TID_DIR;
	if (*(s += n) == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	return find_file(out, proc_pid_files, s, n);
}

/* What lies below /proc/PID. */
static int
parse_pid(struct node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	if (is_name(s, n, "fd") || is_name(s, n, "fdinfo")) {
		out->kind = n == 2 ? FD_DIR : INFO_DIR;
		return parse_fd(out, s + n);
	}
	if (is_name(s, n, "task")) {
		out->kind = TASK_DIR;
		out->rest = "";
		return parse_task(out, s + n);
	}
	for (size_t i = 0; i < PID_LINKS; i++)
		if (is_name(s, n, pid_links[i])) {
			out->kind = PID_LINK;
			out->link = pid_links[i];
			return 0;
		}
	return find_file(out, proc_pid_files, s, n);
}

/* What lies below /proc/net. */
static int
parse_net(struct node *out, const char *s)
{
	size_t n;

	out->kind = NET_DIR;
	out->rest = "";
	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	return find_file(out, proc_net_files, s, n);
}

/* posix is /proc or below, or /dev/fd. */
static int
parse(struct node *out, const char *posix)
{
	struct proc_subject subject;
	const char *s;
	size_t n;
	int e;

	memset(out, 0, sizeof *out);
	out->rest = "";
	if (strncmp(posix, "/dev/fd", 7) == 0) {
		out->kind = FD_DIR;
		out->pid = own_pid();
		return parse_fd(out, posix + 7);
	}
	s = posix + 5;
	out->kind = ROOT;
	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	if (is_name(s, n, "registry")) {
		int r = proc_registry_kind(s + n);

		out->kind = r > 0 ? KEY_DIR : KEY_VALUE;
		out->key = s + n;
		out->rest = "";
		return r < 0 ? r : 0;
	}
	if (is_name(s, n, "self")) {
		out->kind = SELF_LINK;
		return 0;
	}
	if (is_name(s, n, "net"))
		return parse_net(out, s + n);
	if ((out->pid = number_of(s, n)) < 0) {
		out->pid = 0;
		return find_file(out, proc_files, s, n);
	}
	if (proc_look_up(out->pid, &subject) < 0)
		return -ENOENT;
	out->kind = PID_DIR;
	out->rest = "";
	if ((e = parse_pid(out, s + n)) < 0 || out->tid == 0)
		return e;
	return proc_task(&subject, out->tid, &subject.task);
}

/* --- links --- */

static int
is_text(const struct node *n)
{
	return n->kind == TEXT || n->kind == KEY_VALUE || n->kind == FD_INFO;
}

static int
is_link(const struct node *n)
{
	return n->kind == SELF_LINK || n->kind == PID_LINK ||
	    n->kind == FD_LINK;
}

static int
own_fd_text(int fd, char *dst, size_t size)
{
	struct file *f = fd_get_any(fd);
	struct stat st;

	if (f == NULL)
		return -ENOENT;
	proc_fd_text(f->ops, f->path, f->path == NULL &&
	    f->ops->stat(f, &st) == 0 ? &st : NULL, dst, size);
	file_unref(f);
	return 0;
}

/* What it is of another process, and its inode where that tells. */
static int
peer_fd_text(const struct node *n, char *dst, size_t size)
{
	struct fd_seen seen;
	struct stat st;
	int e = proc_peer_fd(n->pid, n->fd, &seen);

	if (e < 0)
		return e;
	proc_fd_text(seen.ops, seen.path, seen.path[0] == '\0' &&
	    proc_peer_fd_stat(n->pid, &seen, &st) == 0 ? &st : NULL, dst,
	    size);
	return 0;
}

static long
read_place(const struct node *n, int self, char *dst, size_t size)
{
	char peer[PATH_MAX];
	int root = strcmp(n->link, "root") == 0;
	long r;

	if (!self) {
		r = proc_peer_place(n->pid, root, peer);
		return r < 0 ? r : (long)strlcpy(dst, peer, size);
	}
	return root ? (long)strlcpy(dst, "/", size) : path_getcwd(dst, size);
}

/* What a link says; the length. */
static long
read_node(const struct node *n, char *dst, size_t size)
{
	struct proc_subject subject;
	int e;

	if (n->kind == SELF_LINK)
		return snprintf(dst, size, "%d", (int)own_pid());
	if (!is_link(n))
		return -EINVAL;
	if ((e = proc_look_up(n->pid, &subject)) < 0)
		return e;
	if (n->kind == PID_LINK)
		return strcmp(n->link, "exe") == 0 ?
		    proc_program(&subject, dst, size) :
		    read_place(n, subject.self, dst, size);
	e = subject.self ? own_fd_text(n->fd, dst, size) :
	    peer_fd_text(n, dst, size);
	return e < 0 ? e : (long)strlen(dst);
}

/*
 * Follows links before the end of a path below /proc.  1: *posix is another
 * path now, 0: it is as it was, -errno.
 */
static int
proc_map(char posix[PATH_MAX], size_t *len)
{
	char target[PATH_MAX], whole[PATH_MAX];
	struct node n;
	long r;
	int used;

	if (parse(&n, posix) < 0 || *n.rest == '\0')
		return 0;
	if (!is_link(&n))
		return is_text(&n) ? -ENOTDIR : 0;
	if ((r = read_node(&n, target, sizeof target)) < 0)
		return (int)r;
	used = snprintf(whole, sizeof whole, "%s%s%s",
	    n.kind == SELF_LINK ? "/proc/" : "", target[1] == '\0' &&
	    target[0] == '/' ? "" : target, n.rest);
	if (used >= (int)sizeof whole)
		return -ENAMETOOLONG;
	memcpy(posix, whole, (size_t)used + 1);
	*len = (size_t)used;
	return 1;
}

void
proc_file_init(void)
{
	path_proc_hook = proc_map;
}

long
proc_readlink(const struct path *p, char *dst, size_t size)
{
	char target[PATH_MAX];
	struct node n;
	long r;
	int e;

	if ((e = parse(&n, p->posix)) < 0)
		return e;
	if ((r = read_node(&n, target, sizeof target)) < 0)
		return r;
	if (n.kind != SELF_LINK && target[0] == '/' &&
	    strcmp(target, "/") != 0 && (r = path_inner(target)) < 0)
		r = (long)strlen(target);	/* lies outside */
	if ((size_t)r > size)
		r = (long)size;
	return nt_move(dst, target, (size_t)r) < 0 ? -EFAULT : r;
}

/* --- what stat() says --- */

static void
fill_stat(struct stat *st, mode_t mode, const char *path)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */

	memset(st, 0, sizeof *st);
	for (; *path != '\0'; path++)
		h = (h ^ (unsigned char)*path) * 1099511628211u;
	st->st_mode = mode;
	st->st_ino = h >> 1 | 1;
	st->st_dev = 2;
	st->st_nlink = S_ISDIR(mode) ? 2 : 1;
	st->st_uid = account_uid();
	st->st_gid = account_gid();
	st->st_blksize = 4096;
	clock_gettime(CLOCK_REALTIME, &st->st_mtim);
	st->st_atim = st->st_ctim = st->st_birthtim = st->st_mtim;
}

/*
 * 1: st says what p is: a link that is not followed, or a descriptor of
 * another process that has no name to go by.
 */
int
proc_stat(const struct path *p, struct stat *st)
{
	struct fd_seen seen;
	struct node n;
	int e, own;

	if ((e = parse(&n, p->posix)) < 0)
		return e;
	own = n.pid == own_pid();
	if (n.kind == FD_LINK && own && fd_get_flags(n.fd) < 0)
		return -ENOENT;
	if (n.kind == FD_LINK && !own) {
		if ((e = proc_peer_fd(n.pid, n.fd, &seen)) < 0)
			return e;
		if (!(p->nofollow && !p->must_be_dir) && seen.path[0] == '\0')
			return (e = proc_peer_fd_stat(n.pid, &seen, st)) < 0 ?
			    e : 1;
	}
	if (!is_link(&n) || !p->nofollow || p->must_be_dir)
		return 0;
	fill_stat(st, S_IFLNK | 0777, p->posix);
	return 1;
}

static int
text_stat(struct file *f, struct stat *st)
{
	fill_stat(st, S_IFREG | 0444, f->path);
	return 0;
}

static int
dir_stat(struct file *f, struct stat *st)
{
	fill_stat(st, S_IFDIR | 0555, f->path);
	return 0;
}

/* --- files --- */

struct opened {
	struct proc_text text;
	off_t at;
};

static int
text_of(struct file *f, struct opened **out)
{
	struct proc_subject subject;
	struct opened *o = f->private;
	struct node n;
	int e;

	if (o == NULL) {
		if ((e = parse(&n, f->path)) < 0)
			return e;
		if (!is_text(&n))
			return -EIO;
		memset(&subject, 0, sizeof subject);
		if ((n.pid != 0 &&
		    (e = proc_look_up(n.pid, &subject)) < 0) || (n.tid != 0 &&
		    (e = proc_task(&subject, n.tid, &subject.task)) < 0))
			return e;
		if ((o = mm_zalloc(sizeof *o)) == NULL)
			return -ENOMEM;
		e = n.kind == TEXT ? n.file->write(&o->text, &subject) :
		    n.kind == FD_INFO ?
		    proc_fdinfo(&o->text, &subject, n.fd) :
		    proc_registry_text(&o->text, n.key);
		if (e == 0 && o->text.failed)
			e = -ENOMEM;
		if (e < 0) {
			free(o->text.data);
			mm_free(o);
			return e;
		}
		f->private = o;
	}
	*out = o;
	return 0;
}

static long
text_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct opened *o;
	off_t at;
	int e;

	if ((e = text_of(f, &o)) < 0)
		return e;
	at = offset < 0 ? o->at : offset;
	if ((size_t)at >= o->text.used)
		return 0;
	if (n > o->text.used - (size_t)at)
		n = o->text.used - (size_t)at;
	memcpy(buf, o->text.data + at, n);
	if (offset < 0)
		o->at += (off_t)n;
	return (long)n;
}

/* Back at the start the text is written anew, as top wants it. */
static off_t
text_seek(struct file *f, off_t offset, int whence)
{
	struct opened *o;
	int e;

	if (whence == SEEK_SET && offset == 0 && (o = f->private) != NULL) {
		f->private = NULL;
		free(o->text.data);
		mm_free(o);
	}
	if ((e = text_of(f, &o)) < 0)
		return e;
	if (whence == SEEK_CUR)
		offset += o->at;
	else if (whence == SEEK_END)
		offset += (off_t)o->text.used;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	return o->at = offset;
}

static void
text_close(struct file *f)
{
	struct opened *o = f->private;

	if (o != NULL)
		free(o->text.data);
	mm_free(o);
}

/* --- folders --- */

struct list_pids {
	int64_t index, wanted;
	pid_t found;
};

static int
next_pid(struct proc_entry *p, void *arg)
{
	struct list_pids *l = arg;
	int64_t slot = p->pid % PROC_SLOTS;

	if (p->state == PROC_NEW || slot < l->wanted || (l->found != 0 &&
	    slot >= l->index) || proc_forget_gone(p))
		return 0;
	l->index = slot;
	l->found = p->pid;
	return 0;
}

/* The first of the list has cookie `first'. */
static int
file_entry(const struct proc_file *list, int64_t first, int64_t *cookie,
    char *name)
{
	const struct proc_file *entry = &list[*cookie - first];

	if (entry->name == NULL)
		return 0;
	strcpy(name, entry->name);
	++*cookie;
	return DT_REG;
}

/* Cookies of processes are their slots, so that they stay in place. */
#define PIDS_FROM	1000

static int
root_entry(int64_t *cookie, char *name)
{
	struct list_pids l = { 0 };
	int64_t i = *cookie - 2;

	if (*cookie < PIDS_FROM) {
		if (i < ROOT_FOLDERS) {
			strcpy(name, root_folders[i]);
			++*cookie;
			return i == 0 ? DT_LNK : DT_DIR;
		}
		if (file_entry(proc_files, 2 + ROOT_FOLDERS, cookie, name) !=
		    0)
			return DT_REG;
		*cookie = PIDS_FROM;
	}
	l.wanted = *cookie - PIDS_FROM;
	if (proc_self() == NULL)
		return 0;
	proc_lock();
	proc_each(next_pid, &l);
	proc_unlock();
	if (l.found == 0)
		return 0;
	snprintf(name, NAME_MAX, "%d", (int)l.found);
	*cookie = PIDS_FROM + l.index + 1;
	return DT_DIR;
}

/* Of a process, or of a thread, which has files only. */
static int
pid_entry(const struct node *n, int64_t *cookie, char *name)
{
	int64_t i = *cookie - 2, first = 2;

	if (n->kind == PID_DIR) {
		if (i < PID_FOLDERS) {
			strcpy(name, pid_folders[i]);
			++*cookie;
			return DT_DIR;
		}
		if ((i -= PID_FOLDERS) < (int64_t)PID_LINKS) {
			strcpy(name, pid_links[i]);
			++*cookie;
			return DT_LNK;
		}
		first += PID_FOLDERS + (int64_t)PID_LINKS;
	}
	return file_entry(proc_pid_files, first, cookie, name);
}

static int
task_entry(const struct node *n, int64_t *cookie, char *name)
{
	struct proc_subject subject;
	pid_t tid;
	int e;

	if ((e = proc_look_up(n->pid, &subject)) < 0 ||
	    (e = proc_next_task(&subject, (pid_t)(*cookie - 2), &tid)) <= 0)
		return e;
	snprintf(name, NAME_MAX, "%d", (int)tid);
	*cookie = (int64_t)tid + 3;
	return DT_DIR;
}

static int
fd_entry(const struct node *n, int64_t *cookie, char *name)
{
	int fd = (int)*cookie - 2;

	if (n->pid != own_pid())
		fd = proc_peer_next_fd(n->pid, fd);
	else
		while (fd < FD_MAX && fd_get_flags(fd) < 0)
			fd++;
	if (fd < 0 || fd >= FD_MAX)
		return fd == -ENOENT || fd >= FD_MAX ? 0 : fd;
	snprintf(name, NAME_MAX, "%d", fd);
	*cookie = fd + 3;
	return n->kind == FD_DIR ? DT_LNK : DT_REG;
}

static int
key_entry(const struct node *n, int64_t *cookie, char *name)
{
	int64_t at = *cookie - 2;
	int is_key, r = proc_registry_entry(n->key, &at, name, &is_key);

	*cookie = at + 2;
	return r <= 0 ? r : is_key ? DT_DIR : DT_REG;
}

static int
dir_readdir(struct file *f, int64_t *cookie, ino_t *ino, unsigned char *type,
    char *name)
{
	char path[2 * PATH_MAX];
	struct stat st;
	struct node n;
	int r;

	if ((r = parse(&n, f->path)) < 0)
		return r == -ENOENT ? 0 : r;
	if (*cookie < 2) {
		strcpy(name, *cookie == 0 ? "." : "..");
		++*cookie;
		r = DT_DIR;
	} else
		r = n.kind == ROOT ? root_entry(cookie, name) :
		    n.kind == PID_DIR || n.kind == TID_DIR ?
		    pid_entry(&n, cookie, name) :
		    n.kind == TASK_DIR ? task_entry(&n, cookie, name) :
		    n.kind == KEY_DIR ? key_entry(&n, cookie, name) :
		    n.kind == NET_DIR ?
		    file_entry(proc_net_files, 2, cookie, name) :
		    fd_entry(&n, cookie, name);
	if (r <= 0)
		return r;
	snprintf(path, sizeof path, "%s/%s", f->path, name);
	fill_stat(&st, 0, path);
	*ino = st.st_ino;
	*type = (unsigned char)r;
	return 1;
}

static off_t
dir_seek(struct file *f, off_t offset, int whence)
{
	return offset == 0 && whence == SEEK_SET ? 0 : -EINVAL;
}

static void
dir_close(struct file *f)
{
}

/* --- open --- */

static int
open_own_name(struct file **out, struct path *p, int fd, int flags,
    mode_t mode)
{
	struct file *f = fd_get_any(fd);
	int e;

	if (f == NULL)
		return -ENOENT;
	e = f->path == NULL ? -ENOENT : S_ISLNK(f->ops->type) ? -ELOOP :
	    path_resolve_outer(p, f->path);
	file_unref(f);
	return e < 0 ? e : file_open(out, p, flags, mode);
}

/* Through the link, whose target is a path or a descriptor. */
static int
open_link(struct file **out, struct path *p, const struct node *n, int flags,
    mode_t mode)
{
	char target[PATH_MAX], whole[PATH_MAX + 8];
	struct fd_seen seen;
	long r;
	int e;

	if (flags & O_NOFOLLOW)
		return -ELOOP;
	if (n->kind == FD_LINK && n->pid == own_pid()) {
		/* What O_PATH has opened is a name, which is opened now. */
		if ((*out = fd_get(n->fd)) == NULL)
			return open_own_name(out, p, n->fd, flags, mode);
		p->device = PATH_DEV_STDIN + n->fd;
		return 0;
	}
	if (n->kind == FD_LINK) {
		if ((e = proc_peer_fd(n->pid, n->fd, &seen)) < 0)
			return e;
		if (seen.path[0] == '\0' && !proc_is_device(seen.ops))
			return proc_peer_fd_open(n->pid, &seen, flags, out);
	}
	if ((r = read_node(n, target, sizeof target)) < 0)
		return (int)r;
	snprintf(whole, sizeof whole, "%s%s", n->kind == SELF_LINK ?
	    "/proc/" : "", target);
	if ((e = path_resolve_outer(p, whole)) < 0)
		return e;
	return file_open(out, p, flags, mode);
}

int
proc_open(struct file **out, struct path *p, int flags, mode_t mode)
{
	struct opened *o;
	struct node n;
	int e, dir;

	if ((e = parse(&n, p->posix)) < 0)
		return e == -ENOENT && (flags & O_CREAT) ? -EACCES : e;
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (is_link(&n))
		return open_link(out, p, &n, flags, mode);
	dir = !is_text(&n);
	if (!dir && (p->must_be_dir || (flags & O_DIRECTORY)))
		return -ENOTDIR;
	if ((flags & O_ACCMODE) != O_RDONLY)
		return dir ? -EISDIR : -EACCES;
	*out = file_new(dir ? &proc_dir_ops : &proc_text_ops, NULL, flags);
	if (*out == NULL)
		return -ENOMEM;
	if ((e = file_set_path(*out, p->posix)) < 0 ||
	    (!dir && (e = text_of(*out, &o)) < 0))
		file_unref(*out);
	return e;
}

const struct file_ops proc_text_ops = {
	.name = "proc",
	.type = S_IFREG,
	.reads_into = 1,
	.read = text_read,
	.write = fd_no_write,
	.seek = text_seek,
	.stat = text_stat,
	FD_NO_FILE_OPS,
	.close = text_close,
};

const struct file_ops proc_dir_ops = {
	.name = "procdir",
	.type = S_IFDIR,
	.read = fd_isdir_read,
	.write = fd_isdir_write,
	.seek = dir_seek,
	.stat = dir_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = fd_no_chmod,
	.utimens = fd_no_utimens,
	.statvfs = fd_no_volume,
	.readdir = dir_readdir,
	.poll = fd_ready_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = fd_no_ioctl,
	.close = dir_close,
};
