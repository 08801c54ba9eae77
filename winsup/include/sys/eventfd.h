/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counters as descriptors, as in Linux. Not in POSIX.
 */
#ifndef _SYS_EVENTFD_H
#define _SYS_EVENTFD_H

#include <sys/cdefs.h>
#include <stdint.h>
#include <fcntl.h>

#define EFD_SEMAPHORE	1
#define EFD_CLOEXEC	O_CLOEXEC
#define EFD_NONBLOCK	O_NONBLOCK

typedef uint64_t	eventfd_t;

__BEGIN_DECLS

int eventfd(unsigned int __value, int __flags);
int eventfd_read(int __fd, eventfd_t *__value);
int eventfd_write(int __fd, eventfd_t __value);

__END_DECLS

#endif /* _SYS_EVENTFD_H */
