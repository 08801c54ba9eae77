/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random bytes, as in Linux. POSIX has getentropy() in <unistd.h>.
 */
#ifndef _SYS_RANDOM_H
#define _SYS_RANDOM_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define GRND_NONBLOCK	1
#define GRND_RANDOM	2
#define GRND_INSECURE	4

__BEGIN_DECLS

ssize_t getrandom(void *__buf, size_t __len, unsigned int __flags);
int getentropy(void *__buf, size_t __len);

__END_DECLS

#endif /* _SYS_RANDOM_H */
