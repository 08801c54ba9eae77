/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_MM_ROOM_IMPL_H
#define ISTHMUS_MM_ROOM_IMPL_H

/* Does p lie in the process block? */
int mm_block_holds(const void *);

#endif
