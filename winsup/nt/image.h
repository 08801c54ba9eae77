/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Loaded images: programs and DLLs (libloaderapi.h, psapi.h, and the PE
 * format as Microsoft documents it).  An image is named by its base.
 */
#ifndef ISTHMUS_NT_IMAGE_H
#define ISTHMUS_NT_IMAGE_H

#include "nt/types.h"

void *nt_image_program(void);
void *nt_image_self(void);		/* isthmus1.dll */

/*
 * Loads the DLL of that Win32 path, or of that bare name by Windows' search
 * order; a path's own folder is searched for what the DLL needs.  The base,
 * or NULL and the Win32 error code in *error.
 */
void *nt_image_load(const char *name, uint32_t *error);
/* The same of a UTF-16 path that is absolute; allocates nothing. */
void *nt_image_load_path(const uint16_t *path);
int nt_image_unload(void *image);	/* drops one reference */
int nt_image_pin(void *image);		/* never unloaded again */

/* Takes a reference to what is loaded already; NULL if it is not. */
void *nt_image_find(const char *name);

/* Two codes of our own finding. */
#define NT_IMAGE_NO_MEMORY	8u	/* ERROR_NOT_ENOUGH_MEMORY */
#define NT_IMAGE_TOO_LONG	206u	/* ERROR_FILENAME_EXCED_RANGE */

/* Why loading failed, in words, or NULL if the code is an unusual one. */
const char *nt_image_reason(uint32_t error);

/* The image that holds the address, NULL if there is none. */
void *nt_image_of(const void *address);

/* Address of an exported name, NULL if there is none. */
void *nt_image_symbol(void *image, const char *name);

/* The exported name at or below the address; NULL if there is none. */
const char *nt_image_nearest(void *image, const void *address, void **start);

/* Bases of all images in the order of loading; how many there are. */
size_t nt_image_list(void **list, size_t max);

/* Win32 path in UTF-16; units, or -errno. */
long nt_image_path(void *image, uint16_t *path, size_t max);

/* What the program's header asks for as its stack. */
size_t nt_image_stack(void *image);

/*
 * Makes the section that holds the address writable, if it is not.  *old
 * is what nt_image_seal() needs, 0 if nothing was to be done.
 */
struct nt_section_span {
	void *start;
	size_t size;
	uint32_t old;
};

int nt_image_open_section(void *image, void *address,
    struct nt_section_span *);
int nt_image_seal_section(const struct nt_section_span *);

#endif
