/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The images that run on isthmus1.dll: the program and the user's DLLs.
 */
#ifndef ISTHMUS_CRT_MODULES_H
#define ISTHMUS_CRT_MODULES_H

#include "crt/crt.h"

/* 0 if the image needs another isthmus1.dll, and says so. */
int modules_fit(const struct isthmus_crt *);

struct mm_region;

/* The program's own image; before all else. */
void modules_program(struct isthmus_crt *);
/* The writable memory of all images, for fork; how many, at most max. */
int modules_memory(struct mm_region *, int max);

/*
 * At start-up, with everything else ready: runs the constructors of the
 * DLLs that came with the program, then the program's.
 */
void modules_start(struct isthmus_crt *program);

/*
 * A thread that is about to load DLLs and will run their constructors
 * itself, outside of the loader's lock, encloses the load in these.
 */
struct modules_load {
	void *thread;
	struct modules_load *next;
};

void modules_load_begin(struct modules_load *);
void modules_load_end(struct modules_load *);

/*
 * Images in the order in which symbols are looked up: the program, us, the
 * DLLs as they were loaded.  i counts from 0; NULL behind the last one.
 */
void *modules_image(unsigned i);

#endif
