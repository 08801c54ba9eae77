/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The IPv6 header (RFC 8200, names of RFC 3542). Not in POSIX.
 */
#ifndef _NETINET_IP6_H
#define _NETINET_IP6_H

#include <netinet/in.h>

struct ip6_hdr {
	union {
		struct {
			__uint32_t	ip6_un1_flow;
			__uint16_t	ip6_un1_plen;
			__uint8_t	ip6_un1_nxt;
			__uint8_t	ip6_un1_hlim;
		} ip6_un1;
		__uint8_t	ip6_un2_vfc;
	} ip6_ctlun;
	struct in6_addr	ip6_src;
	struct in6_addr	ip6_dst;
};
#define ip6_vfc		ip6_ctlun.ip6_un2_vfc
#define ip6_flow	ip6_ctlun.ip6_un1.ip6_un1_flow
#define ip6_plen	ip6_ctlun.ip6_un1.ip6_un1_plen
#define ip6_nxt		ip6_ctlun.ip6_un1.ip6_un1_nxt
#define ip6_hlim	ip6_ctlun.ip6_un1.ip6_un1_hlim

#endif /* _NETINET_IP6_H */
