/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * crt0.o, linked into every program: its entry point.
 */
#include "crt/crt_image.h"

int main(int, char **, char **);

static struct isthmus_crt crt = CRT_BLOCK(main);

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
