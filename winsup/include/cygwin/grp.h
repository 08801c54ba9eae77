/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What newlib's <grp.h> leaves to this target. Not in POSIX.
 */
#ifndef _CYGWIN_GRP_H
#define _CYGWIN_GRP_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __MISC_VISIBLE
int getgrouplist(const char *__user, gid_t __group, gid_t *__groups,
    int *__ngroups);
int setgroups(int __n, const gid_t *__groups);
int setgroupent(int __stayopen);
#endif
#if __MISC_VISIBLE
#include <stdio.h>
struct group *fgetgrent(FILE *__fp);
int fgetgrent_r(FILE *__fp, struct group *__entry, char *__buf, size_t __size,
    struct group **__result);
int putgrent(const struct group *__entry, FILE *__fp);
#endif
#if __GNU_VISIBLE
int group_member(gid_t __gid);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _CYGWIN_GRP_H */
