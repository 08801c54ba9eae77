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

#endif
