/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <spawn.h>, completed (XBD <spawn.h>).
 */
#ifndef _ISTHMUS_SPAWN_H
#define _ISTHMUS_SPAWN_H

#include <sched.h>

#include_next <spawn.h>

#if __POSIX_VISIBLE >= 202405 || __GNU_VISIBLE
#define POSIX_SPAWN_SETSID	0x40
#endif

__BEGIN_DECLS

#if __POSIX_VISIBLE >= 202405
int posix_spawn_file_actions_addchdir(
    posix_spawn_file_actions_t *__restrict __acts,
    const char *__restrict __path);
int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *__acts,
    int __fd);
#endif

#if __GNU_VISIBLE
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *__acts,
    int __lowest);
#endif

__END_DECLS

#endif /* _ISTHMUS_SPAWN_H */
