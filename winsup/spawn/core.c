/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A core file is called `core' and lies in the current directory, as it does
 * on Linux unless somebody has said otherwise.  It is written as a file
 * without a name, which goes with the process however that ends, and gets
 * its name when it is complete.  So there is never part of one, and never
 * anything is written through a link or to what others can read.
 */
#include "spawn/core.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "fd/room.h"
#include "file/room.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/limits.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/context.h"
#include "nt/dump.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "signal/room.h"
#include "thread/room.h"

struct core {
	struct nt_dump dump;
	struct path path;
	struct stat st;
	char comment[64];
	int result;
};

/* Only a regular file is replaced; the errors are those of the name. */
static int
look_at_old(struct core *c, int *there)
{
	int e;

	*there = 0;
	if ((e = path_resolve(&c->path, NULL, "core")) < 0)
		return e;
	c->path.nofollow = 1;
	if ((e = file_stat(&c->path, &c->st)) == -ENOENT)
		return 0;
	*there = 1;
	return e < 0 ? e : S_ISREG(c->st.st_mode) ? 0 : -EEXIST;
}

static int
give_name(struct core *c, struct file *f)
{
	int e, there;

	if ((e = fault("core.name")) < 0 ||
	    (e = look_at_old(c, &there)) < 0)
		return e;
	if (there && (e = file_unlink(&c->path)) < 0)
		return e;
	if ((e = path_resolve(&c->path, NULL, "core")) < 0)
		return e;
	return file_link_open(f, &c->path);
}

static int
write_core(struct core *c)
{
	struct file *f;
	int e, there;

	if ((e = look_at_old(c, &there)) < 0 ||
	    (e = path_resolve(&c->path, NULL, ".")) < 0 ||
	    (e = fault("core.open")) < 0 ||
	    (e = file_open(&f, &c->path, O_TMPFILE | O_RDWR, 0600)) < 0)
		return e;
	c->dump.file = f->handle;
	if ((e = fault("core.write")) == 0 &&
	    (e = nt_dump_write(&c->dump)) == 0)
		e = give_name(c, f);
	file_unref(f);
	return e;
}

static long
guarded(void *arg)
{
	struct core *c = arg;

	return c->result = write_core(c);
}

static void
on_stack(void *arg)
{
	nt_call_guarded(guarded, arg);
}

#define STACK	((size_t)256 << 10)

/*
 * On a stack of its own, since there may be none left: the room for what is
 * to be done lies at its start.
 */
static int
with_stack(int sig, const struct nt_fault *f)
{
	const struct proc_entry *self = proc_self_known();
	struct nt_stack_bounds b;
	struct core *c;
	void *room = NULL;

	if (nt_mem_reserve(NULL, STACK, &room) < 0)
		return -ENOMEM;
	if (nt_mem_commit(room, STACK, NT_MEM_READ | NT_MEM_WRITE) < 0) {
		nt_mem_release(room);
		return -ENOMEM;
	}
	c = room;
	c->result = -EFAULT;
	c->dump.limit = limits[LIMIT_CORE].soft;
	c->dump.sig = sig;
	c->dump.fault = f;
	nt_stack_get(&c->dump.stack);
	c->dump.thread = nt_self() != NULL ? nt_thread_id() :
	    thr_host_main()->id;
	snprintf(c->comment, sizeof c->comment, "signal %d, process %d", sig,
	    self != NULL ? (int)self->pid : (int)nt_process_id());
	c->dump.comment = c->comment;
	b.dealloc = room;
	b.limit = (char *)room + sizeof *c;
	b.base = (char *)room + STACK;
	nt_call_on_stack(on_stack, c, &b);
	sig = c->result;
	nt_mem_release(room);
	return sig;
}

/* Holds the caller something of the DLL's, which may be what is asked for? */
static int
holds_locks(void)
{
	const struct thread *self = nt_self();

	return self != NULL && self->host->ranks != 0;
}

int
core_leave(int sig, const struct nt_fault *f)
{
	void (*hook)(const char *) = thr_block_hook;
	struct nt_fault here = { .kind = NT_FAULT_NONE };
	int e;

	if (holds_locks()) {
		trace(TRACE_SIGNAL, "no core: amid a call");
		return 0;
	}
	if (!sig_core_begin())
		return 0;
	if (f == NULL) {
		nt_regs_here(&here.regs);
		f = &here;
	}
	/* A child in place stays where it is. */
	thr_block_hook = NULL;
	e = with_stack(sig, f);
	thr_block_hook = hook;
	trace(TRACE_SIGNAL, "core: %d", e);
	return e == 0;
}
