/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Device control (XBD <devctl.h>, POSIX.1-2024 option).
 */
#ifndef _DEVCTL_H
#define _DEVCTL_H

#include <sys/cdefs.h>
#include <sys/types.h>

__BEGIN_DECLS

int posix_devctl(int __fd, int __cmd, void *__restrict __data,
    size_t __size, int *__restrict __info);

__END_DECLS

#endif /* _DEVCTL_H */
