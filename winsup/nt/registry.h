/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Windows' registry, to be read (wdm.h: ZwOpenKey, ZwEnumerateKey,
 * ZwEnumerateValueKey, ZwQueryValueKey).  Functions return >= 0 or -errno.
 */
#ifndef ISTHMUS_NT_REGISTRY_H
#define ISTHMUS_NT_REGISTRY_H

#include "nt/types.h"

#define NT_KEY_NAME	16384		/* units of a value's name, at most */
#define NT_KEY_VALUE	(1u << 20)	/* bytes of a value that are read */

/* Types of values (winnt.h). */
#define NT_REG_SZ		1u
#define NT_REG_EXPAND_SZ	2u
#define NT_REG_MULTI_SZ		7u

/* By a name such as \Registry\Machine\Software, whatever its case. */
int nt_key_open(nt_handle *, const struct nt_name *);
/* The same of the user's own; units of it in nt, which has room for max. */
long nt_key_of_user(uint16_t *nt, size_t max);
/* Name number n of a key below, of a value; units, -ENOENT behind the last. */
long nt_key_child(nt_handle, unsigned n, uint16_t *name, size_t max);
long nt_key_value_name(nt_handle, unsigned n, uint16_t *name, size_t max);
/* Its bytes, at most size; NULL asks for the length. */
long nt_key_value(nt_handle, const struct nt_name *, uint32_t *type,
    void *buf, size_t size);

#endif
