/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <paths.h>, with what the BSDs and glibc have besides. Not in
 * POSIX.
 */
#ifndef _ISTHMUS_PATHS_H
#define _ISTHMUS_PATHS_H

#include_next <paths.h>

#define _PATH_DEFPATH	"/usr/bin:/bin"
#define _PATH_STDPATH	"/usr/bin:/bin:/usr/sbin:/sbin"
#define _PATH_CONSOLE	"/dev/console"
#define _PATH_TTY	"/dev/tty"
#define _PATH_MOUNTED	"/etc/mtab"
#define _PATH_MNTTAB	"/etc/fstab"
#define _PATH_SHELLS	"/etc/shells"
#define _PATH_TMP	"/tmp/"
#define _PATH_VARTMP	"/var/tmp/"
#define _PATH_VARRUN	"/var/run/"
#define _PATH_VI	"/usr/bin/vi"

#endif /* _ISTHMUS_PATHS_H */
