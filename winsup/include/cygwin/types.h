/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Some programs name this one; all of it is in <sys/types.h>.
 */
#ifndef _CYGWIN_TYPES_H
#define _CYGWIN_TYPES_H

#include <sys/types.h>

#endif /* _CYGWIN_TYPES_H */
