/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Looking into other processes.  What a process knows of itself (descriptors,
 * directory, environment) lies in its own memory, where it costs nothing to
 * keep; who wants to know reads it there.  Both run the same DLL, so its
 * variables lie at the same distance from its image.
 */
#include "proc/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/file.h"
#include "nt/peer.h"
#include "thread/room.h"

/* Odd while fork puts a process' memory back when a child leaves its place. */
KEEP static volatile uint32_t proc_exchanges;

/* Whose memory it is: fork class copy, and so put back with the rest. */
volatile pid_t proc_tenant;

void
proc_exchange(void)
{
	__atomic_add_fetch(&proc_exchanges, 1, __ATOMIC_SEQ_CST);
}

/*
 * The Windows process that a process is in; a child in place is in its
 * parent's.  native: no program of ours.
 */
struct host {
	uint32_t winpid;
	uint64_t started;
	int native;
};

static int
find_host(pid_t pid, struct host *out)
{
	const struct proc_entry *p;

	proc_lock();
	p = proc_find(pid);
	out->native = p != NULL && p->native;
	while (p != NULL && p->state == PROC_VIRTUAL)
		p = proc_find(p->ppid);
	if (p != NULL && (p->state == PROC_NEW || p->state == PROC_DEAD))
		p = NULL;
	if (p != NULL) {
		out->winpid = p->winpid;
		out->started = p->started;
	}
	proc_unlock();
	return p != NULL ? 0 : -ENOENT;
}

int
proc_peek_at(const struct proc_peek *k, const void *there, void *dst,
    size_t n)
{
	return nt_peer_read(k->process, there, dst, n);
}

int
proc_peek_var(const struct proc_peek *k, const void *here, void *dst,
    size_t n)
{
	return nt_peer_read(k->process, (const char *)here + k->shift, dst,
	    n);
}

/* Memory ends with a page, so no more than the rest of one is read. */
long
proc_peek_text(const struct proc_peek *k, const char *there, char *dst,
    size_t size)
{
	size_t n, done = 0;
	char *end;
	int e;

	for (; done < size; done += n) {
		n = 4096 - ((uintptr_t)there + done) % 4096;
		if (n > size - done)
			n = size - done;
		e = nt_peer_read(k->process, there + done, dst + done, n);
		if (e < 0)
			return e;
		if ((end = memchr(dst + done, '\0', n)) != NULL)
			return end - dst;
	}
	return -ENAMETOOLONG;
}

struct tenancy {
	uint32_t exchanges;
	pid_t pid;
};

static int
tenancy_of(const struct proc_peek *k, struct tenancy *out)
{
	int e = proc_peek_var(k, (const void *)&proc_exchanges,
	    &out->exchanges, sizeof out->exchanges);

	return e < 0 ? e : proc_peek_var(k, (const void *)&proc_tenant,
	    &out->pid, sizeof out->pid);
}

/*
 * -EAGAIN: it is not ready, another process' memory is there for a moment, or
 * it changed meanwhile, which is also what an address that leads nowhere is.
 */
static int
attempt(struct proc_peek *k, pid_t pid,
    int (*look)(const struct proc_peek *, void *), void *arg)
{
	struct tenancy before, after;
	int e;

	if (nt_peer_image(k->process, &k->shift) < 0 ||
	    tenancy_of(k, &before) < 0 || before.exchanges % 2 != 0 ||
	    before.pid != pid)
		return -EAGAIN;
	e = look(k, arg);
	if (tenancy_of(k, &after) < 0 || after.pid != pid ||
	    after.exchanges != before.exchanges || e == -EFAULT)
		return -EAGAIN;
	return e;
}

/* About that many ms: a child in place leaves within some 20. */
#define ATTEMPTS	1000

int
proc_peek(pid_t pid, int (*look)(const struct proc_peek *, void *), void *arg)
{
	struct proc_peek k;
	struct host host;
	int e;

	if (proc_self() == NULL)
		return -ENOENT;
	for (unsigned i = 0; i < ATTEMPTS; i++) {
		if ((e = find_host(pid, &host)) < 0)
			return e;
		if (host.native)
			return -EACCES;
		/* A child in place asks for whom it is in the place of. */
		if (host.winpid == proc_winpid()) {
			thr_may_block();
			continue;
		}
		e = nt_peer_open(host.winpid, host.started, &k.process);
		if (e < 0)
			return e == -EPERM ? -EACCES : -ENOENT;
		e = attempt(&k, pid, look, arg);
		nt_close(k.process);
		if (e != -EAGAIN)
			return e;
		proc_pause(64);
	}
	return -EAGAIN;
}

int
proc_host(pid_t pid, uint32_t *winpid, uint64_t *started)
{
	struct host host;
	int e = find_host(pid, &host);

	*winpid = host.winpid;
	*started = host.started;
	return e;
}
