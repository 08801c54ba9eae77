/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * crt0.o, linked into every program: its entry point.
 */
#include "crt/crt_image.h"

int main(int, char **, char **);

/* 0 where the program has no such operator: C programs have none. */
#define OPERATOR(name)	void name(void) __attribute__((weak));
#include "crt/operators.h"
#undef OPERATOR
static void (*const operators[])(void) = {
#define OPERATOR(name)	name,
#include "crt/operators.h"
};

static struct isthmus_crt crt = {
	CRT_BLOCK_OF(main),
	.operators = operators,
};

CRT_RELOCATOR

/* ld's name for the entry point of console programs, and of the others. */
void mainCRTStartup(void) __attribute__((noreturn));
void WinMainCRTStartup(void) __attribute__((noreturn));

void
mainCRTStartup(void)
{
	isthmus_start(&crt);
}

void
WinMainCRTStartup(void)
{
	isthmus_start(&crt);
}

/* GCC has main() call this; constructors have run by then. */
void
__main(void)
{
}
