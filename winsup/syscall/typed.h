/* SPDX-License-Identifier: BSD-2-Clause */
/* What mmap() and its kin have to do with typed memory. */
#ifndef ISTHMUS_SYSCALL_TYPED_H
#define ISTHMUS_SYSCALL_TYPED_H

#include "fd/room.h"
#include "mm/room.h"

/*
 * mmap() of such a descriptor; the request's file is filled in.  -ENOMEM: the
 * pool has not as much, -ENXIO: it ends before.
 */
int typed_map(struct file *, struct mm_map_request *, void **out);
/* Something of this process' was unmapped, or mapped over. */
void typed_unmapped(void);

#endif
