/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals: what other rooms may use, and the state they are made of.
 *
 * Terms.  A signal is generated (sig_post), then pending for a thread or for
 * the process while it is blocked, and at last delivered: sig_prepare decides
 * what that means, deliver.c does it.  Sets of signals are uint64_t, signal n
 * being bit n - 1; sigset_t of the target is the same word.
 *
 * state.c is pure: it takes the state it works on and never blocks.  The
 * process' state is guarded by its lock; a thread's mask is changed by the
 * thread itself only.  Source: POSIX.1-2024 XSH 2.4.
 */
#ifndef ISTHMUS_SIGNAL_ROOM_H
#define ISTHMUS_SIGNAL_ROOM_H

#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <ucontext.h>

#include "lib/lock.h"
#include "nt/fault.h"
#include "proc/room.h"
#include "time/room.h"

/*
 * How a signal ends the process, where there is more to it than that
 * (spawn/: the table, a child that runs in place, a core file).  NULL: at
 * once.  The fault that it comes of, or NULL.
 */
extern void (*sig_exit_hook)(int sig, const struct nt_fault *);

struct thread;

#define SIG_MAX		64	/* highest signal number */
#define SIG_FIRST_RT	32	/* from here on signals are queued */
#define SIG_QUEUE_MAX	128	/* entries of the queue: {SIGQUEUE_MAX} */
#define SIG_LIST_END	0xffff

#define sig_bit(n)	((uint64_t)1 << ((n) - 1))
#define sig_valid(n)	((n) >= 1 && (n) <= SIG_MAX)

/* What the default action of a signal is (XBD <signal.h>). */
enum sig_default {
	SIG_DEFAULT_TERMINATE,
	SIG_DEFAULT_CORE,
	SIG_DEFAULT_IGNORE,
	SIG_DEFAULT_STOP,
	SIG_DEFAULT_CONTINUE
};

struct sig_action {
	void *handler;		/* SIG_DFL, SIG_IGN or a function */
	uint64_t mask;
	int flags;		/* SA_* */
};

/* One generated signal; items of one list are in the order of arrival. */
struct sig_item {
	siginfo_t info;
	uint16_t next;
};

/* Signals that wait: the set says which, the list holds what is known. */
struct sig_pending {
	uint64_t set;
	uint16_t first, last;	/* index of items, SIG_LIST_END */
};

struct sig_process {
	struct lock lock;			/* all that follows */
	struct sig_action action[SIG_MAX + 1];
	struct sig_pending pending;
	uint16_t free;				/* list of unused items */
	uint16_t fresh;				/* items never used yet */
	struct sig_item item[SIG_QUEUE_MAX];
	/* Counts signals that have come; whoever waits looks at it. */
	volatile uint32_t posted;
};

struct sig_thread {
	uint64_t mask;			/* the thread itself */
	struct sig_pending pending;	/* the process' lock */
	stack_t alt;			/* the thread itself */
	struct nt_stack_bounds home;	/* while it runs on alt, else 0 */
	int overflow;			/* home's guard page is gone */
	int ends;			/* its fault ends the process */
	uint64_t handled;		/* handlers run; sigsuspend looks */
	uint64_t breaking;		/* those of them without SA_RESTART */
	struct nt_fault fault;		/* between dispatcher and handler */
	struct nt_fault interrupted;	/* the same, of nt_interrupt() */
};

/* What is to be done with a signal taken from the pending ones. */
enum sig_verdict {
	SIG_DO_NOTHING,
	SIG_DO_HANDLER,
	SIG_DO_TERMINATE,
	SIG_DO_STOP
};

struct sig_delivery {
	siginfo_t info;
	struct sig_action action;
	uint64_t old_mask;	/* in force again after the handler */
	int on_alt;		/* the handler asked for the other stack */
};

/* state.c */
void sig_process_init(struct sig_process *);
void sig_thread_init(struct sig_thread *, uint64_t mask);
enum sig_default sig_default_of(int sig);
uint64_t sig_unblockable(void);		/* SIGKILL and SIGSTOP */
int sig_is_ignored(const struct sig_process *, int sig);
int sig_next(uint64_t set);
int sig_post(struct sig_process *, struct sig_pending *, const siginfo_t *,
    int must_queue);
int sig_generate(struct sig_process *, struct sig_thread *,
    struct sig_pending *, const siginfo_t *, int must_queue);
int sig_take(struct sig_process *, struct sig_pending *, uint64_t eligible,
    siginfo_t *);
void sig_discard(struct sig_process *, struct sig_pending *, uint64_t set);
int sig_set_action(struct sig_process *, struct sig_thread *, int sig,
    const struct sig_action *, struct sig_action *old);
int sig_set_mask(struct sig_thread *, int how, const uint64_t *set,
    uint64_t *old);
int sig_set_alt(struct sig_thread *, uintptr_t sp, const stack_t *,
    stack_t *old);
int sig_on_alt(const struct sig_thread *, uintptr_t sp);
enum sig_verdict sig_prepare(struct sig_process *, struct sig_thread *,
    struct sig_delivery *);

/* deliver.c */
struct sig_process *sig_process(void);
struct sig_thread *sig_thread(void);	/* of the calling thread */

/*
 * Generates sig for the calling thread as by raise(): the handler has run
 * when it returns, unless the signal is blocked.  For rooms that must send
 * SIGPIPE and the like before they return an error.
 */
int sig_raise(int sig);

/*
 * Generates the signal info tells of, for the thread (its own pending set) or
 * the process, and delivers what can be delivered.  -EAGAIN if it must be
 * queued and the queue is full, -EINVAL for a signal that does not exist or
 * that this system cannot carry out.
 */
int sig_send_self(const siginfo_t *, int to_thread, int must_queue);

/*
 * The same for another thread of the process; 0 for one that has ended.
 * -ESRCH, -EINVAL, -EAGAIN.
 */
int sig_send_thread(pthread_t, const siginfo_t *, int must_queue);

/* Delivers what is pending and not blocked; returns handlers run. */
unsigned sig_deliver(void);

/* The same in code that was interrupted: handlers may change regs. */
void sig_interrupted(struct nt_regs *regs);

/*
 * A stub's way out when thr_signal_wanted: delivers; 1 if the call, whose
 * result is r, is to be made again.
 */
int sig_at_exit(long r, int restart);

/* Sets the mask and delivers what that has unblocked; see sig_set_mask(). */
int sig_change_mask(int how, const uint64_t *set, uint64_t *old);

/*
 * For wait(): are there signals to be handled before a child that ends is
 * told of?  Only where the call goes on after all of them, and not for
 * SIGCHLD alone.
 */
int sig_comes_first(void);

/* Signals pending for the thread or the process; takes in new ones. */
uint64_t sig_pending_set(void);

/*
 * sigsuspend(): -EINTR after at least one handler has run under mask.
 * sig_accept(): takes a pending signal of set, waiting until the deadline of
 * nt_clock_monotonic(): its number, or -EAGAIN, -EINTR when a handler ran.
 */
int sig_suspend(uint64_t mask);
int sig_accept(uint64_t set, siginfo_t *, int64_t deadline);

pid_t sig_own_pid(void);

/* Calls the handler of a prepared delivery; regs may be NULL. */
void sig_run_handler(struct sig_delivery *, struct nt_regs *regs);

/* The thread left its alternate stack, or is about to, for one at sp. */
void sig_stack_left(uintptr_t sp);

/*
 * What exec leaves of the former program: signals it ignored, and the
 * calling thread's mask.
 */
void sig_inherit(uint64_t ignored, uint64_t blocked);

/* end.c: ends the process as by sig's default action; f: for that fault. */
void sig_terminate(int sig) __attribute__((noreturn));
void sig_terminate_at(int sig, const struct nt_fault *f)
    __attribute__((noreturn));

/* abort(): SIGABRT even when it is blocked, ignored or its handler returns. */
void sig_abort(void) __attribute__((noreturn));

/*
 * Core files.  sig_leaves_core: does that signal leave one, by default and
 * RLIMIT_CORE.  sig_core_begin: the caller is to write it, and ends the
 * process; 0: it was about to already.  Another thread rests for ever there
 * then, as in sig_core_await().  sig_core_end: the process goes on (its child
 * in place does not).  sig_core_limit: RLIMIT_CORE has changed, or was passed
 * on by the former program.
 */
int sig_leaves_core(int sig);
int sig_core_begin(void);
void sig_core_end(void);
void sig_core_await(void);
void sig_core_limit(void);

/*
 * listen.c: signals from outside.
 *
 * sig_mirror: dispositions, or the mask, have changed; the table shall know.
 * sig_mirror_mask: only the calling thread's mask has.
 * sig_collect: takes what other processes and timers have sent into this
 * process' state.
 * sig_listen: others shall be able to interrupt this process; -EAGAIN,
 * -ENOMEM.
 * sig_listens: they are.
 * sig_pass_on: other threads may take what is pending for the process.
 * sig_call: that thread is to look for signals; its list is locked.
 * sig_timer_at: when the listener shall look, a reading of
 * nt_clock_monotonic().
 * sig_fork_child: the running process is a child that has just been forked.
 * sig_new_process: it has got a Windows process of its own.
 * sig_before_exec, sig_after_exec: what a program passes to the next one.
 * sig_deaf: an exec has begun: the bell will be the new program's; 0: it has
 * failed.
 * sig_child_added: this process has one more Windows process as a child.
 */
/* setitimer()'s three and the one of RLIMIT_CPU come first. */
enum {
	SIG_TIMER_REAL, SIG_TIMER_VIRTUAL, SIG_TIMER_PROF, SIG_TIMER_LIMIT,
	SIG_TIMER_FREE
};
struct sig_passed {
	uint64_t pending;
	struct {
		int64_t left, interval;	/* 100 ns; 0: not set */
	} timer[SIG_TIMER_LIMIT];	/* setitimer()'s */
};
void sig_before_exec(struct sig_passed *);
void sig_after_exec(const struct sig_passed *);
void sig_deaf(int on);
void sig_child_added(void);
void sig_mirror(void);
void sig_mirror_mask(void);
void sig_collect(void);
int sig_listen(void);
int sig_listens(void);
void sig_pass_on(void);
void sig_call(struct thread *);
void sig_timer_at(int64_t deadline);
void sig_fork_child(void);
void sig_new_process(void);

/*
 * console.c: this process hears of the console's keys from now on;
 * deaf: it was started with nt_spawn's keys_off.  -errno is no harm: the keys
 * act as they do without.
 */
int sig_console_watch(int deaf);

/*
 * spawn/'s, for the listener: the processes whose end it is to look out for,
 * *more if not all had room; and what it does about one that has ended.
 */
extern unsigned (*sig_children_watch)(nt_handle *, unsigned max, int *more);
extern void (*sig_children_look)(void);

/*
 * send.c: kill() and sigqueue() with info->si_signo, 0 included.  -ESRCH,
 * -EPERM, -EAGAIN, -EINVAL.
 */
int sig_send(pid_t pid, const siginfo_t *info, int must_queue);
/*
 * With the table's lock held: carries out what is pending for p and needs
 * nothing of it, since it has got a Windows process just now.
 */
void sig_settle(struct proc_entry *p);
/*
 * This process, whose entry p is, starts another (which may be to take its
 * place) or has a child in its own: what would end or stop it is only pending
 * from here on, since the other would end or stop with it, or run without
 * being known.  Until it is let go: then it looks by itself, or (late) another
 * of its threads ends it.
 */
void sig_hold(struct proc_entry *p);
void sig_let_go(struct proc_entry *p);
void sig_let_go_late(struct proc_entry *p);
/*
 * The process ends, or another program takes its place: of several threads the
 * first one does it, to whom sig_be_last() gives 1, or 0 if it has been there
 * before.  The others rest for ever, there and in sig_hold(); what they have
 * begun to start comes to be before sig_await_held() is back.
 */
int sig_be_last(void);
int sig_is_ending(void);	/* another thread is the last one */
void sig_await_held(void);
/* With the table's lock held: a terminal's key, for another process. */
void sig_send_key(struct proc_entry *p, int sig);

/* timer.c: timers of the process that send signals. */
#define SIG_TIMERS	(SIG_TIMER_FREE + 32)	/* {TIMER_MAX} */

struct sig_timer {
	volatile int64_t look;	/* when to look at it; NT_FOREVER: not armed */
	struct time_due due;
	int used, notify, overrun;
	clockid_t clock;
	uint32_t tid;			/* SIGEV_THREAD_ID */
	siginfo_t info;
	struct timer_thread *thread;	/* SIGEV_THREAD; syscall/ */
};

int sig_timer_make(clockid_t, int notify, const siginfo_t *);
struct sig_timer *sig_timer_of(long id);	/* NULL: none */
struct sig_timer *sig_itimer(int which);
/* A value in 100 ns; 0 stops it. */
void sig_timer_set(struct sig_timer *, int absolute, int64_t value,
    int64_t interval);
/* What is left, 0: not armed; and its interval. */
int64_t sig_timer_left(const struct sig_timer *, int64_t *interval);
void sig_timer_drop(struct sig_timer *);	/* it is free again */
/* A signal is delivered: if it is a timer's, how often that has overrun. */
void sig_timer_tell(siginfo_t *);
void sig_limit_cpu(void);	/* keeps to limits[LIMIT_CPU] from now on */
int sig_itimer_set(int which, int64_t value, int64_t interval);
void sig_timers_expire(void);
void sig_timers_clear(void);

/* trap.c: faults are to be seen from now on, a handler for one is there. */
int sig_is_fault(int sig);
int sig_watch_faults(void);

/* context.c: the ucontext a handler is given; what it may have changed. */
void sig_context_from(ucontext_t *, const struct sig_thread *,
    uint64_t mask, const struct nt_regs *);
void sig_context_to(const ucontext_t *, struct nt_regs *);

#endif
