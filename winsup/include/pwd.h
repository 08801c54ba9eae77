/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <pwd.h>, completed with what Linux and the BSDs have.
 */
#ifndef _ISTHMUS_PWD_H
#define _ISTHMUS_PWD_H

#include_next <pwd.h>

#if __MISC_VISIBLE
#include <stdio.h>

__BEGIN_DECLS

struct passwd *fgetpwent(FILE *__fp);
int fgetpwent_r(FILE *__restrict __fp, struct passwd *__restrict __entry,
    char *__restrict __buf, size_t __size,
    struct passwd **__restrict __result);
int putpwent(const struct passwd *__restrict __entry, FILE *__restrict __fp);

__END_DECLS
#endif

#endif /* _ISTHMUS_PWD_H */
