/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * poll(), ppoll(), select(), pselect() (XSH): what they take and give; the
 * waiting is fd_poll()'s.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <string.h>

#include "fd/room.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "signal/room.h"
#include "syscall/poll.h"

#define NS_PER_SECOND	1000000000

/* Rounded up. */
int
poll_deadline(const struct timespec *length, int64_t *deadline)
{
	int64_t units;

	*deadline = NT_FOREVER;
	if (length == NULL)
		return 0;
	if (length->tv_sec < 0 || length->tv_nsec < 0 ||
	    length->tv_nsec >= NS_PER_SECOND)
		return -EINVAL;
	if (__builtin_mul_overflow((int64_t)length->tv_sec, NT_PER_SECOND,
	    &units) || __builtin_add_overflow(units,
	    (length->tv_nsec + 99) / 100 + nt_clock_monotonic(), deadline))
		*deadline = NT_FOREVER;
	return 0;
}

long
poll_masked(long (*wait)(void *), void *arg, const sigset_t *mask)
{
	uint64_t set, old, before;
	long r;

	if (mask == NULL)
		return wait(arg);
	memcpy(&set, mask, sizeof set);
	before = sig_thread()->handled;
	if ((r = sig_change_mask(SIG_SETMASK, &set, &old)) < 0)
		return r;
	r = sig_thread()->handled != before ? -EINTR : wait(arg);
	if (r == -EINTR)
		sig_deliver();
	sig_change_mask(SIG_SETMASK, &old, NULL);
	return r;
}

struct wait {
	struct pollfd *fds;
	size_t n;
	int64_t deadline;
};

static long
wait_for(void *arg)
{
	struct wait *w = arg;

	return fd_poll(w->fds, w->n, w->deadline);
}

/* XSH ppoll(): EFAULT, EINTR, EINVAL (count over OPEN_MAX, timeout). */
long
sys_ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
    const sigset_t *mask)
{
	struct wait w = { fds, n, 0 };

	if (n > (nfds_t)fd_get_limits().soft ||
	    poll_deadline(timeout, &w.deadline) < 0)
		return -EINVAL;
	if (sys_reach(fds, n * sizeof *fds, 1) < 0)
		return -EFAULT;
	return poll_masked(wait_for, &w, mask);
}

/* XSH poll(): as ppoll(); a negative timeout, in milliseconds, is none. */
long
sys_poll(struct pollfd *fds, nfds_t n, int timeout)
{
	struct timespec length = {
		timeout / 1000, timeout % 1000 * 1000000L
	};

	return sys_ppoll(fds, n, timeout < 0 ? NULL : &length, NULL);
}

/*
 * Programs may have made FD_SETSIZE larger, so sets are as long as the call
 * says, not as the type.
 */
static size_t
size_of_set(int n)
{
	return (size_t)((n + NFDBITS - 1) / NFDBITS) * sizeof(fd_mask);
}

static int
in_set(int fd, const fd_set *s)
{
	return s != NULL && (s->fds_bits[fd / NFDBITS] >> fd % NFDBITS & 1);
}

static void
clear_set(fd_set *s, int n)
{
	if (s != NULL)
		memset(s->fds_bits, 0, size_of_set(n));
}

static int
check_set(const fd_set *s, int n)
{
	return s == NULL ? 0 : sys_reach(s->fds_bits, size_of_set(n), 1);
}

static int
add_to_set(int fd, fd_set *s)
{
	s->fds_bits[fd / NFDBITS] |= (fd_mask)1 << fd % NFDBITS;
	return 1;
}

/* The three sets as poll() has them: entries made. */
static size_t
fds_of_sets(struct pollfd *fds, int n, const fd_set *r, const fd_set *w,
    const fd_set *e)
{
	size_t k = 0;

	for (int fd = 0; fd < n; fd++) {
		int events = (in_set(fd, r) ? POLLIN : 0) |
		    (in_set(fd, w) ? POLLOUT : 0) |
		    (in_set(fd, e) ? POLLPRI : 0);

		if (events != 0)
			fds[k++] = (struct pollfd){ fd, (short)events, 0 };
	}
	return k;
}

static int
has_closed(const struct pollfd *fds, size_t k)
{
	for (size_t i = 0; i < k; i++)
		if (fd_get_flags(fds[i].fd) < 0)
			return 1;
	return 0;
}

/*
 * And back: bits set.  Who has hung up or failed is ready, as its next read
 * or write will not block.
 */
static long
sets_of_fds(const struct pollfd *fds, size_t k, fd_set *r, fd_set *w,
    fd_set *e)
{
	long bits = 0;

	for (size_t i = 0; i < k; i++) {
		int asked = fds[i].events, got = fds[i].revents;

		if ((asked & POLLIN) && (got & (POLLIN | POLLHUP | POLLERR)))
			bits += add_to_set(fds[i].fd, r);
		if ((asked & POLLOUT) && (got & (POLLOUT | POLLERR)))
			bits += add_to_set(fds[i].fd, w);
		if ((asked & POLLPRI) && (got & POLLPRI))
			bits += add_to_set(fds[i].fd, e);
	}
	return bits;
}

#define FEW	64

/* XSH pselect(): EBADF, EFAULT, EINTR, EINVAL (count, timeout), ENOMEM. */
long
sys_pselect(int n, fd_set *r, fd_set *w, fd_set *e,
    const struct timespec *timeout, const sigset_t *mask)
{
	struct pollfd few[FEW], *fds = few;
	struct wait wait = { 0 };
	long ret;

	if (n < 0 || n > FD_MAX || poll_deadline(timeout, &wait.deadline) < 0)
		return -EINVAL;
	if (check_set(r, n) < 0 || check_set(w, n) < 0 || check_set(e, n) < 0)
		return -EFAULT;
	if (n > FEW && (fds = mm_alloc((size_t)n * sizeof *fds)) == NULL)
		return -ENOMEM;
	wait.fds = fds;
	wait.n = fds_of_sets(fds, n, r, w, e);
	ret = has_closed(fds, wait.n) ? -EBADF :
	    poll_masked(wait_for, &wait, mask);
	if (ret >= 0) {
		clear_set(r, n);
		clear_set(w, n);
		clear_set(e, n);
		ret = sets_of_fds(fds, wait.n, r, w, e);
	}
	if (fds != few)
		mm_free(fds);
	return ret;
}

/*
 * XSH select(): as pselect(); the timeout stays as it is.  Programs say
 * 1,500,000 microseconds, as Linux lets them.
 */
long
sys_select(int n, fd_set *r, fd_set *w, fd_set *e, struct timeval *timeout)
{
	struct timespec length;

	if (timeout == NULL)
		return sys_pselect(n, r, w, e, NULL, NULL);
	if (timeout->tv_sec < 0 || timeout->tv_usec < 0)
		return -EINVAL;
	if (__builtin_add_overflow(timeout->tv_sec,
	    timeout->tv_usec / 1000000, &length.tv_sec))
		length.tv_sec = INT64_MAX;
	length.tv_nsec = timeout->tv_usec % 1000000 * 1000;
	return sys_pselect(n, r, w, e, &length, NULL);
}
