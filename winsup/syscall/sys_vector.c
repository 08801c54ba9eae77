/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * readv(), writev() and their kin.  Every call gives EBADF for a number that
 * is not open, EFAULT for memory that is not the program's, and EINVAL for a
 * count out of range or lengths that add up to over SSIZE_MAX.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "file/room.h"
#include "lib/fault.h"
#include "nt/fault.h"

#define GATHERED	65536
#define FEW		8		/* parts that take no memory */

/*
 * Up to that many bytes are written as one: of several writers to a pipe none
 * gets between the parts of one's data (XSH write()), and a file that is
 * appended to has all of a record or nothing, whoever is killed.  Of what is
 * not there a file gets what comes before it, as on Linux.
 */
static long
write_gathered(struct file *f, const struct iovec *iov, int n, size_t total,
    off_t at)
{
	char small[1024], *buf = small;
	size_t done = 0, got;
	long r = 0;

	if (total > sizeof small && (buf = malloc(total)) == NULL)
		return -ENOMEM;
	for (int i = 0; i < n; i++) {
		got = nt_copy(buf + done, iov[i].iov_base, iov[i].iov_len);
		done += got;
		if (got < iov[i].iov_len) {
			r = -EFAULT;
			break;
		}
	}
	if (r == 0 || (done > 0 && f->ops->type != S_IFIFO))
		r = sys_write_file(f, buf, done, at);
	if (buf != small)
		free(buf);
	return r;
}

static size_t
length_of(const struct iovec *iov, int n)
{
	size_t total = 0;

	for (int i = 0; i < n; i++)
		total += iov[i].iov_len;
	return total;
}

/* How to write or read one part. */
static long
transfer_part(struct file *f, const struct iovec *part, off_t at, int writing)
{
	return writing ? sys_write_file(f, part->iov_base, part->iov_len, at) :
	    sys_read_file(f, part->iov_base, part->iov_len, at);
}

/*
 * One part after the other; ends with the first that comes up short.  A
 * failure after data has moved is kept for the next call to meet.
 */
static long
transfer_parts(struct file *f, const struct iovec *iov, int n, off_t at,
    int writing)
{
	long done = 0, r;

	for (int i = 0; i < n; i++) {
		if (iov[i].iov_len == 0)
			continue;
		r = transfer_part(f, &iov[i], at < 0 ? at : at + done,
		    writing);
		if (r < 0)
			return done > 0 ? done : r;
		done += r;
		if ((size_t)r < iov[i].iov_len)
			break;
	}
	return done;
}

/*
 * What may have to be waited for is read in one go: a second read() would wait
 * for more while there is something to return.
 */
static long
read_gathered(struct file *f, const struct iovec *iov, int n, off_t at)
{
	char small[1024], *buf = small;
	size_t room = 0, part, done = 0;
	long r;

	for (int i = 0; i < n; i++) {
		part = nt_reach(iov[i].iov_base, iov[i].iov_len, 1);
		room += part;
		if (part < iov[i].iov_len)
			break;
	}
	if (room == 0)
		return -EFAULT;
	if (room > GATHERED)
		room = GATHERED;
	if (room > sizeof small && (buf = malloc(room)) == NULL)
		return -ENOMEM;
	r = sys_read_file(f, buf, room, at);
	for (int i = 0; r > 0 && done < (size_t)r; i++) {
		part = r - done < iov[i].iov_len ? r - done : iov[i].iov_len;
		nt_copy(iov[i].iov_base, buf + done, part);
		done += part;
	}
	if (buf != small)
		free(buf);
	return r;
}

static long
transfer_vector(struct file *f, const struct iovec *iov, int n, off_t at,
    int writing)
{
	size_t total = length_of(iov, n);
	long e;

	if (writing && n > 1 && total > 0 && total <= GATHERED &&
	    (f->ops->type == S_IFIFO || f->ops == &disk_ops))
		return write_gathered(f, iov, n, total, at);
	if (!writing && n > 1 && total > 0 && f->ops->poll != fd_ready_poll)
		return read_gathered(f, iov, n, at);
	if (f->ops != &disk_ops)
		return transfer_parts(f, iov, n, at, writing);
	if ((e = fault(writing ? "io.write" : "io.read")) < 0)
		return e;
	return writing ? disk_writev(f, iov, n, at) :
	    disk_readv(f, iov, n, at);
}

/* No disk tells whether it would have to be waited for: -EOPNOTSUPP. */
static int
check_nowait(struct file *f, int writing)
{
	struct fd_rest rest = { 0 };

	if (writing || f->ops->type == S_IFREG)
		return -EOPNOTSUPP;
	return f->ops->poll(f, POLLIN, &rest) != 0 ? 0 : -EAGAIN;
}

#define SYNC_FLAGS	(RWF_DSYNC | RWF_SYNC)

static long
write_flagged(struct file *f, const struct iovec *iov, int n, off_t at,
    int flags)
{
	off_t was = -1;
	long r;

	if ((flags & RWF_APPEND) && f->ops->seek != fd_no_seek) {
		if (at >= 0)
			was = f->ops->seek(f, 0, SEEK_CUR);
		at = FILE_AT_END;
	}
	r = transfer_vector(f, iov, n, at, 1);
	if (was >= 0)
		f->ops->seek(f, was, SEEK_SET);
	if (r > 0 && (flags & SYNC_FLAGS))
		f->ops->sync(f);
	return r;
}

static int
check_lengths(const struct iovec *iov, int n)
{
	size_t sum = 0;

	for (int i = 0; i < n; i++)
		if (__builtin_add_overflow(sum, iov[i].iov_len, &sum) ||
		    sum > SSIZE_MAX)
			return -EINVAL;
	return 0;
}

static long
on_file(struct file *f, const struct iovec *iov, int n, off_t at, int flags,
    int writing)
{
	long r = check_lengths(iov, n);

	if (r == 0 && at != -1)
		r = sys_check_position(f, at);
	if (r == 0 && (flags & RWF_NOWAIT))
		r = check_nowait(f, writing);
	if (r < 0)
		return r;
	return writing ? write_flagged(f, iov, n, at, flags) :
	    transfer_vector(f, iov, n, at, 0);
}

/* An offset of -1 is the description's own. */
static long
vector_call(int fd, const struct iovec *theirs, int n, off_t at, int flags,
    int writing)
{
	struct iovec few[FEW], *iov = few;
	struct file *f = fd_get(fd);
	size_t bytes;
	long r = -EINVAL;

	if (f == NULL)
		return -EBADF;
	if (n >= 0 && n <= IOV_MAX) {
		bytes = (size_t)n * sizeof *iov;
		if (n > FEW)
			iov = malloc(bytes);
		r = iov == NULL ? -ENOMEM :
		    nt_move(iov, theirs, bytes) < 0 ? -EFAULT :
		    on_file(f, iov, n, at, flags, writing);
		if (iov != few)
			free(iov);
	}
	file_unref(f);
	return r;
}

/* XSH readv(): as read(), EINVAL. */
long
sys_readv(int fd, const struct iovec *iov, int n)
{
	return vector_call(fd, iov, n, -1, 0, 0);
}

/* XSH writev(): as write(), EINVAL. */
long
sys_writev(int fd, const struct iovec *iov, int n)
{
	return vector_call(fd, iov, n, -1, 0, 1);
}

/* As on Linux and the BSDs: readv() at an offset; EINVAL for one below 0. */
long
sys_preadv(int fd, const struct iovec *iov, int n, off_t at)
{
	return at < 0 ? -EINVAL : vector_call(fd, iov, n, at, 0, 0);
}

long
sys_pwritev(int fd, const struct iovec *iov, int n, off_t at)
{
	return at < 0 ? -EINVAL : vector_call(fd, iov, n, at, 0, 1);
}

/*
 * As on Linux: EOPNOTSUPP for flags that are not known or cannot be had,
 * EAGAIN where RWF_NOWAIT finds nothing to read.
 */
long
sys_preadv2(int fd, const struct iovec *iov, int n, off_t at, int flags)
{
	if ((flags & ~(SYNC_FLAGS | RWF_HIPRI | RWF_NOWAIT)) != 0)
		return -EOPNOTSUPP;
	return vector_call(fd, iov, n, at, flags, 0);
}

long
sys_pwritev2(int fd, const struct iovec *iov, int n, off_t at, int flags)
{
	if ((flags & ~(SYNC_FLAGS | RWF_HIPRI | RWF_NOWAIT | RWF_APPEND)) != 0)
		return -EOPNOTSUPP;
	return vector_call(fd, iov, n, at, flags, 1);
}
