/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a program (or a DLL of the user's) and isthmus1.dll tell each other
 * at start-up.  crt0.o and libcygwin.a carry one struct isthmus_crt per
 * image; size, major and minor never move, so that any DLL can tell any
 * program that they do not fit.
 *
 * The major number changes when an older program could not run with the
 * DLL, the minor one when something was added: a program needs the same
 * major number and at least its own minor one.
 */
#ifndef ISTHMUS_CRT_CRT_H
#define ISTHMUS_CRT_CRT_H

#include <stdint.h>

#define ISTHMUS_CRT_MAJOR	1
#define ISTHMUS_CRT_MINOR	1

struct isthmus_crt {
	uint32_t size;			/* of this struct */
	uint16_t major;
	uint16_t minor;
	void *image;			/* base address of the image */
	int (*main)(int, char **, char **);	/* NULL in a DLL */

	/* ld's lists: -1, functions, 0. */
	void (**ctors)(void);
	void (**dtors)(void);

	/* What fork has to copy. */
	char *data_start;
	char *data_end;
	char *bss_start;
	char *bss_end;

	/* ld's list of pseudo-relocations. */
	const void *reloc_start;
	const void *reloc_end;

	void *dso;			/* third argument of __cxa_atexit */

	/* Of isthmus1.dll alone; zero at first. */
	struct isthmus_crt *next;
	uint32_t state;
	uint32_t reserved;

	/* Since 1.1: the program's operators new and delete; crt/operators. */
	void (*const *operators)(void);
};

/* A program's entry point calls this; it does not come back. */
void isthmus_start(struct isthmus_crt *) __attribute__((noreturn));

/*
 * A DLL's entry point calls these.  Attaching returns 0 if the DLL cannot
 * be used, and has then said why.
 */
int isthmus_attach(struct isthmus_crt *);
void isthmus_detach(struct isthmus_crt *);

#endif
