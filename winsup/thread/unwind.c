/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The frames of a thread that ends by pthread_exit() or cancellation, as
 * glibc leaves them: from the innermost to that of the start routine, each
 * with its cleanup handlers and the destructors of its C++ objects.  catch
 * (...) sees it pass, and must throw it on.
 *
 * It is a forced unwind of libgcc's, which goes on like the second half of a
 * throw: what a throw finds out first, the frame to end in, is known here
 * (installer/packages/libgcc/patches).
 */
#include "thread/room_impl.h"

#include <stdlib.h>
#include <string.h>
#include <unwind.h>

#include "lib/lock.h"

_Static_assert(sizeof(struct _Unwind_Exception) ==
    sizeof(((struct thread *)0)->exception), "libgcc's exceptions");

#define CLASS	UINT64_C(0x495354484d555300)	/* "ISTHMUS" */

/* Of libgcc's unwind-seh.c: private_ of an exception. */
enum { STOP, FRAME, RESUME_AT, RDX, STOP_ARG };

void
thr_cleanup_run(struct thread *t, uintptr_t below)
{
	struct __pthread_cleanup *c;

	while ((c = t->cleanup) != NULL && (uintptr_t)c < below) {
		t->cleanup = c->__next;
		c->__routine(c->__arg);
	}
}

/* Called before a frame that has something to do: those it called are left. */
static _Unwind_Reason_Code
before_frame(int version, _Unwind_Action action,
    _Unwind_Exception_Class class, struct _Unwind_Exception *e,
    struct _Unwind_Context *frame, void *t)
{
	thr_cleanup_run(t, _Unwind_GetCFA(frame));
	return _URC_NO_REASON;
}

/* Frames of C without -fexceptions have nothing that would call the above. */
void
platform_frame_end(void)
{
	thr_cleanup_run(thr_self(), UINTPTR_MAX);
}

static void
not_thrown_on(_Unwind_Reason_Code reason, struct _Unwind_Exception *e)
{
	static const char text[] =
	    "isthmus: the end of a thread was caught and not thrown on\n";

	platform_write_error(text, sizeof(text) - 1);
	abort();
}

/*
 * Ends in thr_frame_run(); returns where there is no way to it: a thread of
 * Windows', a signal's own stack, code without unwind tables.
 */
void
thr_unwind(struct thread *t)
{
	struct _Unwind_Exception *e = (void *)t->exception;

	if (t->unwinding || !nt_frame_is_above(&t->frame))
		return;
	t->unwinding = 1;
	memset(e, 0, sizeof(*e));
	e->exception_class = CLASS;
	e->exception_cleanup = not_thrown_on;
	e->private_[STOP] = (uintptr_t)before_frame;
	e->private_[STOP_ARG] = (uintptr_t)t;
	e->private_[FRAME] = t->frame.sp;
	e->private_[RESUME_AT] = t->frame.ip;
	_Unwind_Resume(e);
}

void *
thr_frame_run(void *(*fn)(void *), void *arg)
{
	void *r = nt_frame_run(fn, arg, &thr_self()->frame);
	struct thread *t = thr_self();

	if (t->unwinding)
		thr_end(t);
	return r;
}
