/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tables of the network (iphlpapi.h, netioapi.h; iphlpapi is loaded when one
 * is asked for).  Each call gives rows in memory of malloc() and returns how
 * many; -ENXIO: this system has no such table; -ENOMEM and others.
 */
#ifndef ISTHMUS_NT_NET_H
#define ISTHMUS_NT_NET_H

#include "nt/types.h"

/* MIB_TCP_STATE (tcpmib.h). */
enum nt_tcp_state {
	NT_TCP_CLOSED = 1, NT_TCP_LISTEN, NT_TCP_SYN_SENT, NT_TCP_SYN_RECEIVED,
	NT_TCP_ESTABLISHED, NT_TCP_FIN_WAIT1, NT_TCP_FIN_WAIT2,
	NT_TCP_CLOSE_WAIT, NT_TCP_CLOSING, NT_TCP_LAST_ACK, NT_TCP_TIME_WAIT,
	NT_TCP_DELETE
};

/* An end of a connection; addresses as on the wire, of IPv4 the first four. */
struct nt_socket {
	unsigned char local[16], remote[16];
	uint16_t local_port, remote_port;
	uint32_t state;			/* of TCP */
	uint32_t process;		/* Windows' pid */
};

#define NT_NET_NAME	64

struct nt_traffic {
	uint64_t bytes, packets, errors, dropped;
};
struct nt_interface {
	uint32_t index;
	char name[NT_NET_NAME];		/* without blanks */
	struct nt_traffic in, out;
	uint64_t in_many;		/* of in.packets: to more than us */
};

/* Of IPv4; addresses are the bytes on the wire, read as a number here. */
struct nt_route {
	uint32_t destination, mask, gateway, metric;
	uint32_t via;			/* number of its interface */
	int direct;			/* the gateway is none */
};

struct nt_address {			/* of IPv6 */
	unsigned char address[16];
	uint32_t via;
	unsigned prefix;
	int for_ever, tentative, duplicate, deprecated;
};

long nt_net_sockets(int tcp, int six, struct nt_socket **);
long nt_net_interfaces(struct nt_interface **);
long nt_net_routes(struct nt_route **);
long nt_net_addresses(struct nt_address **);

#endif
