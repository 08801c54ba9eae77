/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How mimalloc is built into the DLL: included before any header of its
 * own, and by them as MI_HOST_HEADER.  Its locks, its thread id and its
 * thread-local heap are ours.
 */
#ifndef ISTHMUS_MM_MIMALLOC_HOST_H
#define ISTHMUS_MM_MIMALLOC_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/tls.h"

#ifndef MI_HOST_HEADER
#define MI_HOST_HEADER	"mm/mimalloc_host.h"
#endif

/* Memory is committed as it is used, and given back block-wise (arena.c). */
#define MI_DEFAULT_EAGER_COMMIT		0
#define MI_DEFAULT_ARENA_EAGER_COMMIT	0
#define MI_NO_ALIGNED_HINT		1
/*
 * In KiB: a multiple of 64 blocks of 32 MiB, since its search for more than
 * two blocks in a row fails where a word of the bitmap is partly unused.
 */
#define MI_DEFAULT_ARENA_RESERVE	(16L * 1024 * 1024)
#define MI_DEBUG	0

#define MI_HOST_LOCK	1
struct mm_mi_lock {
	volatile uint32_t word;		/* as in lib/lock.h */
};
#define mi_lock_t	struct mm_mi_lock

static inline struct mm_thread *
mm_mi_thread(void)
{
	struct mm_thread *t = nt_self();

	return __builtin_expect(t != NULL, 1) ? t : mm_thread_make();
}

/* fork does not copy a process while a thread holds one: it counts them. */
static inline bool
mi_lock_try_acquire(mi_lock_t *l)
{
	uint32_t seen = 0;

	mm_mi_thread()->locks++;
	if (__atomic_compare_exchange_n(&l->word, &seen, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return true;
	mm_mi_thread()->locks--;
	return false;
}

static inline void
mi_lock_acquire(mi_lock_t *l)
{
	if (mi_lock_try_acquire(l))
		return;
	mm_mi_thread()->locks++;
	while (__atomic_exchange_n(&l->word, 2, __ATOMIC_ACQUIRE) != 0)
		platform_wait(&l->word, 2);
}

static inline void
mi_lock_release(mi_lock_t *l)
{
	if (__atomic_exchange_n(&l->word, 0, __ATOMIC_RELEASE) == 2)
		platform_wake(&l->word);
	mm_mi_thread()->locks--;
}

static inline void
mi_lock_init(mi_lock_t *l)
{
	l->word = 0;
}

static inline void
mi_lock_done(mi_lock_t *l)
{
	l->word = 0;
}

/*
 * The thread's id is the address of its block: a forked child has it at the
 * same place.
 */
#define MI_PRIM_THREAD_ID()	((unsigned long long)(uintptr_t)mm_mi_thread())

#define MI_TLS_SLOT	1
#define MI_HAS_TLS_SLOT	1		/* NULL until it is set */

static inline void *
mi_prim_tls_slot(size_t slot)
{
	struct mm_thread *t = nt_self();

	return __builtin_expect(t != NULL, 1) ? t->heap : NULL;
}

static inline void
mi_prim_tls_slot_set(size_t slot, void *heap)
{
	mm_mi_thread()->heap = heap;
}

#endif
