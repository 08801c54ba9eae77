/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How a signal ends the process.  The first thread that is about to leave a
 * core file is the last to do anything: others that would end the process,
 * or start what takes its place, rest until it has.
 */
#include "signal/room.h"

#include "lib/keep.h"
#include "lib/limits.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/room.h"

void (*sig_exit_hook)(int sig, const struct nt_fault *);

/* The thread that writes a core file; 0: none. */
KEEP static volatile uint32_t dumping;

int
sig_leaves_core(int sig)
{
	return limits[LIMIT_CORE].soft != 0 &&
	    sig_default_of(sig) == SIG_DEFAULT_CORE;
}

int
sig_core_begin(void)
{
	uint32_t none = 0, own = nt_thread_id();

	if (__atomic_compare_exchange_n(&dumping, &none, own, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return 1;
	sig_core_await();
	return 0;
}

void
sig_core_end(void)
{
	__atomic_store_n(&dumping, 0, __ATOMIC_SEQ_CST);
}

void
sig_core_await(void)
{
	uint32_t who = dumping;

	while (who != 0 && who != nt_thread_id())
		nt_wait_word(&dumping, who, NT_FOREVER);
}

/* The thread that ends the process; 0: none. */
KEEP static volatile uint32_t last;

int
sig_is_ending(void)
{
	return last != 0 && last != nt_thread_id();
}

int
sig_be_last(void)
{
	uint32_t none = 0, own = nt_thread_id();

	if (__atomic_compare_exchange_n(&last, &none, own, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return 1;
	if (none == own)
		return 0;
	if (proc_self_known() != NULL)
		sig_let_go(proc_self_known());
	for (;;)
		nt_wait_handles(NULL, 0, NT_FOREVER);
}

void
sig_terminate_at(int sig, const struct nt_fault *f)
{
	trace(TRACE_SIGNAL, "killed by signal %d", sig);
	if (sig_exit_hook != NULL)
		sig_exit_hook(sig, f);
	nt_exit_process(128 + (uint32_t)sig);
}

void
sig_terminate(int sig)
{
	sig_terminate_at(sig, NULL);
}

void
sig_abort(void)
{
	uint64_t set = sig_bit(SIGABRT);

	sig_change_mask(SIG_UNBLOCK, &set, NULL);
	sig_raise(SIGABRT);
	sig_terminate(SIGABRT);
}
