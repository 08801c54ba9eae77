/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which memory of the loaded images a child has to have: crt/ knows the
 * program's and its DLLs', the linker ours.
 */
#include "spawn/room.h"

#include <stddef.h>

#include "mm/room.h"
#include "signal/room.h"

/* ld's names for the bounds of .data and .bss; .keep lies outside. */
extern char __data_start__[], __data_end__[];
extern char __bss_start__[], __bss_end__[];

static int (*images)(struct mm_region *, int);
static volatile unsigned changes;	/* fork class: copy */

void
spawn_set_images(int (*list)(struct mm_region *, int))
{
	images = list;
}

int
spawn_images(struct mm_region *r, int max)
{
	if (max < 2)
		return 0;
	r[0].addr = __data_start__;
	r[0].size = (size_t)(__data_end__ - __data_start__);
	r[1].addr = __bss_start__;
	r[1].size = (size_t)(__bss_end__ - __bss_start__);
	return 2 + (images != NULL ? images(r + 2, max - 2) : 0);
}

void
spawn_images_changed(void)
{
	__atomic_add_fetch(&changes, 1, __ATOMIC_SEQ_CST);
}

unsigned
spawn_image_changes(void)
{
	return __atomic_load_n(&changes, __ATOMIC_SEQ_CST);
}

/* What a child does not have of its parent, room by room. */
void
fork_child_hooks(void)
{
	sig_fork_child();
}
