/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_PATH_ROOM_IMPL_H
#define ISTHMUS_PATH_ROOM_IMPL_H

#include "path/room.h"

/* The installation, set once at start-up; afterwards read only. */
struct path_root {
	uint16_t nt[PATH_NT_MAX];	/* \??\C:\isthmus, no slash at its end */
	size_t units;
	char win32[PATH_MAX];		/* C:\isthmus */
	char posix[PATH_MAX];		/* /cygdrive/c/isthmus */
	size_t posix_len;
};
extern struct path_root path_root;

#define CYGDRIVE	"/cygdrive"
#define CYGDRIVE_LEN	(sizeof CYGDRIVE - 1)

/*
 * Maps a POSIX path (normalised) to kind, device and NT name.
 * -ENAMETOOLONG if the NT name does not fit.
 */
int path_map(struct path *);

/* Is p, which is mapped, where something is mounted? */
int path_is_mount(const struct path *);

/* Length of the current directory if path lies in it, else 0. */
size_t path_known_folder(const char *path);

/* Of root_nt.c. */
uint32_t path_drives(void);			/* bit 0: A:, bit 1: B: ... */

#endif
