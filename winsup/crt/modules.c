/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Overview.  Windows calls a DLL's entry point under the loader's lock, for
 * DLLs linked to the program even before isthmus_start().  Constructors
 * may do anything (start a thread and wait for it, throw, load DLLs), which
 * must not be done there.  So an entry point only registers its image, and
 * constructors run later: at start-up before the program's own, and in
 * dlopen() after LoadLibrary has come back.  Windows calls the entry points
 * of the DLLs that a DLL needs first, so that the list's order is right.
 * Only if a program loads a DLL by LoadLibrary() itself there is nobody to
 * come back to, and its constructors run at once.
 *
 * Destructors run as exit handlers of the image: at exit, or when it is
 * unloaded, in that case under the loader's lock.
 */
#include "crt/modules.h"

#include <stddef.h>

#include "crt/exit.h"
#include "crt/message.h"
#include "crt/relocate.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/image.h"
#include "nt/interrupt.h"
#include "spawn/room.h"

enum state { STATE_LISTED = 1, STATE_RUN };

/* Fork class: copy (images are at the same addresses in the child). */
static struct isthmus_crt *first;	/* DLLs; LOCK_DL */
static struct modules_load *loads;	/* LOCK_DL */
static int started;			/* LOCK_DL */
static struct lock lock = LOCK_INIT(LOCK_DL, "modules");

static struct isthmus_crt *main_program;

void
modules_program(struct isthmus_crt *crt)
{
	main_program = crt;
	nt_interruptible(crt->image, 1);
}

static int
memory_of(const struct isthmus_crt *crt, struct mm_region *r, int max)
{
	if (max < 2)
		return 0;
	r[0].addr = crt->data_start;
	r[0].size = (size_t)(crt->data_end - crt->data_start);
	r[1].addr = crt->bss_start;
	r[1].size = (size_t)(crt->bss_end - crt->bss_start);
	return 2;
}

int
modules_memory(struct mm_region *r, int max)
{
	const struct isthmus_crt *crt;
	int n = memory_of(main_program, r, max);

	for (crt = first; crt != NULL; crt = crt->next)
		n += memory_of(crt, r + n, max - n);
	return n;
}

int
modules_fit(const struct isthmus_crt *crt)
{
	char text[100];
	size_t len = 0;

	if (crt->major == ISTHMUS_CRT_MAJOR &&
	    crt->minor <= ISTHMUS_CRT_MINOR)
		return 1;
	len = message_add(text, sizeof(text), len, "needs isthmus1.dll API ");
	len = message_add_number(text, sizeof(text), len, crt->major);
	if (crt->major == ISTHMUS_CRT_MAJOR) {
		len = message_add(text, sizeof(text), len, ".");
		len = message_add_number(text, sizeof(text), len, crt->minor);
	}
	len = message_add(text, sizeof(text), len, ", this one is ");
	len = message_add_number(text, sizeof(text), len, ISTHMUS_CRT_MAJOR);
	if (crt->major == ISTHMUS_CRT_MAJOR) {
		len = message_add(text, sizeof(text), len, ".");
		message_add_number(text, sizeof(text), len,
		    ISTHMUS_CRT_MINOR);
	}
	message_image(crt->image, text);
	return 0;
}

/* The functions behind a list's -1, up to the 0 at its end, first to last. */
static void
run_destructors(void *arg)
{
	struct isthmus_crt *crt = arg;
	void (**f)(void);

	for (f = crt->dtors + 1; *f != NULL; f++)
		(*f)();
}

/* Constructors stand in the list last to first (ld's and GCC's order). */
static void
run_constructors(struct isthmus_crt *crt)
{
	void (**f)(void) = crt->ctors + 1;

	if (crt->dtors[1] != NULL)
		__cxa_atexit(run_destructors, crt, crt->dso);
	while (*f != NULL)
		f++;
	while (--f > crt->ctors)
		(*f)();
}

/* The next image whose constructors are to be run, marked as run. */
static struct isthmus_crt *
next_to_run(void)
{
	struct isthmus_crt *crt;

	lock_acquire(&lock);
	for (crt = first; crt != NULL; crt = crt->next)
		if (crt->state == STATE_LISTED)
			break;
	if (crt != NULL)
		crt->state = STATE_RUN;
	lock_release(&lock);
	return crt;
}

static void
run_pending(void)
{
	struct isthmus_crt *crt;

	while ((crt = next_to_run()) != NULL)
		run_constructors(crt);
}

void
modules_start(struct isthmus_crt *program)
{
	lock_acquire(&lock);
	started = 1;
	lock_release(&lock);
	run_pending();
	program->state = STATE_RUN;
	run_constructors(program);
}

void
modules_load_begin(struct modules_load *load)
{
	load->thread = platform_lock_set();
	lock_acquire(&lock);
	load->next = loads;
	loads = load;
	lock_release(&lock);
}

void
modules_load_end(struct modules_load *load)
{
	struct modules_load **p;

	lock_acquire(&lock);
	for (p = &loads; *p != load; p = &(*p)->next)
		;
	*p = load->next;
	lock_release(&lock);
	run_pending();
}

int
isthmus_attach(struct isthmus_crt *crt)
{
	void *self = platform_lock_set();
	struct modules_load *load;
	struct isthmus_crt **p;
	int at_once;

	if (!modules_fit(crt) || relocate_image(crt) < 0)
		return 0;
	lock_acquire(&lock);
	crt->next = NULL;
	crt->state = STATE_LISTED;
	for (p = &first; *p != NULL; p = &(*p)->next)
		;
	*p = crt;
	spawn_images_changed();
	for (load = loads; load != NULL; load = load->next)
		if (load->thread == self)
			break;
	at_once = started && load == NULL;
	lock_release(&lock);
	nt_interruptible(crt->image, 1);
	if (at_once)
		run_pending();
	return 1;
}

void
isthmus_detach(struct isthmus_crt *crt)
{
	struct isthmus_crt **p;

	lock_acquire(&lock);
	for (p = &first; *p != NULL && *p != crt; p = &(*p)->next)
		;
	if (*p == crt)
		*p = crt->next;
	spawn_images_changed();
	lock_release(&lock);
	if (crt->state == STATE_RUN)
		exit_forget_image(crt->dso);
	spawn_atfork_forget(crt->image);
	crt->state = 0;
	nt_interruptible(crt->image, 0);
}

void *
modules_image(unsigned i)
{
	struct isthmus_crt *crt;
	void *image;

	if (i == 0)
		return nt_image_program();
	if (i == 1)
		return nt_image_self();
	lock_acquire(&lock);
	crt = first;
	for (i -= 2; i > 0 && crt != NULL; i--)
		crt = crt->next;
	image = crt != NULL ? crt->image : NULL;
	lock_release(&lock);
	return image;
}
