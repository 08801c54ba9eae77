/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A console as a standard handle: lines in, text out, UTF-8 on our side and
 * UTF-16 on Windows'.  Editing and echo are the console's own; the line
 * discipline comes with tty/.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/console.h"
#include "nt/sync.h"
#include "nt/utf.h"
#include "thread/room.h"

#define UNITS	1024

/*
 * Text that does not end where a call does: input converted but not asked
 * for yet, and the first bytes of a character whose rest comes later.
 */
struct console {
	char in[UNITS * 3];
	size_t in_at, in_filled;
	unsigned char part[4];
	size_t part_len;
	/* A line that a read which was interrupted has left unfinished. */
	uint16_t begun[UNITS];
	size_t n_begun;
	unsigned forks;		/* fd_forks() then: it is not a child's */
};

static struct lock console_lock = LOCK_INIT(LOCK_FILE, "console");

static struct console *
state_of(struct file *f)
{
	struct console *c = f->private;

	if (c == NULL && (c = mm_zalloc(sizeof *c)) != NULL)
		f->private = c;
	return c;
}

/* What was left of a line is used once. */
static size_t
take_begun(struct console *c, uint16_t *line)
{
	size_t n = c->forks == fd_forks() ? c->n_begun : 0;

	memcpy(line, c->begun, n * sizeof *line);
	c->n_begun = 0;
	return n;
}

static void
keep_begun(struct console *c, const uint16_t *line, size_t n)
{
	memcpy(c->begun, line, n * sizeof *line);
	c->n_begun = n;
	c->forks = fd_forks();
}

/*
 * One line from the system.  Its call is made when a key is there: until
 * then the thread rests as in any other wait.  It is woken for a signal, and
 * a later read goes on with the line.  A key that makes a signal ends the
 * call too, also where the signal is not for this process.
 */
static long
read_line(struct file *f, struct console *c, uint16_t line[UNITS])
{
	size_t kept = take_begun(c, line);
	long r;

	thr_may_block();
	do {
		while (kept == 0 && !nt_console_begins_line(f->handle))
			if ((r = thr_wait(&f->handle, 1, NT_FOREVER)) < 0)
				return r;
		if (thr_io_begin_by(nt_console_wake, f->handle) < 0) {
			keep_begun(c, line, kept);
			return -EINTR;
		}
		r = nt_console_read(f->handle, line, UNITS, &kept);
		thr_io_end();
	} while (r == -EINTR || r == -EAGAIN);
	return r;
}

/* Reads a line into c->in: CR LF becomes LF.  >= 0 bytes or -errno. */
static long
fill(struct file *f, struct console *c)
{
	uint16_t line[UNITS];
	size_t n = 0;
	long r = read_line(f, c, line);

	if (r <= 0)
		return r;
	for (long i = 0; i < r; i++)
		if (line[i] != '\r' || i + 1 == r || line[i + 1] != '\n')
			line[n++] = line[i];
	c->in_at = 0;
	c->in_filled = utf_16to8(c->in, sizeof c->in, line, n);
	return (long)c->in_filled;
}

static long
console_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct console *c;
	size_t left;
	long r;

	if (!file_can_read(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if ((c = state_of(f)) == NULL)
		return -ENOMEM;
	if (n == 0)
		return 0;
	if (c->in_at == c->in_filled && (r = fill(f, c)) <= 0)
		return r;
	lock_acquire(&console_lock);
	left = c->in_filled - c->in_at;
	if (n > left)
		n = left;
	memcpy(buf, c->in + c->in_at, n);
	c->in_at += n;
	lock_release(&console_lock);
	return (long)n;
}

/* Bytes at the end of s that begin a character without finishing it. */
static size_t
unfinished(const unsigned char *s, size_t n)
{
	size_t back, need;

	for (back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = s[n - back];

		if ((c & 0xc0) == 0x80)
			continue;
		need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
		return need > back ? back : 0;
	}
	return 0;
}

/* /dev/tty has a handle for each direction. */
static nt_handle
screen_of(const struct file *f)
{
	return f->more[0] != NULL ? f->more[0] : f->handle;
}

/* Writes at most one buffer's worth of s; returns bytes used or -errno. */
static long
put(struct file *f, struct console *c, const unsigned char *s, size_t n)
{
	unsigned char text[UNITS];
	uint16_t wide[UNITS];
	size_t have = c->part_len, used, tail, units;
	long r;

	memcpy(text, c->part, have);
	used = n < sizeof text - have ? n : sizeof text - have;
	memcpy(text + have, s, used);
	have += used;
	tail = unfinished(text, have);
	units = utf_8to16(wide, UNITS, (char *)text, have - tail);
	for (size_t at = 0; at < units; at += (size_t)r)
		if ((r = nt_console_write(screen_of(f), wide + at,
		    units - at)) <= 0)
			return r < 0 ? r : -EIO;
	memcpy(c->part, text + have - tail, tail);
	c->part_len = tail;
	return (long)used;
}

static long
console_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	const unsigned char *s = buf;
	struct console *c;
	size_t done = 0;
	long r;

	if (!file_can_write(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if ((c = state_of(f)) == NULL)
		return -ENOMEM;
	while (done < n) {
		r = put(f, c, s + done, n - done);
		if (r < 0)
			return done > 0 ? (long)done : r;
		done += (size_t)r;
	}
	return (long)done;
}

static int
console_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, 0);
}

/* Text that was read but not asked for yet is input as well. */
static int
console_poll(struct file *f, int events, struct fd_rest *rest)
{
	struct console *c = f->private;
	int ready = events & (POLLOUT | POLLWRNORM);

	if ((events & (POLLIN | POLLRDNORM)) != 0 &&
	    ((c != NULL && c->in_at < c->in_filled) ||
	    nt_console_has_input(f->handle)))
		ready |= events & (POLLIN | POLLRDNORM);
	return ready;
}

static int
window_size(struct file *f, struct winsize *out)
{
	unsigned rows, columns;
	int e = nt_console_size(screen_of(f), &rows, &columns);

	if (e < 0)
		return e;
	memset(out, 0, sizeof *out);
	out->ws_row = (unsigned short)rows;
	out->ws_col = (unsigned short)columns;
	return 0;
}

/* Bytes of the line already read; of one that is not, that it is there. */
static int
console_ioctl(struct file *f, int request, void *arg)
{
	struct console *c = f->private;

	if (request == TIOCGWINSZ)
		return window_size(f, arg);
	if (request != FIONREAD)
		return -ENOTTY;
	if (c != NULL && c->in_at < c->in_filled)
		*(int *)arg = (int)(c->in_filled - c->in_at);
	else
		*(int *)arg = nt_console_has_input(f->handle);
	return 0;
}

static void
console_close(struct file *f)
{
	mm_free(f->private);
	nt_close(f->more[0]);
	nt_close(f->handle);
}

const struct file_ops console_ops = {
	.name = "console",
	.type = S_IFCHR,
	.reads_into = 1,
	.writes_from = 1,
	.read = console_read,
	.write = console_write,
	.seek = fd_no_seek,
	.stat = console_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = fd_any_chmod,
	.utimens = fd_any_utimens,
	.statvfs = fd_no_volume,
	.readdir = fd_no_readdir,
	.poll = console_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = console_ioctl,
	.close = console_close,
};
