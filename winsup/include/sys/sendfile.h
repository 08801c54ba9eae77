/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From descriptor to descriptor, as in Linux. Not in POSIX.
 */
#ifndef _SYS_SENDFILE_H
#define _SYS_SENDFILE_H

#include <sys/cdefs.h>
#include <sys/types.h>

__BEGIN_DECLS

ssize_t sendfile(int __out, int __in, off_t *__offset, size_t __n);

__END_DECLS

#endif /* _SYS_SENDFILE_H */
