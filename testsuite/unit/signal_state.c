/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: signal/state.c lib/lock.c lib/assert.c */
/* What is pending, what is delivered next, and in which order. */
#include "unit.h"

#include "signal/room.h"

static struct sig_process p;
static struct sig_thread t;

static siginfo_t
info(int sig, int value)
{
	siginfo_t si;

	memset(&si, 0, sizeof si);
	si.si_signo = sig;
	si.si_value.sival_int = value;
	return si;
}

static void
post(int sig, int value, int must)
{
	siginfo_t si = info(sig, value);

	CHECK_INT(sig_post(&p, &p.pending, &si, must), 0);
}

static void
coalesce_and_queue(void)
{
	siginfo_t si;

	post(SIGUSR1, 1, 0);
	post(SIGUSR1, 2, 0);
	CHECK_INT(sig_take(&p, &p.pending, ~0ULL, &si), SIGUSR1);
	CHECK_INT(si.si_value.sival_int, 1);
	CHECK(sig_take(&p, &p.pending, ~0ULL, &si) <= 0);
	for (int i = 0; i < 5; i++)
		post(40, i, 1);
	post(39, 77, 1);
	CHECK_INT(sig_take(&p, &p.pending, ~0ULL, &si), 39);
	for (int i = 0; i < 5; i++) {
		CHECK_INT(sig_take(&p, &p.pending, ~0ULL, &si), 40);
		CHECK_INT(si.si_value.sival_int, i);
	}
	CHECK(p.pending.set == 0);
}

static void
full_queue(void)
{
	siginfo_t si = info(40, 0);
	int n = 0;

	while (sig_post(&p, &p.pending, &si, 1) == 0)
		CHECK(++n <= SIG_QUEUE_MAX);
	CHECK_INT(n, SIG_QUEUE_MAX);
	CHECK_INT(sig_post(&p, &p.pending, &si, 1), -EAGAIN);
	si = info(SIGUSR2, 0);
	CHECK_INT(sig_post(&p, &p.pending, &si, 0), 0);
	CHECK(p.pending.set & sig_bit(SIGUSR2));
	sig_discard(&p, &p.pending, sig_bit(40));
	CHECK(!(p.pending.set & sig_bit(40)));
	CHECK_INT(sig_take(&p, &p.pending, sig_bit(SIGUSR2), &si), SIGUSR2);
	CHECK(p.pending.set == 0);
	for (int i = 0; i < SIG_QUEUE_MAX; i++)
		post(41, i, 1);
	sig_discard(&p, &p.pending, ~0ULL);
	CHECK(p.pending.set == 0);
}

static void
masks(void)
{
	uint64_t set = ~0ULL, old;

	CHECK_INT(sig_set_mask(&t, SIG_SETMASK, &set, &old), 0);
	CHECK(old == 0);
	CHECK((t.mask & (sig_bit(SIGKILL) | sig_bit(SIGSTOP))) == 0);
	set = sig_bit(SIGINT);
	CHECK_INT(sig_set_mask(&t, SIG_UNBLOCK, &set, NULL), 0);
	CHECK((t.mask & sig_bit(SIGINT)) == 0);
	CHECK_INT(sig_set_mask(&t, 99, &set, NULL), -EINVAL);
	CHECK_INT(sig_set_mask(&t, 99, NULL, &old), 0);
	set = 0;
	CHECK_INT(sig_set_mask(&t, SIG_SETMASK, &set, NULL), 0);
}

static void
order(void)
{
	siginfo_t si;

	post(SIGTERM, 0, 0);
	post(SIGHUP, 0, 0);
	post(SIGSEGV, 0, 0);
	CHECK_INT(sig_take(&p, &p.pending, ~0ULL, &si), SIGSEGV);
	CHECK_INT(sig_take(&p, &p.pending, ~sig_bit(SIGHUP), &si), SIGTERM);
	CHECK_INT(sig_take(&p, &p.pending, ~0ULL, &si), SIGHUP);
	CHECK_INT(sig_next(0), 0);
}

static void
actions(void)
{
	struct sig_action a = { .handler = (void *)SIG_IGN }, old;
	struct sig_delivery d;

	post(SIGUSR1, 0, 0);
	CHECK_INT(sig_set_action(&p, &t, SIGUSR1, &a, &old), 0);
	CHECK(p.pending.set == 0);
	CHECK(sig_is_ignored(&p, SIGUSR1) && sig_is_ignored(&p, SIGCHLD));
	CHECK(!sig_is_ignored(&p, SIGTERM));
	CHECK_INT(sig_set_action(&p, &t, SIGKILL, &a, NULL), -EINVAL);
	CHECK_INT(sig_set_action(&p, &t, 0, &a, NULL), -EINVAL);
	CHECK_INT(sig_set_action(&p, &t, SIG_MAX + 1, &a, NULL), -EINVAL);
	CHECK_INT(sig_set_action(&p, &t, SIGKILL, NULL, &old), 0);
	a.handler = (void *)0x1000;
	a.mask = sig_bit(SIGHUP);
	a.flags = SA_RESETHAND;
	CHECK_INT(sig_set_action(&p, &t, SIGUSR1, &a, NULL), 0);
	post(SIGUSR1, 5, 0);
	CHECK_INT(sig_take(&p, &p.pending, ~t.mask, &d.info), SIGUSR1);
	CHECK_INT(sig_prepare(&p, &t, &d), SIG_DO_HANDLER);
	CHECK(d.action.handler == (void *)0x1000);
	CHECK_INT(d.info.si_value.sival_int, 5);
	CHECK(t.mask & sig_bit(SIGHUP));
	CHECK(p.action[SIGUSR1].handler == (void *)SIG_DFL);
	CHECK(t.mask & sig_bit(SIGUSR1));
	CHECK(d.old_mask == 0);
	t.mask = 0;
	d.info = info(SIGCHLD, 0);
	CHECK_INT(sig_prepare(&p, &t, &d), SIG_DO_NOTHING);
	d.info = info(SIGTERM, 0);
	CHECK_INT(sig_prepare(&p, &t, &d), SIG_DO_TERMINATE);
}

int
main(void)
{
	sig_process_init(&p);
	sig_thread_init(&t, ~0ULL);
	CHECK(!(t.mask & sig_bit(SIGKILL)));
	t.mask = 0;
	coalesce_and_queue();
	full_queue();
	masks();
	order();
	actions();
	CHECK_INT(sig_default_of(SIGCHLD), SIG_DEFAULT_IGNORE);
	CHECK_INT(sig_default_of(SIGSTOP), SIG_DEFAULT_STOP);
	CHECK_INT(sig_default_of(SIGCONT), SIG_DEFAULT_CONTINUE);
	CHECK_INT(sig_default_of(SIGTERM), SIG_DEFAULT_TERMINATE);
	CHECK_INT(sig_default_of(SIGSEGV), SIG_DEFAULT_CORE);
	return (0);
}
