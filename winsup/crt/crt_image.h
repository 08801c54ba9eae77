/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The block of the image that this header is compiled into; for crt0.c and
 * dll_entry.c only.
 */
#ifndef ISTHMUS_CRT_CRT_IMAGE_H
#define ISTHMUS_CRT_CRT_IMAGE_H

#include "crt/crt.h"

/* Of ld's script; __dso_handle is crtbegin.o's. */
extern void (*__CTOR_LIST__[])(void);
extern void (*__DTOR_LIST__[])(void);
extern char __data_start__[], __data_end__[];
extern char __bss_start__[], __bss_end__[];
extern const char __RUNTIME_PSEUDO_RELOC_LIST__[];
extern const char __RUNTIME_PSEUDO_RELOC_LIST_END__[];
extern char __ImageBase[];
extern void *__dso_handle;

#define CRT_BLOCK_OF(entry)						\
	.size = sizeof(struct isthmus_crt),				\
	.major = ISTHMUS_CRT_MAJOR,					\
	.minor = ISTHMUS_CRT_MINOR,					\
	.image = __ImageBase,						\
	.main = (entry),						\
	.ctors = __CTOR_LIST__,						\
	.dtors = __DTOR_LIST__,						\
	.data_start = __data_start__,					\
	.data_end = __data_end__,					\
	.bss_start = __bss_start__,					\
	.bss_end = __bss_end__,						\
	.reloc_start = __RUNTIME_PSEUDO_RELOC_LIST__,			\
	.reloc_end = __RUNTIME_PSEUDO_RELOC_LIST_END__,			\
	.dso = &__dso_handle

/*
 * ld refers to this name where it made pseudo-relocations, to be sure that
 * somebody applies them; isthmus1.dll does, before any code of the image
 * runs.  The reference comes too late to take a member out of an archive.
 */
void _pei386_runtime_relocator(void);

#define CRT_RELOCATOR							\
	void								\
	_pei386_runtime_relocator(void)					\
	{								\
	}

#endif
