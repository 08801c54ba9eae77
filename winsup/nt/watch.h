/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What changes in a folder (winbase.h: ReadDirectoryChangesW).  The system
 * writes into memory that belongs to the Windows process and is no part of
 * what fork copies or puts back.
 */
#ifndef ISTHMUS_NT_WATCH_H
#define ISTHMUS_NT_WATCH_H

#include "nt/types.h"

enum nt_change {
	NT_CHANGE_ADDED = 1,		/* the system's numbers */
	NT_CHANGE_REMOVED,
	NT_CHANGE_MODIFIED,
	NT_CHANGE_OLD_NAME,		/* both of a rename in the folder */
	NT_CHANGE_NEW_NAME
};

struct nt_watch;

/* attributes: only changes of those; else of names and data.  -errno. */
int nt_watch_begin(struct nt_watch **, const struct nt_name *folder,
    int attributes);
void nt_watch_end(struct nt_watch *);
/*
 * Calls fn for each change since the last time: 1 if there may be more, 0 if
 * not; -EOVERFLOW: there were too many, and they are lost; -errno: the folder
 * cannot be watched any more.
 */
int nt_watch_take(struct nt_watch *, void (*fn)(enum nt_change,
    const struct nt_name *, void *), void *arg);
nt_handle nt_watch_event(const struct nt_watch *);	/* set: take */
nt_handle nt_watch_folder(const struct nt_watch *);

#endif
