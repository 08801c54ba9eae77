/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Core files.
 */
#ifndef ISTHMUS_SPAWN_CORE_H
#define ISTHMUS_SPAWN_CORE_H

#include "nt/fault.h"

/*
 * The process, or the child that runs in its place, ends by that signal, which
 * is to leave a core file; f is the fault it comes of, or NULL.  1 if it has
 * left one.  Returns in one thread only.
 */
int core_leave(int sig, const struct nt_fault *f);

#endif
