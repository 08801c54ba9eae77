/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Events and sections that processes find by name (synchapi.h: CreateEventW;
 * memoryapi.h: CreateFileMappingW).  A name is ASCII of at most
 * NT_OBJECT_NAME characters; it lies in the session's (or the container's)
 * own folder of named objects, and goes with the last handle.  Handles are
 * inheritable.
 */
#ifndef ISTHMUS_NT_NAMED_H
#define ISTHMUS_NT_NAMED_H

#include "nt/types.h"

#define NT_OBJECT_NAME	96

/* Opens or makes one that resets itself when a wait ends. */
int nt_named_event(const char *name, nt_handle *);
/* Sets it; -ENOENT if nobody has one of that name. */
int nt_named_event_set(const char *name);
/* 1 if somebody has one of that name, else 0. */
int nt_named_event_exists(const char *name);

/*
 * Opens or makes a section backed by the page file, all of it committed;
 * *fresh: it was made, and is zero.
 */
int nt_named_section(const char *name, size_t size, nt_handle *, int *fresh);

/*
 * The same, mapped, of less than 4 GiB, for tables that all processes have;
 * nobody inherits it.  name is what CreateFileMappingW() takes.
 */
int nt_named_table(const uint16_t *name, size_t size, nt_handle *, void **,
    int *fresh);
/* SECURITY_ATTRIBUTES of one of these (named_list.c). */
void *nt_named_attributes(int inherit);
/* Appends value in hexadecimal to a name, digits long: its new end. */
uint16_t *nt_name_hex(uint16_t *at, uint64_t value, int digits);

#endif
