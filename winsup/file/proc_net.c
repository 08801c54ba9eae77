/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc/net: the system's tables of connections, interfaces and routes, in
 * the form Linux gives them.  Whose a socket is it tells for processes of
 * ours; others are nobody's, as ids without a number are on Linux.
 */
#include "file/proc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/net.h"

#define NOBODY		65534u
#define UDP_OPEN	7		/* what Linux says of one */

#define ROUTE_UP	1u		/* RTF_... */
#define ROUTE_GATEWAY	2u
#define ROUTE_HOST	4u

/* TCP's states by Linux' numbers. */
static const unsigned char states[] = {
	[NT_TCP_CLOSED] = 7, [NT_TCP_LISTEN] = 10, [NT_TCP_SYN_SENT] = 2,
	[NT_TCP_SYN_RECEIVED] = 3, [NT_TCP_ESTABLISHED] = 1,
	[NT_TCP_FIN_WAIT1] = 4, [NT_TCP_FIN_WAIT2] = 5,
	[NT_TCP_CLOSE_WAIT] = 8, [NT_TCP_CLOSING] = 11,
	[NT_TCP_LAST_ACK] = 9, [NT_TCP_TIME_WAIT] = 6, [NT_TCP_DELETE] = 7
};

/* --- sockets --- */

struct owner {
	uint32_t process, uid;
};
struct owners {
	unsigned n;
	struct owner list[PROC_SLOTS];
};

static int
add_owner(struct proc_entry *p, void *arg)
{
	struct owners *o = arg;

	if (p->winpid != 0 && p->state != PROC_VIRTUAL &&
	    p->state != PROC_DEAD && o->n < PROC_SLOTS)
		o->list[o->n++] = (struct owner){ p->winpid, p->uid };
	return 0;
}

static uint32_t
owner_of(const struct owners *o, uint32_t process)
{
	for (unsigned i = 0; i < o->n; i++)
		if (o->list[i].process == process)
			return o->list[i].uid;
	return NOBODY;
}

/* Numbers of four bytes, each as this processor reads it from the wire. */
static void
add_end(struct proc_text *t, const unsigned char *address, int six,
    unsigned port)
{
	for (int i = 0; i < (six ? 16 : 4); i += 4)
		text_printf(t, "%02X%02X%02X%02X", address[i + 3],
		    address[i + 2], address[i + 1], address[i]);
	text_printf(t, ":%04X", port);
}

static void
add_socket(struct proc_text *t, const struct nt_socket *s, int tcp, int six,
    uint32_t uid)
{
	unsigned state = !tcp ? UDP_OPEN :
	    s->state < sizeof states ? states[s->state] : 0;

	add_end(t, s->local, six, s->local_port);
	text_add(t, " ", 1);
	add_end(t, s->remote, six, s->remote_port);
	text_printf(t, " %02X 00000000:00000000 00:00000000 00000000 %5u"
	    "        0 0", state, uid);
	text_printf(t, tcp ? " 1 0000000000000000 100 0 0 10 0\n" :
	    " 2 0000000000000000 0\n");
}

static int
write_sockets(struct proc_text *t, int tcp, int six)
{
	static const char four[] = " sl  local_address rem_address   st ";
	static const char sixteen[] = " sl  local_address                     "
	    "    remote_address                        st ";
	struct owners *owners = malloc(sizeof *owners);
	struct nt_socket *list = NULL;
	long n = owners == NULL ? -ENOMEM : nt_net_sockets(tcp, six, &list);

	if (n > 0) {
		owners->n = 0;
		if (proc_self() != NULL) {
			proc_lock();
			proc_each(add_owner, owners);
			proc_unlock();
		}
	}
	if (n >= 0)
		text_printf(t, "%s%stx_queue rx_queue tr tm->when retrnsmt   "
		    "uid  timeout inode%s\n", tcp || six ? " " : "  ",
		    six ? sixteen : four, tcp ? "" : " ref pointer drops");
	for (long i = 0; i < n; i++) {
		text_printf(t, tcp ? "%4ld: " : "%5ld: ", i);
		add_socket(t, &list[i], tcp, six,
		    owner_of(owners, list[i].process));
	}
	free(list);
	free(owners);
	return n < 0 ? (int)n : 0;
}

static int
write_tcp(struct proc_text *t, const struct proc_subject *s)
{
	return write_sockets(t, 1, 0);
}

static int
write_tcp6(struct proc_text *t, const struct proc_subject *s)
{
	return write_sockets(t, 1, 1);
}

static int
write_udp(struct proc_text *t, const struct proc_subject *s)
{
	return write_sockets(t, 0, 0);
}

static int
write_udp6(struct proc_text *t, const struct proc_subject *s)
{
	return write_sockets(t, 0, 1);
}

/* --- interfaces and what goes by them --- */

static void
add_traffic(struct proc_text *t, const struct nt_traffic *c)
{
	text_printf(t, " %8llu %7llu %4llu %4llu", (unsigned long long)c->bytes,
	    (unsigned long long)c->packets, (unsigned long long)c->errors,
	    (unsigned long long)c->dropped);
}

static int
write_dev(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_interface *list;
	long n = nt_net_interfaces(&list);

	if (n >= 0)
		text_printf(t, "Inter-|   Receive                              "
		    "                  |  Transmit\n face |bytes    packets "
		    "errs drop fifo frame compressed multicast|bytes    packets"
		    " errs drop fifo colls carrier compressed\n");
	for (long i = 0; i < n; i++) {
		text_printf(t, "%6s:", list[i].name);
		add_traffic(t, &list[i].in);
		text_printf(t, "    0     0          0 %9llu",
		    (unsigned long long)list[i].in_many);
		add_traffic(t, &list[i].out);
		text_printf(t, "    0     0       0          0\n");
	}
	free(list);
	return n < 0 ? (int)n : 0;
}

static const char *
name_of(const struct nt_interface *list, long n, uint32_t index)
{
	for (long i = 0; i < n; i++)
		if (list[i].index == index)
			return list[i].name;
	return "*";
}

static int
write_route(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_interface *list;
	struct nt_route *routes = NULL;
	long n = nt_net_interfaces(&list), k = n;

	if (n >= 0 && (k = nt_net_routes(&routes)) >= 0)
		text_printf(t, "Iface\tDestination\tGateway \tFlags\tRefCnt\t"
		    "Use\tMetric\tMask\t\tMTU\tWindow\tIRTT\n");
	for (long i = 0; i < k; i++) {
		const struct nt_route *r = &routes[i];

		text_printf(t, "%s\t%08X\t%08X\t%04X\t0\t0\t%u\t%08X\t0\t0\t"
		    "0\n", name_of(list, n, r->via), r->destination,
		    r->direct ? 0 : r->gateway, ROUTE_UP |
		    (r->direct ? 0 : ROUTE_GATEWAY) |
		    (r->mask == 0xffffffffu ? ROUTE_HOST : 0), r->metric,
		    r->mask);
	}
	free(routes);
	free(list);
	return k < 0 ? (int)k : 0;
}

/* Linux' numbers for how far an address reaches. */
static unsigned
scope_of(const unsigned char a[16])
{
	static const unsigned char loopback[16] = { [15] = 1 };

	if (memcmp(a, loopback, sizeof loopback) == 0)
		return 0x10;
	if (a[0] != 0xfe || (a[1] & 0x80) == 0)
		return 0;
	return (a[1] & 0x40) == 0 ? 0x20 : 0x40;
}

static int
write_if_inet6(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_interface *list;
	struct nt_address *addresses = NULL;
	long n = nt_net_interfaces(&list), k = n;

	if (n >= 0)
		k = nt_net_addresses(&addresses);
	for (long i = 0; i < k; i++) {
		const struct nt_address *a = &addresses[i];

		for (int b = 0; b < 16; b++)
			text_printf(t, "%02x", a->address[b]);
		text_printf(t, " %02x %02x %02x %02x %8s\n", a->via, a->prefix,
		    scope_of(a->address), (a->for_ever ? 0x80u : 0) |
		    (a->tentative ? 0x40u : 0) | (a->deprecated ? 0x20u : 0) |
		    (a->duplicate ? 0x08u : 0), name_of(list, n, a->via));
	}
	free(addresses);
	free(list);
	return k < 0 ? (int)k : 0;
}

const struct proc_file proc_net_files[] = {
	{ "dev", write_dev },
	{ "if_inet6", write_if_inet6 },
	{ "route", write_route },
	{ "tcp", write_tcp },
	{ "tcp6", write_tcp6 },
	{ "udp", write_udp },
	{ "udp6", write_udp6 },
	{ NULL, NULL }
};
