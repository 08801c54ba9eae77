/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getcontext, setcontext, makecontext, swapcontext (SUSv3): a context has its
 * registers, its floating-point environment and its signal mask; the one of
 * uc_link follows when its function returns.
 */
#include "test.h"

#include <fenv.h>
#include <signal.h>
#include <stdint.h>
#include <ucontext.h>

#define STACK	(64 * 1024)

static ucontext_t home, one, two;
static char stack_one[STACK], stack_two[STACK];
static char log_text[64];

static void
note(char c)
{
	size_t n = strlen(log_text);

	log_text[n] = c;
	log_text[n + 1] = '\0';
}

static int
is_on(const char *stack)
{
	const char *here = __builtin_frame_address(0);

	return here > stack && here < stack + STACK;
}

static void
make(ucontext_t *uc, char *stack, ucontext_t *link)
{
	CHECK_OK(getcontext(uc) == 0);
	uc->uc_stack.ss_sp = stack;
	uc->uc_stack.ss_size = STACK;
	uc->uc_link = link;
}

/* The same getcontext() returns once more. */
static void
returns_again(void)
{
	volatile int times = 0;
	volatile double kept = 1.5;
	ucontext_t uc;

	CHECK_INT(getcontext(&uc), 0);
	CHECK(kept == 1.5);
	if (++times < 3)
		setcontext(&uc);
	CHECK_INT(times, 3);
}

static void
ping(void)
{
	double x = 0.25;
	int i;

	CHECK(is_on(stack_one));
	for (i = 0; i < 3; i++) {
		note('a');
		x *= 2;
		CHECK(swapcontext(&one, &two) == 0);
	}
	CHECK(x == 2);
	note('A');
}

static void
pong(void)
{
	CHECK(is_on(stack_two));
	for (;;) {
		note('b');
		CHECK(swapcontext(&two, &one) == 0);
	}
}

static void
take_turns(void)
{
	log_text[0] = '\0';
	make(&one, stack_one, &home);
	makecontext(&one, ping, 0);
	make(&two, stack_two, NULL);
	makecontext(&two, pong, 0);
	CHECK(swapcontext(&home, &one) == 0);
	CHECK(!is_on(stack_one) && !is_on(stack_two));
	CHECK_STR(log_text, "abababA");
}

static int got[9];

static void
nine(int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
	int all[9] = { a, b, c, d, e, f, g, h, i };
	char room[64];

	CHECK(((uintptr_t)__builtin_frame_address(0) & 7) == 0);
	memcpy(got, all, sizeof got);
	/* Needs an aligned stack. */
	snprintf(room, sizeof room, "%.2f", 2.5 * a);
	CHECK_STR(room, "2.50");
}

static void
two_halves(unsigned high, unsigned low)
{
	char *p = (char *)((uintptr_t)high << 32 | low);

	strcpy(p, "there");
}

static void
arguments(void)
{
	static char at[8];
	int i;

	make(&one, stack_one, &home);
	makecontext(&one, (void (*)(void))nine, 9, 1, 2, 3, 4, 5, 6, -7, 8, 9);
	CHECK(swapcontext(&home, &one) == 0);
	for (i = 0; i < 9; i++)
		CHECK_INT(got[i], i == 6 ? -7 : i + 1);
	make(&one, stack_one, &home);
	makecontext(&one, (void (*)(void))two_halves, 2,
	    (unsigned)((uintptr_t)at >> 32), (unsigned)(uintptr_t)at);
	CHECK(swapcontext(&home, &one) == 0);
	CHECK_STR(at, "there");
}

static void
end_quietly(void)
{
	note('1');
}

static void
end_loudly(void)
{
	note('2');
}

static void
links(void)
{
	log_text[0] = '\0';
	make(&two, stack_two, &home);
	makecontext(&two, end_loudly, 0);
	make(&one, stack_one, &two);
	makecontext(&one, end_quietly, 0);
	CHECK(swapcontext(&home, &one) == 0);
	CHECK_STR(log_text, "12");
}

static volatile int handled;

static void
on_signal(int sig)
{
	handled++;
}

static void
blocks_and_rounds(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fesetround(FE_DOWNWARD);
	raise(SIGUSR1);
	CHECK_INT(handled, 0);
	/* Back where it is not blocked, it comes. */
	CHECK(swapcontext(&one, &home) == 0);
	CHECK_INT(handled, 1);
	CHECK_INT(fegetround(), FE_DOWNWARD);
	sigprocmask(SIG_BLOCK, NULL, &set);
	CHECK(sigismember(&set, SIGUSR1) == 1);
}

static void
mask_and_rounding(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t set;

	sigaction(SIGUSR1, &sa, NULL);
	make(&one, stack_one, &home);
	makecontext(&one, blocks_and_rounds, 0);
	CHECK(swapcontext(&home, &one) == 0);
	CHECK_INT(handled, 1);
	CHECK_INT(fegetround(), FE_TONEAREST);
	sigprocmask(SIG_BLOCK, NULL, &set);
	CHECK(sigismember(&set, SIGUSR1) == 0);
	CHECK(swapcontext(&home, &one) == 0);
	CHECK_INT(fegetround(), FE_TONEAREST);
}

static void
last(void)
{
	CHECK(is_on(stack_one));
}

int
main(void)
{
	returns_again();
	take_turns();
	arguments();
	links();
	mask_and_rounding();
	/* Nothing follows: the program ends, as by exit(0). */
	make(&one, stack_one, NULL);
	makecontext(&one, last, 0);
	setcontext(&one);
	return 1;
}
