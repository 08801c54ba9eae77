/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What images register for the process' end; see exit.c.
 */
#ifndef ISTHMUS_CRT_EXIT_H
#define ISTHMUS_CRT_EXIT_H

int __cxa_atexit(void (*f)(void *), void *arg, void *dso);
void __cxa_finalize(void *dso);
int __isthmus_at_quick_exit(void (*f)(void), void *dso);

/* An image goes: runs its exit handlers, forgets its at_quick_exit ones. */
void exit_forget_image(void *dso);

#endif
