/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Network interfaces (XBD <net/if.h>).
 */
#ifndef _NET_IF_H
#define _NET_IF_H

#include <sys/cdefs.h>
#include <sys/types.h>
#if __MISC_VISIBLE
#include <sys/socket.h>
#endif

#define IF_NAMESIZE	64

struct if_nameindex {
	unsigned int	if_index;
	char		*if_name;
};

#if __MISC_VISIBLE
#define IFNAMSIZ	IF_NAMESIZE
#define IFHWADDRLEN	6

#define IFF_UP		0x0001
#define IFF_BROADCAST	0x0002
#define IFF_LOOPBACK	0x0008
#define IFF_POINTOPOINT	0x0010
#define IFF_NOTRAILERS	0x0020
#define IFF_RUNNING	0x0040
#define IFF_NOARP	0x0080
#define IFF_PROMISC	0x0100
#define IFF_MULTICAST	0x1000

struct ifreq {
	union {
		char	ifrn_name[IFNAMSIZ];
	} ifr_ifrn;
	union {
		struct sockaddr	ifru_addr;
		struct sockaddr	ifru_dstaddr;
		struct sockaddr	ifru_broadaddr;
		struct sockaddr	ifru_netmask;
		struct sockaddr	ifru_hwaddr;
		int		ifru_flags;
		int		ifru_metric;
		int		ifru_mtu;
		int		ifru_ifindex;
		char		*ifru_data;
	} ifr_ifru;
};
#define ifr_name	ifr_ifrn.ifrn_name
#define ifr_addr	ifr_ifru.ifru_addr
#define ifr_dstaddr	ifr_ifru.ifru_dstaddr
#define ifr_broadaddr	ifr_ifru.ifru_broadaddr
#define ifr_netmask	ifr_ifru.ifru_netmask
#define ifr_hwaddr	ifr_ifru.ifru_hwaddr
#define ifr_flags	ifr_ifru.ifru_flags
#define ifr_metric	ifr_ifru.ifru_metric
#define ifr_mtu		ifr_ifru.ifru_mtu
#define ifr_ifindex	ifr_ifru.ifru_ifindex
#define ifr_data	ifr_ifru.ifru_data

struct ifconf {
	int	ifc_len;
	union {
		char		*ifcu_buf;
		struct ifreq	*ifcu_req;
	} ifc_ifcu;
};
#define ifc_buf		ifc_ifcu.ifcu_buf
#define ifc_req		ifc_ifcu.ifcu_req
#endif

__BEGIN_DECLS

void if_freenameindex(struct if_nameindex *__list);
char *if_indextoname(unsigned int __index, char *__name);
struct if_nameindex *if_nameindex(void);
unsigned int if_nametoindex(const char *__name);

__END_DECLS

#endif /* _NET_IF_H */
