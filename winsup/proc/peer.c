/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Processes as owners of mutexes in shared memory, for the thread room: a
 * process is its pid there, which is not used again soon.
 */
#include "proc/room_impl.h"

#include <errno.h>

#include "nt/file.h"
#include "nt/process.h"
#include "thread/room.h"

static uint32_t
peer_self(void)
{
	const struct proc_entry *p = proc_self();

	return p != NULL ? (uint32_t)p->pid : PROC_INIT;
}

static int
peer_watch(uint32_t number, nt_handle *out)
{
	const struct proc_entry *p;
	uint64_t started = 0;
	uint32_t winpid = 0, code;
	int alive, r;

	if ((r = proc_table_open()) < 0)
		return r;
	proc_lock();
	p = proc_find((pid_t)number);
	alive = p != NULL && p->state != PROC_DEAD;
	if (alive && p->state != PROC_VIRTUAL && p->state != PROC_NEW) {
		winpid = p->winpid;
		started = p->started;
	}
	proc_unlock();
	if (!alive)
		return 0;
	if (winpid == 0)		/* runs in its parent's place */
		return -EAGAIN;
	r = nt_process_open(winpid, started, out);
	if (r == -ESRCH)
		return 0;
	if (r < 0)
		return r;
	if (!nt_process_ended(*out, &code))
		return 1;
	nt_close(*out);
	*out = NULL;
	return 0;
}

const struct thr_peers proc_peers = { peer_self, peer_watch };
