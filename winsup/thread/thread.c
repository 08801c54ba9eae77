/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The per-thread block.  It is found through one slot of Windows' own
 * thread-local storage, so threads that the DLL did not start have one too.
 */
#include "thread/room.h"

#include <errno.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "thread/room_impl.h"

#ifdef __ISTHMUS__
#include <reent.h>
#undef errno
#undef __getreent
struct _reent *__getreent(void);
int *__errno(void);
#endif

/* Of this Windows process; atomic. */
KEEP static volatile int blocks;

int
thr_count(void)
{
	return __atomic_load_n(&blocks, __ATOMIC_RELAXED);
}

static struct thread *
block_make(void)
{
	struct thread *t = fault("thr.block") < 0 ? NULL :
	    mm_zalloc(sizeof(*t));

	if (t == NULL)
		return NULL;
#ifdef __ISTHMUS__
	_REENT_INIT_PTR_ZEROED(&t->reent);
#endif
	if (nt_self_set(t) < 0) {
		mm_free(t);
		return NULL;
	}
	__atomic_add_fetch(&blocks, 1, __ATOMIC_RELAXED);
	return t;
}

int
thr_init_main(void)
{
	int err = nt_self_init();

	if (err < 0)
		return err;
	return block_make() == NULL ? -ENOMEM : 0;
}

struct thread *
thr_self_make(void)
{
	static const char msg[] = "isthmus: no memory for a new thread\n";
	struct thread *t = nt_self();

	if (t == NULL)
		t = block_make();
	if (t == NULL) {
		platform_write_error(msg, sizeof(msg) - 1);
		platform_die();
	}
	return t;
}

struct mm_thread *
mm_thread_make(void)
{
	return &thr_self()->mm;
}

void
thr_detach(void)
{
	struct thread *t = nt_self();

	if (t == NULL)
		return;
	thr_keys_done(t);
	thr_sync_done(t);
#ifdef __ISTHMUS__
	_reclaim_reent(&t->reent);
#endif
	thr_tls_done(t);
	mm_malloc_thread_done();
	mm_free(t->dl_error);
	mm_free(t->sig);
	nt_self_set(NULL);
	mm_free(t);
	__atomic_sub_fetch(&blocks, 1, __ATOMIC_RELAXED);
}

/* Called by the locks: must not take one, so it makes no block. */
void *
platform_lock_set(void)
{
	struct thread *t = nt_self();

	return t == NULL ? NULL : &t->ranks;
}

#ifdef __ISTHMUS__
/* newlib's state of the calling thread; see its <sys/reent.h>. */
struct _reent *
__getreent(void)
{
	return &thr_self()->reent;
}
#endif
