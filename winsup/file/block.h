/* SPDX-License-Identifier: BSD-2-Clause */
/* Disks and partitions in /dev (block.c). */
#ifndef ISTHMUS_FILE_BLOCK_H
#define ISTHMUS_FILE_BLOCK_H

#include <stdint.h>
#include <sys/stat.h>

#include "fd/room.h"
#include "path/room.h"

int block_open(struct file **, const struct path *, int flags);
/* "/dev/sda" without opening it, and its size in bytes.  -ENOENT. */
int block_look(const char *path, struct stat *, uint64_t *size);
/*
 * Moves bytes between buf and place `at' of what h is open on, which takes
 * whole sectors only, at multiples of one (a power of two): how many.
 */
long block_move(nt_handle h, uint32_t sector, void *buf, size_t n,
    uint64_t at, int write);

#endif
