/* SPDX-License-Identifier: BSD-2-Clause */
/* The limit on the time a child of fork may run in place; see watch.c. */
#ifndef ISTHMUS_SPAWN_WATCH_H
#define ISTHMUS_SPAWN_WATCH_H

void watch_child(void);		/* a virtual child begins to run */
void watch_parent(void);	/* it has left; the parent runs */

#endif
