/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Internet address family (XBD <netinet/in.h>).
 */
#ifndef _NETINET_IN_H
#define _NETINET_IN_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <inttypes.h>

#ifndef _IN_PORT_T_DECLARED
typedef __uint16_t	in_port_t;
#define _IN_PORT_T_DECLARED
#endif
#ifndef _IN_ADDR_T_DECLARED
typedef __uint32_t	in_addr_t;
#define _IN_ADDR_T_DECLARED
#endif

struct in_addr {
	in_addr_t	s_addr;
};

struct sockaddr_in {
	sa_family_t	sin_family;
	in_port_t	sin_port;
	struct in_addr	sin_addr;
	unsigned char	sin_zero[8];
};

struct in6_addr {
	union {
		__uint8_t	__u8[16];
		__uint16_t	__u16[8];
		__uint32_t	__u32[4];
	} __in6;
};
#define s6_addr		__in6.__u8
#if __MISC_VISIBLE
#define s6_addr16	__in6.__u16
#define s6_addr32	__in6.__u32
#endif

struct sockaddr_in6 {
	sa_family_t	sin6_family;
	in_port_t	sin6_port;
	__uint32_t	sin6_flowinfo;
	struct in6_addr	sin6_addr;
	__uint32_t	sin6_scope_id;
};

struct ipv6_mreq {
	struct in6_addr	ipv6mr_multiaddr;
	unsigned int	ipv6mr_interface;
};

#define IPPROTO_IP	0
#define IPPROTO_ICMP	1
#define IPPROTO_TCP	6
#define IPPROTO_UDP	17
#define IPPROTO_IPV6	41
#define IPPROTO_RAW	255
#if __MISC_VISIBLE
#define IPPROTO_HOPOPTS	0
#define IPPROTO_IGMP	2
#define IPPROTO_IPIP	4
#define IPPROTO_EGP	8
#define IPPROTO_PUP	12
#define IPPROTO_IDP	22
#define IPPROTO_ROUTING	43
#define IPPROTO_FRAGMENT	44
#define IPPROTO_ESP	50
#define IPPROTO_AH	51
#define IPPROTO_ICMPV6	58
#define IPPROTO_NONE	59
#define IPPROTO_DSTOPTS	60
#define IPPROTO_MAX	256
#define IPPORT_RESERVED	1024
#endif

#define INADDR_ANY		((in_addr_t)0x00000000)
#define INADDR_BROADCAST	((in_addr_t)0xffffffff)
#if __MISC_VISIBLE
#define INADDR_LOOPBACK		((in_addr_t)0x7f000001)
#define INADDR_NONE		((in_addr_t)0xffffffff)
#define INADDR_UNSPEC_GROUP	((in_addr_t)0xe0000000)
#define INADDR_ALLHOSTS_GROUP	((in_addr_t)0xe0000001)
#define INADDR_ALLRTRS_GROUP	((in_addr_t)0xe0000002)
#define INADDR_MAX_LOCAL_GROUP	((in_addr_t)0xe00000ff)
#define IN_LOOPBACKNET		127
#define IN_CLASSA(__a)		(((in_addr_t)(__a) & 0x80000000) == 0)
#define IN_CLASSA_NET		0xff000000
#define IN_CLASSA_NSHIFT	24
#define IN_CLASSA_HOST		0x00ffffff
#define IN_CLASSB(__a)							\
	(((in_addr_t)(__a) & 0xc0000000) == 0x80000000)
#define IN_CLASSB_NET		0xffff0000
#define IN_CLASSB_NSHIFT	16
#define IN_CLASSB_HOST		0x0000ffff
#define IN_CLASSC(__a)							\
	(((in_addr_t)(__a) & 0xe0000000) == 0xc0000000)
#define IN_CLASSC_NET		0xffffff00
#define IN_CLASSC_NSHIFT	8
#define IN_CLASSC_HOST		0x000000ff
#define IN_CLASSD(__a)							\
	(((in_addr_t)(__a) & 0xf0000000) == 0xe0000000)
#define IN_MULTICAST(__a)	IN_CLASSD(__a)
#define IN_EXPERIMENTAL(__a)						\
	(((in_addr_t)(__a) & 0xf0000000) == 0xf0000000)
#define IN_BADCLASS(__a)	IN_EXPERIMENTAL(__a)
#endif

#define INET_ADDRSTRLEN		16
#define INET6_ADDRSTRLEN	46

#define IN6ADDR_ANY_INIT	{ { { 0 } } }
#define IN6ADDR_LOOPBACK_INIT						\
	{ { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } } }

#define __IN6_8(__a, __i)	(((const __uint8_t *)(__a))[__i])
#define __IN6_32(__a, __i)	(((const __uint32_t *)(__a))[__i])
#define __IN6_ZERO96(__a)						\
	(__IN6_32(__a, 0) == 0 && __IN6_32(__a, 1) == 0 &&		\
	 __IN6_32(__a, 2) == 0)
#define IN6_IS_ADDR_UNSPECIFIED(__a)					\
	(__IN6_ZERO96(__a) && __IN6_32(__a, 3) == 0)
#define IN6_IS_ADDR_LOOPBACK(__a)					\
	(__IN6_ZERO96(__a) && __IN6_32(__a, 3) == 0x01000000)
#define IN6_IS_ADDR_MULTICAST(__a)	(__IN6_8(__a, 0) == 0xff)
#define IN6_IS_ADDR_LINKLOCAL(__a)					\
	(__IN6_8(__a, 0) == 0xfe && (__IN6_8(__a, 1) & 0xc0) == 0x80)
#define IN6_IS_ADDR_SITELOCAL(__a)					\
	(__IN6_8(__a, 0) == 0xfe && (__IN6_8(__a, 1) & 0xc0) == 0xc0)
#define IN6_IS_ADDR_V4MAPPED(__a)					\
	(__IN6_32(__a, 0) == 0 && __IN6_32(__a, 1) == 0 &&		\
	 __IN6_32(__a, 2) == 0xffff0000)
#define IN6_IS_ADDR_V4COMPAT(__a)					\
	(__IN6_ZERO96(__a) && __IN6_32(__a, 3) != 0 &&			\
	 __IN6_32(__a, 3) != 0x01000000)
#define __IN6_MC(__a, __scope)						\
	(IN6_IS_ADDR_MULTICAST(__a) &&					\
	 (__IN6_8(__a, 1) & 0x0f) == (__scope))
#define IN6_IS_ADDR_MC_NODELOCAL(__a)	__IN6_MC(__a, 0x1)
#define IN6_IS_ADDR_MC_LINKLOCAL(__a)	__IN6_MC(__a, 0x2)
#define IN6_IS_ADDR_MC_SITELOCAL(__a)	__IN6_MC(__a, 0x5)
#define IN6_IS_ADDR_MC_ORGLOCAL(__a)	__IN6_MC(__a, 0x8)
#define IN6_IS_ADDR_MC_GLOBAL(__a)	__IN6_MC(__a, 0xe)
#if __MISC_VISIBLE
#define IN6_ARE_ADDR_EQUAL(__a, __b)					\
	(__builtin_memcmp((__a), (__b), sizeof(struct in6_addr)) == 0)
#endif

/* Options; numbers are Winsock's. */
#define IPV6_UNICAST_HOPS	4
#define IPV6_MULTICAST_IF	9
#define IPV6_MULTICAST_HOPS	10
#define IPV6_MULTICAST_LOOP	11
#define IPV6_JOIN_GROUP		12
#define IPV6_LEAVE_GROUP	13
#define IPV6_V6ONLY		27

#if __MISC_VISIBLE
#define IP_OPTIONS		1
#define IP_HDRINCL		2
#define IP_TOS			3
#define IP_TTL			4
#define IP_MULTICAST_IF		9
#define IP_MULTICAST_TTL	10
#define IP_MULTICAST_LOOP	11
#define IP_ADD_MEMBERSHIP	12
#define IP_DROP_MEMBERSHIP	13
#define IP_DONTFRAGMENT		14
#define IP_ADD_SOURCE_MEMBERSHIP	15
#define IP_DROP_SOURCE_MEMBERSHIP	16
#define IP_BLOCK_SOURCE		17
#define IP_UNBLOCK_SOURCE	18
#define IP_PKTINFO		19
#define IP_RECVTTL		21
#define IP_UNICAST_IF		31
#define IP_RECVTOS		40
#define IPV6_HDRINCL		2
#define IPV6_ADD_MEMBERSHIP	IPV6_JOIN_GROUP
#define IPV6_DROP_MEMBERSHIP	IPV6_LEAVE_GROUP
#define IPV6_PKTINFO		19
#define IPV6_RECVPKTINFO	IPV6_PKTINFO
#define IPV6_HOPLIMIT		21
#define IPV6_RECVHOPLIMIT	IPV6_HOPLIMIT
#define IPV6_CHECKSUM		26
#define IPV6_TCLASS		39
#define IPV6_RECVTCLASS		40
#define MCAST_JOIN_GROUP	41
#define MCAST_LEAVE_GROUP	42
#define MCAST_BLOCK_SOURCE	43
#define MCAST_UNBLOCK_SOURCE	44
#define MCAST_JOIN_SOURCE_GROUP	45
#define MCAST_LEAVE_SOURCE_GROUP	46
#define MCAST_INCLUDE		0
#define MCAST_EXCLUDE		1

struct ip_mreq {
	struct in_addr	imr_multiaddr;
	struct in_addr	imr_interface;
};

struct ip_mreqn {
	struct in_addr	imr_multiaddr;
	struct in_addr	imr_address;
	int		imr_ifindex;
};

struct ip_mreq_source {
	struct in_addr	imr_multiaddr;
	struct in_addr	imr_sourceaddr;
	struct in_addr	imr_interface;
};

struct in_pktinfo {
	struct in_addr	ipi_addr;
	unsigned int	ipi_ifindex;
};

struct in6_pktinfo {
	struct in6_addr	ipi6_addr;
	unsigned int	ipi6_ifindex;
};

struct group_req {
	__uint32_t	gr_interface;
	struct sockaddr_storage	gr_group;
};

struct group_source_req {
	__uint32_t	gsr_interface;
	struct sockaddr_storage	gsr_group;
	struct sockaddr_storage	gsr_source;
};
#endif

__BEGIN_DECLS

extern __IMPORT const struct in6_addr in6addr_any;
extern __IMPORT const struct in6_addr in6addr_loopback;

__uint32_t htonl(__uint32_t __x);
__uint16_t htons(__uint16_t __x);
__uint32_t ntohl(__uint32_t __x);
__uint16_t ntohs(__uint16_t __x);
#if __MISC_VISIBLE
int bindresvport(int __fd, struct sockaddr_in *__addr);
int bindresvport_sa(int __fd, struct sockaddr *__addr);
#endif

__END_DECLS

#endif /* _NETINET_IN_H */
