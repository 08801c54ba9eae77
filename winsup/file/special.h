/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that are something else than what they hold: a FIFO is a small
 * regular file with a fixed text.  Only files of exactly that size are ever
 * looked into, so that nothing else pays for it.
 */
#ifndef ISTHMUS_FILE_SPECIAL_H
#define ISTHMUS_FILE_SPECIAL_H

#include <stdint.h>
#include <sys/stat.h>

#include "nt/file.h"
#include "path/room.h"

#define FIFO_MAGIC	"!<isthmus-fifo> "
#define FIFO_ID_DIGITS	32
#define FIFO_SIZE	(sizeof FIFO_MAGIC - 1 + FIFO_ID_DIGITS + 1)

/* The id of a FIFO, in hexadecimal, names what its processes share. */
struct fifo_id {
	char text[FIFO_ID_DIGITS + 1];
};

static inline int
special_has_size(uint64_t size)
{
	return size == FIFO_SIZE;
}

/* 1 and the id if the file, open for reading, is a FIFO; 0, -errno. */
int special_read(nt_handle, struct fifo_id *);
/* The same by name, which is opened for it. */
int special_is_fifo(struct path *, struct fifo_id *);
/* The same for an entry of an open directory. */
int special_entry_is_fifo(nt_handle dir, const struct nt_name *);
/* If what st describes by that name is a FIFO, makes st say so. */
void special_stat(struct path *, struct stat *);
/* Makes the FIFO.  -EEXIST and others. */
int special_make_fifo(struct path *, mode_t mode);

#endif
