/* SPDX-License-Identifier: BSD-2-Clause */
/* What calls that wait for descriptors share (sys_poll.c). */
#ifndef ISTHMUS_SYSCALL_POLL_H
#define ISTHMUS_SYSCALL_POLL_H

#include <signal.h>
#include <stdint.h>
#include <time.h>

/* The deadline of a wait of that length, NULL for ever; -EINVAL. */
int poll_deadline(const struct timespec *length, int64_t *deadline);
/*
 * wait(arg) under the mask, if there is one; a handler that ran when it was
 * set is -EINTR.
 */
long poll_masked(long (*wait)(void *), void *arg, const sigset_t *mask);

#endif
