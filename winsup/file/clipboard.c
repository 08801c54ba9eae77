/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /dev/clipboard: Windows' clipboard as a file of text in UTF-8.  Lines end
 * in LF here and in CR LF there.  What is read is the text at the first read;
 * all that one description writes is one text, which is in the clipboard
 * after each write.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/clipboard.h"
#include "nt/utf.h"
#include "thread/room.h"

#define MINOR_CLIPBOARD	9
#define TEXT_MAX	((size_t)64 << 20)

/* What was read, or written so far. */
struct text {
	char *s;
	size_t len;
	size_t at;			/* of the next read */
};

static struct lock clipboard_lock = LOCK_INIT(LOCK_FILE, "clipboard");

/* UTF-16 with CR LF to UTF-8 with LF. */
static int
from_clipboard(struct text *t)
{
	uint16_t *wide;
	size_t units, n, to = 0;
	int e;

	if ((e = nt_clipboard_get(&wide, &units)) < 0)
		return e;
	n = utf_16to8(NULL, 0, wide, units);
	if ((t->s = mm_alloc(n + 1)) == NULL) {
		free(wide);
		return -ENOMEM;
	}
	utf_16to8(t->s, n, wide, units);
	free(wide);
	for (size_t i = 0; i < n; i++)
		if (t->s[i] != '\r' || i + 1 == n || t->s[i + 1] != '\n')
			t->s[to++] = t->s[i];
	t->len = to;
	return 0;
}

static int
to_clipboard(const struct text *t)
{
	size_t lines = 0, n = 0, units;
	uint16_t *wide = NULL;
	char *s;
	int e = -ENOMEM;

	for (size_t i = 0; i < t->len; i++)
		lines += t->s[i] == '\n';
	if ((s = malloc(t->len + lines + 1)) == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < t->len; i++) {
		if (t->s[i] == '\n')
			s[n++] = '\r';
		s[n++] = t->s[i];
	}
	units = utf_8to16(NULL, 0, s, n);
	if ((wide = malloc(units * sizeof *wide + 1)) != NULL) {
		utf_8to16(wide, units, s, n);
		e = nt_clipboard_set(wide, units);
	}
	free(wide);
	free(s);
	return e;
}

static void
text_free(struct text *t)
{
	if (t != NULL)
		mm_free(t->s);
	mm_free(t);
}

/*
 * Makes the description's text, unless it is there.  Who appends begins with
 * what is in the clipboard, and so does a program that was given the
 * description by another.
 */
static int
begin(struct file *f, int write)
{
	struct text *t, *none = NULL;
	int e = 0;

	if (f->private != NULL)
		return 0;
	thr_may_block();
	if ((t = mm_zalloc(sizeof *t)) == NULL)
		return -ENOMEM;
	if (!write || (fd_status(f) & O_APPEND) ||
	    f->made_in != fd_process_token())
		e = from_clipboard(t);
	/* Another thread may have been faster. */
	if (e < 0 || !__atomic_compare_exchange_n((struct text **)&f->private,
	    &none, t, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		text_free(t);
	return e;
}

static long
clipboard_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct text *t;
	size_t at;
	int e;

	if (!file_can_read(f))
		return -EBADF;
	if ((e = begin(f, 0)) < 0)
		return e;
	lock_acquire(&clipboard_lock);
	if ((t = f->private) == NULL)
		n = 0;			/* put back to the start just now */
	else {
		at = offset < 0 ? t->at : (size_t)offset;
		if (at > t->len)
			at = t->len;
		if (n > t->len - at)
			n = t->len - at;
		memcpy(buf, t->s + at, n);
		if (offset < 0)
			t->at = at + n;
	}
	lock_release(&clipboard_lock);
	return (long)n;
}

/* Adds to the text, and gives a copy of the whole; with the lock. */
static int
add(struct text *t, const void *buf, size_t n, struct text *copy)
{
	char *more;

	if (n > TEXT_MAX - t->len)
		return -EFBIG;
	if ((more = mm_realloc(t->s, t->len + n)) == NULL)
		return -ENOMEM;
	t->s = more;
	if ((copy->s = mm_alloc(t->len + n)) == NULL)
		return -ENOMEM;
	memcpy(more + t->len, buf, n);
	t->len += n;
	memcpy(copy->s, t->s, t->len);
	copy->len = t->len;
	return 0;
}

static long
clipboard_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	struct text copy = { .s = NULL }, *t;
	int e;

	if (!file_can_write(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if (n == 0)
		return 0;
	if ((e = begin(f, 1)) < 0)
		return e;
	lock_acquire(&clipboard_lock);
	t = f->private;
	e = add(t, buf, n, &copy);
	lock_release(&clipboard_lock);
	if (e < 0)
		return e;
	thr_may_block();
	if ((e = to_clipboard(&copy)) < 0) {
		/* It was not written, unless more was added meanwhile. */
		lock_acquire(&clipboard_lock);
		if (t->len == copy.len)
			t->len -= n;
		lock_release(&clipboard_lock);
	}
	mm_free(copy.s);
	return e < 0 ? e : (long)n;
}

/* Back at the start the clipboard is read anew. */
static off_t
clipboard_seek(struct file *f, off_t offset, int whence)
{
	struct text *t;
	off_t at = 0;

	if (file_can_write(f))
		return -ESPIPE;
	if (offset != 0 || (whence != SEEK_SET && whence != SEEK_CUR))
		return -EINVAL;
	lock_acquire(&clipboard_lock);
	t = f->private;
	if (whence == SEEK_CUR)
		at = t != NULL ? (off_t)t->at : 0;
	else {
		f->private = NULL;
		text_free(t);
	}
	lock_release(&clipboard_lock);
	return at;
}

static int
clipboard_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_CLIPBOARD);
}

static void
clipboard_close(struct file *f)
{
	text_free(f->private);
}

const struct file_ops clipboard_ops = {
	.name = "clipboard",
	.type = S_IFCHR,
	.reads_into = 1,
	.writes_from = 1,
	.read = clipboard_read,
	.write = clipboard_write,
	.seek = clipboard_seek,
	.stat = clipboard_stat,
	FD_NO_FILE_OPS,
	.close = clipboard_close,
};
