/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc: folders and files made up when they are opened.  A file's text is
 * written as a whole then; a program that inherits the description gets it
 * written anew.
 */
#include "file/proc_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lock.h"
#include "mm/room.h"

static int
text_stat(struct file *f, struct stat *st)
{
	proc_fill_stat(st, S_IFREG | 0444, f->path);
	return 0;
}

/*
 * A text once written stays as it is; reads in progress count, and the lock
 * guards which one is the file's, and its position.
 */
struct opened {
	struct proc_text text;
	off_t at;
	int refs;
};
static struct lock text_lock = LOCK_INIT(LOCK_FILE, "proc text");

/* One that has not come to its end yet, or NULL. */
static struct opened *
text_now(struct file *f)
{
	struct opened *o;

	lock_acquire(&text_lock);
	if ((o = f->private) != NULL)
		o->refs++;
	lock_release(&text_lock);
	return o;
}

static void
text_unref(struct opened *o)
{
	int left;

	if (o == NULL)
		return;
	lock_acquire(&text_lock);
	left = --o->refs;
	lock_release(&text_lock);
	if (left > 0)
		return;
	free(o->text.data);
	mm_free(o);
}

/* o is the file's from now on, at the same position; NULL: none is. */
static void
text_set(struct file *f, struct opened *o)
{
	struct opened *was;

	lock_acquire(&text_lock);
	was = f->private;
	if (o != NULL && was != NULL)
		o->at = was->at;
	f->private = o;
	lock_release(&text_lock);
	text_unref(was);
}

static int
text_write_out(struct file *f, struct proc_text *text)
{
	struct proc_subject subject;
	struct proc_node n;
	int e;

	if ((e = proc_parse(&n, f->path)) < 0)
		return e;
	if (!proc_is_text(&n))
		return -EIO;
	memset(&subject, 0, sizeof subject);
	if ((n.pid != 0 && (e = proc_look_up(n.pid, &subject)) < 0) ||
	    (n.tid != 0 &&
	    (e = proc_task(&subject, n.tid, &subject.task)) < 0))
		return e;
	e = n.kind == NODE_TEXT ? n.file->write(text, &subject) :
	    n.kind == NODE_FD_INFO ? proc_fdinfo(text, &subject, n.fd) :
	    proc_registry_text(text, n.key);
	return e == 0 && text->failed ? -ENOMEM : e;
}

/* The caller lets go of it: text_unref(). */
static int
text_of(struct file *f, int anew, struct opened **out)
{
	struct opened *o = anew ? NULL : text_now(f);
	int e;

	if (o == NULL) {
		if ((o = mm_zalloc(sizeof *o)) == NULL)
			return -ENOMEM;
		o->refs = 1;
		if ((e = text_write_out(f, &o->text)) < 0) {
			text_unref(o);
			return e;
		}
		o->refs = 2;
		text_set(f, o);
	}
	*out = o;
	return 0;
}

/* What is read from the start is written anew for that: top wants it. */
static long
text_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct opened *o;
	off_t at;
	int e;

	if ((e = text_of(f, offset == 0, &o)) < 0)
		return e;
	lock_acquire(&text_lock);
	at = offset < 0 ? o->at : offset;
	if (at >= (off_t)o->text.used)
		n = 0;
	else if (n > o->text.used - (size_t)at)
		n = o->text.used - (size_t)at;
	if (offset < 0)
		o->at += (off_t)n;
	lock_release(&text_lock);
	if (n > 0)
		memcpy(buf, o->text.data + at, n);
	text_unref(o);
	return (long)n;
}

static long
text_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return -EBADF;		/* it is open for reading */
}

static off_t
text_seek(struct file *f, off_t offset, int whence)
{
	struct opened *o;
	int e;

	if (whence == SEEK_SET && offset == 0) {
		text_set(f, NULL);
		return 0;
	}
	if (whence < SEEK_SET || whence > SEEK_END)
		return -EINVAL;
	if ((e = text_of(f, 0, &o)) < 0)
		return e;
	lock_acquire(&text_lock);
	if (whence == SEEK_CUR)
		offset += o->at;
	else if (whence == SEEK_END)
		offset += (off_t)o->text.used;
	if (offset < 0)
		offset = -EINVAL;
	else
		o->at = offset;
	lock_release(&text_lock);
	text_unref(o);
	return offset;
}

static void
text_close(struct file *f)
{
	text_set(f, NULL);
}

int
proc_open(struct file **out, struct path *p, int flags, mode_t mode)
{
	struct opened *o = NULL;
	struct proc_node n;
	int e, dir;

	if ((e = proc_parse(&n, p->posix)) < 0)
		return e == -ENOENT && (flags & O_CREAT) ? -EACCES : e;
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (proc_is_link(&n))
		return proc_open_link(out, p, &n, flags, mode);
	dir = !proc_is_text(&n);
	if (!dir && (p->must_be_dir || (flags & O_DIRECTORY)))
		return -ENOTDIR;
	if ((flags & O_ACCMODE) != O_RDONLY)
		return dir ? -EISDIR : -EACCES;
	*out = file_new(dir ? &proc_dir_ops : &proc_text_ops, NULL, flags);
	if (*out == NULL)
		return -ENOMEM;
	if ((e = file_set_path(*out, p->posix)) < 0 ||
	    (!dir && (e = text_of(*out, 0, &o)) < 0))
		file_unref(*out);
	text_unref(o);
	return e;
}

const struct file_ops proc_text_ops = {
	.name = "proc",
	.type = S_IFREG,
	.reads_into = 1,
	.read = text_read,
	.write = text_write,
	.seek = text_seek,
	.stat = text_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = fd_ready_poll,
	.ioctl = fd_no_ioctl,
	.close = text_close,
};
