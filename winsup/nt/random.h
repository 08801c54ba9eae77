/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The system's random number generator.
 */
#ifndef ISTHMUS_NT_RANDOM_H
#define ISTHMUS_NT_RANDOM_H

#include <stddef.h>

/* Fills buf; 0, or -EIO, -ENOSYS if there is no generator.  Never blocks. */
int nt_random(void *buf, size_t size);

#endif
