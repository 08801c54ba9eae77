/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The UDP header (RFC 768). Not in POSIX.
 */
#ifndef _NETINET_UDP_H
#define _NETINET_UDP_H

#include <sys/types.h>

struct udphdr {
	__uint16_t	uh_sport;
	__uint16_t	uh_dport;
	__uint16_t	uh_ulen;
	__uint16_t	uh_sum;
};

#endif /* _NETINET_UDP_H */
