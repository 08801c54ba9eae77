/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Types of packet fields in network order, as in BSD. Not in POSIX.
 */
#ifndef _NETINET_IN_SYSTM_H
#define _NETINET_IN_SYSTM_H

#include <sys/types.h>

typedef __uint16_t	n_short;
typedef __uint32_t	n_long;
typedef __uint32_t	n_time;

#endif /* _NETINET_IN_SYSTM_H */
