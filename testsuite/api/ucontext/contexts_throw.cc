/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A C++ exception is caught on a context's own stack, goes through frames of
 * several functions there, and none of one is mixed up with the other's.
 */
#include "test.h"

#include <stdexcept>
#include <string>
#include <ucontext.h>

static const size_t stack_size = 128 * 1024;
static ucontext_t home, uc;
static int destroyed, caught;

struct counted {
	~counted() { destroyed++; }
};

static void
deep(int n)
{
	counted c;

	if (n == 0)
		throw std::runtime_error("from below");
	deep(n - 1);
}

static void
thrower()
{
	for (int i = 0; i < 3; i++) {
		try {
			deep(9);
		} catch (const std::runtime_error &e) {
			CHECK(std::string(e.what()) == "from below");
			caught++;
		}
		swapcontext(&uc, &home);
		try {
			deep(0);
		} catch (...) {
			caught++;
			/* Away and back amid a handler. */
			swapcontext(&uc, &home);
		}
	}
}

int
main()
{
	CHECK(getcontext(&uc) == 0);
	uc.uc_stack.ss_sp = malloc(stack_size);
	uc.uc_stack.ss_size = stack_size;
	uc.uc_link = &home;
	makecontext(&uc, thrower, 0);
	for (int i = 0; i < 7; i++)
		CHECK(swapcontext(&home, &uc) == 0);
	CHECK_INT(caught, 6);
	CHECK_INT(destroyed, 33);
	try {
		deep(1);
	} catch (const std::exception &) {
		caught++;
	}
	CHECK_INT(caught, 7);
	return 0;
}
