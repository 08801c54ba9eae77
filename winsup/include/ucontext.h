/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * User-level contexts (SUSv3 <ucontext.h>; gone from later issues, still in
 * use).
 */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H

#include <signal.h>
#include <sys/ucontext.h>

#ifdef __cplusplus
extern "C" {
#endif

int getcontext(ucontext_t *__ctx);
int setcontext(const ucontext_t *__ctx);
void makecontext(ucontext_t *__ctx, void (*__func)(void), int __argc, ...);
int swapcontext(ucontext_t *__restrict __old,
    const ucontext_t *__restrict __new);

#ifdef __cplusplus
}
#endif

#endif /* _UCONTEXT_H */
