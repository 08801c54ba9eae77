/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals read from a descriptor (signalfd(), as on Linux): those that are
 * pending for the process or thread that reads, whoever made the descriptor.
 * Which ones is in a section, so that all who have the description agree.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>

#include "nt/clock.h"
#include "nt/mem.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "signal/room.h"

#define MINOR_SIGNAL	22

static int
mask_map(struct file *f, volatile uint64_t **out)
{
	void *p = NULL;
	int e = nt_section_map(f->handle, &p, sizeof(uint64_t), 0,
	    NT_MEM_READ | NT_MEM_WRITE);

	*out = p;
	return e;
}

static int
mask_of(struct file *f, uint64_t *mask)
{
	volatile uint64_t *p;
	int e = mask_map(f, &p);

	if (e < 0)
		return e;
	*mask = *p;
	nt_section_unmap((void *)p);
	return 0;
}

static void
tell(struct signalfd_siginfo *out, const siginfo_t *in)
{
	memset(out, 0, sizeof *out);
	out->ssi_signo = (uint32_t)in->si_signo;
	out->ssi_errno = in->si_errno;
	out->ssi_code = in->si_code;
	out->ssi_pid = (uint32_t)in->si_pid;
	out->ssi_uid = in->si_uid;
	if (in->si_signo == SIGCHLD) {
		out->ssi_status = in->si_status;
	} else {
		out->ssi_int = in->si_value.sival_int;
		out->ssi_ptr = (uintptr_t)in->si_value.sival_ptr;
	}
}

/*
 * Linux, signalfd(2): EINVAL (no room for one), EAGAIN, EINTR.  Waits for
 * the first, and takes as many as are there.
 */
static long
signalfd_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct signalfd_siginfo *out = buf;
	size_t room = n / sizeof *out, done = 0;
	int64_t deadline = nt_clock_monotonic();
	siginfo_t info;
	uint64_t mask;
	int r;

	if (room == 0)
		return -EINVAL;
	if ((r = mask_of(f, &mask)) < 0)
		return r;
	if (!(fd_status(f) & O_NONBLOCK))
		deadline = NT_FOREVER;
	while (done < room) {
		if ((r = sig_accept(mask, &info, deadline)) < 0)
			break;
		tell(&out[done++], &info);
		deadline = nt_clock_monotonic();
	}
	return done > 0 ? (long)(done * sizeof *out) : r;
}

static int
signalfd_poll(struct file *f, int events, struct fd_rest *rest)
{
	uint64_t mask;

	if (mask_of(f, &mask) < 0)
		return POLLERR;
	rest->set |= proc_notify_bit(proc_notify_signals(sig_own_pid()));
	return sig_pending_set() & mask ? events & (POLLIN | POLLRDNORM) : 0;
}

static int
signalfd_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_SIGNAL);
}

const struct file_ops signalfd_ops = {
	.name = "signalfd",
	.type = S_IFCHR,
	.reads_into = 1,
	.read = signalfd_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = signalfd_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = signalfd_poll,
	.ioctl = fd_no_ioctl,
	.close = fd_close_handle,
};

int
file_signalfd_set(struct file *f, uint64_t mask)
{
	volatile uint64_t *p;
	int e;

	if (f->ops != &signalfd_ops)
		return -EINVAL;
	if ((e = mask_map(f, &p)) < 0)
		return e;
	*p = mask & ~sig_unblockable();
	nt_section_unmap((void *)p);
	return 0;
}

int
file_signalfd(struct file **out, uint64_t mask, int flags)
{
	nt_handle h;
	int e;

	if ((e = nt_section_create(&h, sizeof(uint64_t), 1)) < 0)
		return e;
	if ((*out = file_new(&signalfd_ops, h, O_RDWR | flags)) == NULL) {
		nt_close(h);
		return -ENOMEM;
	}
	if ((e = file_signalfd_set(*out, mask)) < 0)
		file_unref(*out);
	return e;
}
