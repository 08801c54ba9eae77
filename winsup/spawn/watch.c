/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The limit on a virtual child's time.  While it runs its parent stands
 * still, so one that neither blocks nor ends has to get a process of its
 * own: a loop that waits for its parent would never end.  A thread that is
 * made with the first fork watches; it changes nothing of the POSIX process,
 * and stops the child where it runs the program's own code or the C
 * library's, or when it comes back to that from a call of the DLL.
 */
#include "spawn/watch.h"

#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/sync.h"
#include "spawn/fork.h"
#include "thread/room.h"

#define MS	10000			/* in units of nt_clock_monotonic() */
#define LIMIT	(20 * MS)
#define AGAIN	(2 * MS)		/* it was inside of the DLL just now */
#define TRIES	3			/* then it is met on its way out */
#define MOST	(NT_PER_SECOND)		/* for which its parent cannot end */

/* The child that runs, by a number of its own; 0: none. */
KEEP static volatile uint32_t running;
KEEP static volatile uint32_t idle;	/* the thread sleeps until one comes */
KEEP static uint32_t serial;
KEEP static nt_handle main_thread;
KEEP static uint32_t main_id;
KEEP static volatile uint32_t late;	/* the child that is to be stopped */
KEEP static int failed;

/*
 * The interrupted thread's registers.  Copied to the new process with the
 * rest of memory, where the thread goes on with them.
 */
static struct nt_fault interrupted, returned;

/* 1 if child n runs no more, or goes on elsewhere. */
static int
stop(uint32_t n)
{
	if (running != n)
		return 1;
	memset(&interrupted, 0, sizeof interrupted);
	if (nt_interrupt(main_thread, &interrupted, 1))
		return 1;
	/* Inside of the DLL it looks at this on its way out. */
	__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
	return 0;
}

static int
is_late(void)
{
	return late == running;
}

/*
 * It calls the DLL all the time, or has been in one call for long.  That may
 * be one of the system's that does not end: then its parent can be killed.
 */
static void
stop_at_return(uint32_t n)
{
	int64_t most = nt_clock_monotonic() + MOST;

	late = n;
	while (running == n) {
		nt_interrupt_at_return(&returned, main_id, is_late);
		nt_wait_word(&running, n, nt_clock_monotonic() + 5 * LIMIT);
		if (stop(n))
			break;
		if (nt_clock_monotonic() > most)
			fork_let_go();
	}
}

static void
watch(void)
{
	unsigned tries;
	uint32_t n;
	int64_t deadline;

	for (;;) {
		n = running;
		if (n == 0) {
			__atomic_store_n(&idle, 1, __ATOMIC_SEQ_CST);
			nt_wait_word(&running, 0, NT_FOREVER);
			__atomic_store_n(&idle, 0, __ATOMIC_SEQ_CST);
			continue;
		}
		deadline = nt_clock_monotonic() + LIMIT;
		while (running == n && nt_clock_monotonic() < deadline)
			nt_wait_word(&running, n, deadline);
		for (tries = 0; !stop(n) && tries < TRIES; tries++)
			nt_wait_word(&running, n,
			    nt_clock_monotonic() + AGAIN);
		if (tries == TRIES)
			stop_at_return(n);
		/* Until it has left, or another one has come. */
		while (running == n)
			nt_wait_word(&running, n,
			    nt_clock_monotonic() + LIMIT);
	}
}

/* Without the thread children still run, only longer in place. */
static void
start(void)
{
	main_id = nt_thread_id();
	if (fault("fork.watch") < 0 || nt_thread_handle(&main_thread) < 0 ||
	    nt_thread_start(watch) < 0)
		failed = 1;
}

void
watch_child(void)
{
	if (main_thread == NULL && !failed)
		start();
	if (++serial == 0)
		serial = 1;
	__atomic_store_n(&running, serial, __ATOMIC_SEQ_CST);
	/* Awake it looks by itself, when the last child's time is up. */
	if (__atomic_load_n(&idle, __ATOMIC_SEQ_CST))
		nt_wake_word(&running);
}

void
watch_parent(void)
{
	__atomic_store_n(&running, 0, __ATOMIC_SEQ_CST);
}
