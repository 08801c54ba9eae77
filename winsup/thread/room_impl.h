/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_THREAD_ROOM_IMPL_H
#define ISTHMUS_THREAD_ROOM_IMPL_H

#include "thread/room.h"

/* Runs the destructors of the keys and frees the values. */
void thr_keys_done(struct thread *);

/* Frees the thread's copies of thread-local variables. */
void thr_tls_done(struct thread *);

#endif
