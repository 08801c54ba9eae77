/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Device numbers: major in bits 16 to 47, minor in the low 16. No standard
 * has them; BSD and Linux do.
 */
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#include <sys/types.h>

#define major(__dev)	((unsigned int)((__dev_t)(__dev) >> 16))
#define minor(__dev)	((unsigned int)((__dev) & 0xffff))
#define makedev(__maj, __min)						\
	(((__dev_t)(unsigned int)(__maj) << 16) |			\
	 ((__dev_t)(__min) & 0xffff))

#endif /* _SYS_SYSMACROS_H */
