/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ICMP headers (RFC 792). Not in POSIX.
 */
#ifndef _NETINET_IP_ICMP_H
#define _NETINET_IP_ICMP_H

#include <netinet/in.h>
#include <netinet/ip.h>

struct icmp {
	__uint8_t	icmp_type;
	__uint8_t	icmp_code;
	__uint16_t	icmp_cksum;
	union {
		__uint8_t	ih_pptr;
		struct in_addr	ih_gwaddr;
		struct {
			__uint16_t	icd_id;
			__uint16_t	icd_seq;
		} ih_idseq;
		__uint32_t	ih_void;
	} icmp_hun;
	union {
		struct ip	idi_ip;
		__uint32_t	id_mask;
		char		id_data[1];
	} icmp_dun;
};
#define icmp_pptr	icmp_hun.ih_pptr
#define icmp_gwaddr	icmp_hun.ih_gwaddr
#define icmp_id		icmp_hun.ih_idseq.icd_id
#define icmp_seq	icmp_hun.ih_idseq.icd_seq
#define icmp_ip		icmp_dun.idi_ip
#define icmp_mask	icmp_dun.id_mask
#define icmp_data	icmp_dun.id_data

#define ICMP_MINLEN		8
#define ICMP_ECHOREPLY		0
#define ICMP_UNREACH		3
#define ICMP_SOURCEQUENCH	4
#define ICMP_REDIRECT		5
#define ICMP_ECHO		8
#define ICMP_TIMXCEED		11
#define ICMP_PARAMPROB		12
#define ICMP_TSTAMP		13
#define ICMP_TSTAMPREPLY	14
#define ICMP_MASKREQ		17
#define ICMP_MASKREPLY		18

#endif /* _NETINET_IP_ICMP_H */
