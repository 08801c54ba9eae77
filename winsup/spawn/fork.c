/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/fork.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fd/room.h"
#include "file/room.h"
#include "lib/assert.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "signal/room.h"
#include "spawn/core.h"
#include "spawn/exec.h"
#include "spawn/room.h"
#include "spawn/view.h"
#include "spawn/wait.h"
#include "spawn/watch.h"
#include "thread/room.h"
#include "time/room.h"

KEEP int fork_level;
KEEP struct fork_level *fork_levels[FORK_LEVELS];
KEEP static struct proc_entry *host;	/* the process the children are in */

/* Where memory is put back: not the stack that is put back. */
#define WORK_STACK	((size_t)256 << 10)
KEEP static struct nt_stack_bounds work_stack;
KEEP static struct nt_stack_bounds main_stack;	/* bounds when a child left */

static int
make_work_stack(void)
{
	void *p = NULL;
	int e;

	if (work_stack.base != NULL)
		return 0;
	if ((e = fault("fork.stack")) < 0 ||
	    (e = nt_mem_reserve(NULL, WORK_STACK, &p)) < 0)
		return e;
	if ((e = nt_mem_commit(p, WORK_STACK, NT_MEM_READ |
	    NT_MEM_WRITE)) < 0) {
		nt_mem_release(p);
		return e;
	}
	work_stack.dealloc = work_stack.limit = p;
	work_stack.base = (char *)p + WORK_STACK;
	return 0;
}

/* The block of a level; it is not in the memory that is put back. */
static struct fork_level *
get_level(int n)
{
	size_t size = (sizeof(struct fork_level) + MM_GRANULE - 1) &
	    ~(MM_GRANULE - 1);
	void *p = NULL;

	if (fork_levels[n] == NULL) {
		if (fault("fork.level") < 0 ||
		    nt_mem_reserve(NULL, size, &p) < 0)
			return NULL;
		if (nt_mem_commit(p, size, NT_MEM_READ | NT_MEM_WRITE) < 0) {
			nt_mem_release(p);
			return NULL;
		}
		fork_levels[n] = p;	/* fresh memory is zero */
	}
	return fork_levels[n];
}

/*
 * The parent keeps a reference to each open description, so that the child
 * closes nothing the parent has.
 */
static void
hold(int fd, struct file *f, int fd_flags, void *arg)
{
	struct fork_level *lv = arg;

	for (unsigned i = 0; i < lv->n_held; i++)
		if (lv->held[i] == f)
			return;
	file_ref(f);
	lv->held[lv->n_held++] = f;
}

static void
release_held(struct fork_level *lv)
{
	for (unsigned i = 0; i < lv->n_held; i++)
		file_unref(lv->held[i]);
	lv->n_held = 0;
}

/* What belongs to the description is not the child's own. */
static void
note_states(struct fork_level *lv)
{
	for (unsigned i = 0; i < lv->n_held; i++) {
		struct file *f = lv->held[i];

		lv->held_state[i] = (struct held_state){ f->flags,
		    f->locked, f->inherits, f->shared, f->id };
	}
}

static void
put_states(struct fork_level *lv)
{
	for (unsigned i = 0; i < lv->n_held; i++) {
		struct file *f = lv->held[i];
		const struct held_state *s = &lv->held_state[i];

		f->flags = s->flags;
		f->locked = s->locked;
		f->inherits = s->inherits;
		f->id = s->id;
		if (s->shared == f->shared)
			continue;
		/* Others have got it from the child. */
		f->shared = s->shared;
		fd_share(f, proc_self()->pid);
	}
}

void
fork_let_go(void)
{
	sig_let_go_late(host);
}

#define CORE_FLAG	0x80

/* A signal ends the process: its number is the wait status. */
static void
die_of(int sig, const struct nt_fault *f)
{
	int flag = 0;

	if (sig_leaves_core(sig) && core_leave(sig, f))
		flag = CORE_FLAG;
	spawn_exit(sig | flag, 128 + (uint32_t)sig);
}

void
spawn_init(void)
{
	sig_exit_hook = die_of;
	file_split_hook = args_text;
	children_init();
}

static void
close_clofork(int fd, struct file *f, int fd_flags, void *arg)
{
	if (fd_flags & FD_FLAG_CLOFORK)
		fd_close(fd);
}

/* What POSIX says a child does not have of its parent (XSH fork()). */
static void
begin_child(struct proc_entry *child)
{
	static const struct nt_cpu_times none;

	fd_fork_alone();
	thr_fork_child();
	mm_map_fork_child();
	proc_become(child);
	children_forget_usage();
	time_cpu_begin(&none);
	thr_sync_fork_child();
	fd_forked();
	fd_each(close_clofork, NULL);
	fork_child_hooks();
}

/*
 * Nobody changes what is mapped, for another process, while this one forks;
 * of a child in place its parent does that.
 */
static void
hold_maps(int on)
{
	if (fork_level == 0)
		mm_map_hold(on);
}

/* Once more in the parent: the child has left its place. */
static long
back_in_parent(void)
{
	struct fork_level *lv = fork_levels[fork_level];

	hold_maps(0);
	put_states(lv);
	release_held(lv);
	time_cpu_skip(&lv->cpu);
	if (fork_level > 0)
		watch_child();	/* the child whose child this was */
	else
		sig_let_go(host);
	if (lv->process != NULL)
		children_add(lv->child, lv->process, lv->winpid);
	trace(TRACE_PROCESS, "fork = %d%s", lv->child,
	    lv->process != NULL ? "" : " (it has ended in place)");
	return lv->child;
}

/*
 * A child may have used up the stack: then there is no guard page left that
 * would tell of the next overflow.
 */
#define DEEPER		((ptrdiff_t)64 << 10)

static void
put_stack_back(struct fork_level *lv)
{
	char *was = lv->stack.limit, *is = main_stack.limit;
	struct mm_stack now;

	/* It has left from an alternate stack. */
	if (main_stack.dealloc != lv->stack.dealloc) {
		mm_stack_now(&now);
		is = now.limit;
	}
	if (was - is < DEEPER || mm_stack_shrink(was) < 0)
		lv->stack.limit = is;
}

static void
restore(void *arg)
{
	struct fork_level *lv = arg;

	fd_locks_forget();	/* what it has goes on, or is gone */
	fd_handed_over = lv->process != NULL;
	fd_close_range(0, UINT_MAX, 0);
	fd_handed_over = 0;
	note_states(lv);
	proc_exchange();
	snapshot_restore(&lv->snap);
	proc_exchange();
	mm_arena_pin(fork_level > 0);
	put_stack_back(lv);
	nt_stack_set(&lv->stack);
	nt_context_resume(&lv->context, 1);
}

/* The virtual child is no more here; process, if any, is where it is now. */
static void __attribute__((noreturn))
fork_undo(nt_handle process, uint32_t winpid)
{
	struct fork_level *lv;

	ASSERT(fork_level > 0);
	watch_parent();
	children_leave();
	lv = fork_levels[--fork_level];
	lv->process = process;
	lv->winpid = winpid;
	nt_stack_get(&main_stack);
	nt_call_on_stack(restore, lv, &work_stack);
	__builtin_unreachable();
}

#define ATTEMPTS	5	/* making a process may fail for a moment */

static int
create(const struct nt_context *here, const struct nt_stack_bounds *stack,
    pid_t pid, int stays, nt_handle *process, uint32_t *winpid)
{
	int e = 0, i;

	for (i = 0; i < ATTEMPTS; i++) {
		if (i > 0)
			thr_wait(NULL, 0, 0);
		e = child_create(here, stack, pid, stays, process, winpid);
		if (e == 0)
			break;
		trace(TRACE_PROCESS, "no process for child %d: %d", pid, e);
	}
	return e;
}

/* Threads that fork; a new process has the word as it is at first. */
static void
one_at_a_time(int begin)
{
	KEEP static volatile uint32_t busy;

	if (begin) {
		while (__atomic_exchange_n(&busy, 1, __ATOMIC_ACQUIRE) != 0)
			nt_wait_word(&busy, 1, NT_FOREVER);
	} else {
		__atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
		nt_wake_word(&busy);
	}
}

/* A child that has its own process from the start. */
static long
fork_eager(struct proc_entry *child, const char *why)
{
	struct nt_context here;
	struct nt_stack_bounds stack;
	nt_handle process;
	uint32_t winpid;
	pid_t pid = child->pid;
	int e;

	if (nt_context_save(&here) != 0) {
		begin_child(proc_self());
		sig_new_process();
		return 0;
	}
	nt_stack_get(&stack);
	one_at_a_time(1);
	hold_maps(1);
	sig_hold(proc_self());
	e = create(&here, &stack, pid, 1, &process, &winpid);
	sig_let_go(proc_self());
	hold_maps(0);
	one_at_a_time(0);
	trace(TRACE_PROCESS, "fork = %d (eager: %s): %d", pid, why, e);
	if (e < 0) {
		proc_free(child);
		return e == -ENOMEM ? e : -EAGAIN;
	}
	return pid;
}

static void fork_materialize(const char *why);

static long
fork_in_place(struct fork_level *lv, struct proc_entry *child)
{
	int e;

	lv->child = child->pid;
	lv->process = NULL;
	lv->n_held = 0;
	if (time_cpu_told(&lv->cpu) < 0)
		memset(&lv->cpu, 0, sizeof lv->cpu);
	nt_stack_get(&lv->stack);
	fd_each(hold, lv);
	if (nt_context_save(&lv->context) != 0)
		return back_in_parent();
	hold_maps(1);
	e = snapshot_take(&lv->snap, lv->context.rsp);
	if (e < 0) {
		hold_maps(0);
		release_held(lv);
		proc_free(child);
		return e;
	}
	if (fork_level++ == 0)
		sig_hold(host = proc_self());
	thr_block_hook = fork_materialize;
	mm_arena_pin(1);
	child->state = PROC_VIRTUAL;
	child->winpid = 0;
	trace(TRACE_PROCESS, "fork: child %d runs in place", child->pid);
	begin_child(child);
	watch_child();
	return 0;
}

/* On another stack nothing can be put back. */
static int
on_main_stack(void)
{
	struct nt_stack_bounds s;

	nt_stack_get(&s);
	return (uintptr_t)s.dealloc == MM_STACK_BASE;
}

static int
wants_eager(void)
{
	const char *how = getenv("ISTHMUS_FORK");

	return how != NULL && strcmp(how, "eager") == 0;
}

/*
 * Large private mappings, or many, would have to be copied for each child in
 * place, which most of them never look at.
 */
#define MAPPED_MAX	((size_t)4 << 20)

static int
maps_much(void)
{
	struct mm_region r[FORK_REGIONS / 2];
	int n = mm_map_writable(r, FORK_REGIONS / 2);
	size_t size = 0;

	for (int i = 0; i < n; i++)
		size += r[i].size;
	return n < 0 || size > MAPPED_MAX;
}

/* Why a child cannot run in place, or NULL. */
static const char *
eager_reason(void)
{
	if (wants_eager())
		return "ISTHMUS_FORK";
	if (thr_count() > 1)
		return "threads";
	if (!on_main_stack())
		return "another stack";
	if (maps_much())
		return "large mappings";
	return fork_level == FORK_LEVELS ? "levels" : NULL;
}

/* XSH fork(): EAGAIN (no process, no room in the table), ENOMEM. */
long
spawn_fork(void)
{
	struct proc_entry *child;
	struct fork_level *lv = NULL;
	const char *why;
	int e;

	if ((e = make_work_stack()) < 0 || (e = proc_new(&child)) < 0)
		return e;
	child->maps = mm_map_any_file() ? proc_self()->maps : 0;
	spawn_tell_fork(child);
	if ((why = eager_reason()) == NULL &&
	    (lv = get_level(fork_level)) == NULL)
		why = "memory";
	return why != NULL ? fork_eager(child, why) :
	    fork_in_place(lv, child);
}

struct materializing {
	struct nt_context here;
	struct nt_stack_bounds stack;
	struct nt_cpu_times used;
	nt_handle process;
	uint32_t winpid;
	int error;
};

/* The wait status of a child that cannot be given a process: SIGKILL. */
#define NO_PROCESS	9

/*
 * The running virtual child is about to block: it gets a process of its
 * own, in which this returns, while here its parent goes on.  Does nothing
 * in a real process.
 */
static void
fork_materialize(const char *why)
{
	static const char msg[] =
	    "isthmus: fork: no process could be made for a child\n";
	struct materializing m;

	if (fork_level == 0)
		return;
	if (time_cpu_self(&m.used) < 0)
		memset(&m.used, 0, sizeof m.used);
	if (nt_context_save(&m.here) != 0) {
		time_cpu_begin(&m.used);
		sig_new_process();
		return;
	}
	nt_stack_get(&m.stack);
	m.error = create(&m.here, &m.stack, proc_self()->pid, 0, &m.process,
	    &m.winpid);
	trace(TRACE_PROCESS, "child %d materializes (%s): %d",
	    proc_self()->pid, why, m.error);
	if (m.error == 0)
		fork_undo(m.process, m.winpid);
	platform_write_error(msg, sizeof msg - 1);
	proc_exit(proc_self(), NO_PROCESS);
	fork_undo(NULL, 0);
}

/*
 * The process ends with that wait status; code is what a native parent
 * sees.
 */
void
spawn_exit(int status, uint32_t code)
{
	struct proc_entry *self = proc_self_known();

	sig_core_await();
	if (fork_level == 0 && sig_be_last() && thr_count() > 1)
		sig_await_held();
	/* After an exec: the parent may wait for SIGCHLD alone. */
	if (proc_is_expected())
		self = proc_self();
	trace(TRACE_PROCESS, "ends: %#x", (unsigned)status);
	if (fork_level == 0)
		file_tell_exit();
	if (self != NULL) {
		children_leave_usage(self);
		fd_locks_exit(fork_level > 0);
		spawn_tell_leaving(1);
		proc_exit(self, status);
	}
	if (fork_level > 0) {
		sig_core_end();
		fork_undo(NULL, 0);
	}
	nt_exit_process(code);
}

/*
 * The tiny waiter that is left of a process after an exec, for a parent that
 * is not ours, or one that has no handle to the new process: it passes the
 * exit code on.
 */
static void __attribute__((noreturn))
stay_for_parent(struct proc_entry *self, struct exec_process *x)
{
	uint64_t started = nt_process_started(x->process);
	uint32_t code = 1;

	/* Who ends this one ends the other: its parent knows of no other. */
	sig_let_go(self);
	fd_close_range(0, UINT_MAX, 0);
	mm_map_leave_files();
	children_leave();
	nt_process_wait(x->process, &code);
	proc_lock();
	/* A program that is not ours has not said so itself. */
	if ((self->state == PROC_RUNNING || self->state == PROC_STOPPED) &&
	    self->started == started)
		proc_ended(self, wait_status_of_code(code));
	proc_unlock();
	nt_exit_process(code);
}

/* The program of execve() runs: this process ends, but not the POSIX one. */
static void __attribute__((noreturn))
exec_done(struct proc_entry *self, struct exec_process *x)
{
	/* XSH execve(): nothing else of the process goes on. */
	if (fork_level == 0 && sig_be_last() && thr_count() > 1)
		thr_rest_others();
	fd_locks_exec();
	self->execed = 1;
	thr_sync_done(thr_self());
	if (fork_level > 0)
		fork_undo(x->process, x->winpid);
	fd_handed_over = 1;
	if (children_hand_over(self, x->process) < 0)
		stay_for_parent(self, x);
	file_tell_exit();
	exec_settled(self, x);
	nt_exit_process(0);
}

/* XSH execve(): returns only with an error.  keep is closed. */
static long
execute(const char *path, nt_handle keep, char *const *argv,
    char *const *env)
{
	struct exec_image *x;
	struct exec_process new;
	struct spawn_view *view = NULL;
	struct proc_entry *self;
	int e;

	if (env == NULL)
		env = spawn_no_env;
	x = mm_alloc(sizeof *x);
	self = proc_self();
	if (x == NULL)
		e = -ENOMEM;
	else
		e = self == NULL ? -EAGAIN : exec_resolve(x, NULL, path, argv);
	/* Other threads may close what is to be passed on. */
	if (e == 0 && thr_count() > 1 &&
	    (view = view_new(FD_FLAG_CLOEXEC)) == NULL) {
		exec_release(x);
		e = -ENOMEM;
	}
	if (e == 0) {
		x->keep = keep;
		if (fork_level == 0)
			sig_deaf(1);
		spawn_tell_leaving(0);
		e = exec_start(x, view, env, self, &new);
		if (e < 0)
			spawn_tell_fork(self);
		if (e < 0 && fork_level == 0)
			sig_deaf(0);
		exec_release(x);
	}
	mm_free(x);
	nt_close(keep);
	/* Else it goes with this process. */
	if (e < 0)
		view_free(view);
	if (e == 0)
		exec_done(self, &new);
	return e;
}

long
spawn_execve(const char *path, char *const *argv, char *const *env)
{
	return execute(path, NULL, argv, env);
}

long
spawn_fexecve(struct file *f, char *const *argv, char *const *env)
{
	char path[PATH_MAX];
	nt_handle keep;
	int e;

	if (argv == NULL)
		return -EFAULT;
	e = file_run_copy(f, path, &keep);
	file_unref(f);
	return e < 0 ? e : execute(path, keep, argv, env);
}
