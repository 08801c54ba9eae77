/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mounts, as Cygwin-aware programs know them. Not in POSIX.
 */
#ifndef _SYS_MOUNT_H
#define _SYS_MOUNT_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <cygwin/fs.h>

#define BLOCK_SIZE	1024
#define BLOCK_SIZE_BITS	10

#define MOUNT_TEXT	0x00000000
#define MOUNT_SYMLINK	0x00000001
#define MOUNT_BINARY	0x00000002
#define MOUNT_SYSTEM	0x00000008
#define MOUNT_EXEC	0x00000010
#define MOUNT_CYGDRIVE	0x00000020
#define MOUNT_NOTEXEC	0x00000100
#define MOUNT_RO	0x00001000
#define MOUNT_NOACL	0x00002000
#define MOUNT_NOPOSIX	0x00004000
#define MOUNT_OVERRIDE	0x00008000
#define MOUNT_IHASH	0x00010000
#define MOUNT_BIND	0x00020000
#define MOUNT_USER_TEMP	0x00040000
#define MOUNT_SPARSE	0x00080000
#define MOUNT_POSIX	0x40000000	/* of Isthmus: posix=1 */

__BEGIN_DECLS

int mount(const char *__win32_path, const char *__posix_path,
    unsigned int __flags);
int umount(const char *__path);
int cygwin_umount(const char *__path, unsigned int __flags);

__END_DECLS

#endif /* _SYS_MOUNT_H */
