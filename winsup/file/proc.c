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

#include "mm/room.h"

static int
text_stat(struct file *f, struct stat *st)
{
	proc_fill_stat(st, S_IFREG | 0444, f->path);
	return 0;
}

struct opened {
	struct proc_text text;
	off_t at;
};

static void
forget_text(struct file *f)
{
	struct opened *o = f->private;

	f->private = NULL;
	if (o != NULL)
		free(o->text.data);
	mm_free(o);
}

static int
text_of(struct file *f, struct opened **out)
{
	struct proc_subject subject;
	struct opened *o = f->private;
	struct proc_node n;
	int e;

	if (o == NULL) {
		if ((e = proc_parse(&n, f->path)) < 0)
			return e;
		if (!proc_is_text(&n))
			return -EIO;
		memset(&subject, 0, sizeof subject);
		if ((n.pid != 0 &&
		    (e = proc_look_up(n.pid, &subject)) < 0) || (n.tid != 0 &&
		    (e = proc_task(&subject, n.tid, &subject.task)) < 0))
			return e;
		if ((o = mm_zalloc(sizeof *o)) == NULL)
			return -ENOMEM;
		e = n.kind == NODE_TEXT ? n.file->write(&o->text, &subject) :
		    n.kind == NODE_FD_INFO ?
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

static long
text_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return -EBADF;		/* it is open for reading */
}

/* Back at the start the text is written anew when it is read: top wants it. */
static off_t
text_seek(struct file *f, off_t offset, int whence)
{
	struct opened *o;
	int e;

	if (whence == SEEK_SET && offset == 0) {
		forget_text(f);
		return 0;
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
	forget_text(f);
}

int
proc_open(struct file **out, struct path *p, int flags, mode_t mode)
{
	struct opened *o;
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
	    (!dir && (e = text_of(*out, &o)) < 0))
		file_unref(*out);
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
