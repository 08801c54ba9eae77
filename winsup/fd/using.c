/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * References that calls hold while they last.
 *
 * A process that a thread forks has that thread alone: nothing there would
 * ever let go what the calls of the others hold, so that a pipe's end would
 * stay open after its descriptors are closed.  Each thread therefore keeps a
 * note of what its calls hold, where there is more than one; a note and its
 * reference come and go together as fork sees it, which stops no thread that
 * holds a lock (thr_stop_safely()).
 */
#include "fd/room_impl.h"

#include "thread/room.h"

#define HELD	(UINT32_C(1) << LOCK_SPARE)

/* There have been notes; fork class: copy. */
static int noted;

static void
together(struct thread *t, int on)
{
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (on)
		t->host->ranks |= HELD;
	else
		t->host->ranks &= ~HELD;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

/* A reference to what may have gone just now: then it has none. */
static int
try_ref(struct file *f)
{
	int n = __atomic_load_n(&f->refs, __ATOMIC_RELAXED);

	while (n > 0)
		if (__atomic_compare_exchange_n(&f->refs, &n, n + 1, 1,
		    __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
			return 1;
	return 0;
}

int
using_take(struct file *f)
{
	struct thread *t;
	int taken;

	/* Nobody else counts: no instruction that locks the bus. */
	if (thr_count() <= 1) {
		if (f->refs <= 0)
			return 0;
		f->refs++;
		return 1;
	}
	t = thr_self();
	__atomic_store_n(&noted, 1, __ATOMIC_RELAXED);
	together(t, 1);
	if ((taken = try_ref(f)) && t->n_using < THR_USING)
		t->using[t->n_using++] = f;
	together(t, 0);
	return taken;
}

/* The latest note of f goes, if there is one. */
static void
forget(struct thread *t, const struct file *f)
{
	unsigned i = t->n_using;

	while (i > 0 && t->using[i - 1] != f)
		i--;
	if (i == 0)
		return;
	for (t->n_using--; i <= t->n_using; i++)
		t->using[i - 1] = t->using[i];
}

int
using_drop(struct file *f)
{
	struct thread *t = __atomic_load_n(&noted, __ATOMIC_RELAXED) ?
	    nt_self() : NULL;
	int left;

	if (t == NULL || t->n_using == 0)
		return thr_count() <= 1 ? --f->refs :
		    __atomic_sub_fetch(&f->refs, 1, __ATOMIC_ACQ_REL);
	together(t, 1);
	forget(t, f);
	left = __atomic_sub_fetch(&f->refs, 1, __ATOMIC_ACQ_REL);
	together(t, 0);
	return left;
}

void
using_keep(struct file *f)
{
	struct thread *t = __atomic_load_n(&noted, __ATOMIC_RELAXED) ?
	    nt_self() : NULL;

	if (t != NULL)
		forget(t, f);
}

void
fd_fork_alone(void)
{
	struct thread *self = thr_self(), *t;

	for (t = *thr_first; t != NULL; t = t->next)
		for (; t != self && t->n_using > 0; t->n_using--)
			file_drop(t->using[t->n_using - 1]);
}
