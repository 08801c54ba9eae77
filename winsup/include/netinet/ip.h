/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The IPv4 header (RFC 791). Not in POSIX.
 */
#ifndef _NETINET_IP_H
#define _NETINET_IP_H

#include <netinet/in.h>

#define IPVERSION	4
#define IP_MAXPACKET	65535
#define MAXTTL		255
#define IPDEFTTL	64

#define IPTOS_LOWDELAY		0x10
#define IPTOS_THROUGHPUT	0x08
#define IPTOS_RELIABILITY	0x04
#define IPTOS_MINCOST		0x02

struct ip {
	__uint8_t	ip_hl : 4;
	__uint8_t	ip_v : 4;
	__uint8_t	ip_tos;
	__uint16_t	ip_len;
	__uint16_t	ip_id;
	__uint16_t	ip_off;
#define IP_RF		0x8000
#define IP_DF		0x4000
#define IP_MF		0x2000
#define IP_OFFMASK	0x1fff
	__uint8_t	ip_ttl;
	__uint8_t	ip_p;
	__uint16_t	ip_sum;
	struct in_addr	ip_src;
	struct in_addr	ip_dst;
};

#endif /* _NETINET_IP_H */
