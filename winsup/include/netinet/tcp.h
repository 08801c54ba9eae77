/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * TCP (XBD <netinet/tcp.h>); numbers are Winsock's.
 */
#ifndef _NETINET_TCP_H
#define _NETINET_TCP_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define TCP_NODELAY	1
#if __MISC_VISIBLE
#define TCP_KEEPIDLE	3
#define TCP_MAXSEG	4
#define TCP_QUICKACK	12
#define TCP_FASTOPEN	15
#define TCP_KEEPCNT	16
#define TCP_KEEPINTVL	17
#define TCP_USER_TIMEOUT	18
#define SOL_TCP		6

struct tcphdr {
	__uint16_t	th_sport;
	__uint16_t	th_dport;
	__uint32_t	th_seq;
	__uint32_t	th_ack;
	__uint8_t	th_x2 : 4;
	__uint8_t	th_off : 4;
	__uint8_t	th_flags;
	__uint16_t	th_win;
	__uint16_t	th_sum;
	__uint16_t	th_urp;
};
#define TH_FIN	0x01
#define TH_SYN	0x02
#define TH_RST	0x04
#define TH_PUSH	0x08
#define TH_ACK	0x10
#define TH_URG	0x20
#endif

#endif /* _NETINET_TCP_H */
