/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/net.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/utf.h"

/* The system's types of addresses, beside our own sets of descriptors. */
#define USE_SYS_TYPES_FD_SET
#include <winsock2.h>
#include <ws2ipdef.h>
#include <iphlpapi.h>
#include <netioapi.h>

#define FAMILY(six)	((six) ? 23u : 2u)	/* winsock2.h: AF_INET6 */
#define TRIES		10

_Static_assert((int)NT_TCP_ESTABLISHED == MIB_TCP_STATE_ESTAB &&
    (int)NT_TCP_DELETE == MIB_TCP_STATE_DELETE_TCB, "states");

typedef DWORD WINAPI extended_fn(void *, DWORD *, BOOL, ULONG, int, ULONG);
typedef DWORD WINAPI routes_fn(void *, DWORD *, BOOL);
typedef NETIO_STATUS WINAPI interfaces_fn(MIB_IF_TABLE2 **);
typedef NETIO_STATUS WINAPI addresses_fn(USHORT, MIB_UNICASTIPADDRESS_TABLE **);
typedef NETIO_STATUS WINAPI name_fn(const NET_LUID *, WCHAR *, SIZE_T);
typedef void WINAPI free_fn(void *);

static void *
function(const char *name)
{
	HMODULE dll = LoadLibraryExW(L"iphlpapi.dll", NULL,
	    LOAD_LIBRARY_SEARCH_SYSTEM32);

	return dll != NULL ? (void *)GetProcAddress(dll, name) : NULL;
}

/* A system without IPv6, or without a network, has an empty table. */
static long
failed(DWORD code)
{
	return code == ERROR_NOT_SUPPORTED || code == ERROR_NO_DATA ? 0 :
	    nt_win_errno(code);
}

/*
 * A table that is copied into memory of the caller's, which may be too little
 * again as soon as its size is known.  0 and NULL: there is none.
 */
static long
fetch(DWORD (*ask)(void *fn, void *table, DWORD *size, const int arg[2]),
    void *fn, const int arg[2], void **table)
{
	DWORD size = 4096, code;

	*table = NULL;
	if (fn == NULL)
		return -ENXIO;
	for (int i = 0; i < TRIES; i++) {
		free(*table);
		if ((*table = malloc(size)) == NULL)
			return -ENOMEM;
		code = ask(fn, *table, &size, arg);
		if (code == NO_ERROR)
			return 0;
		if (code != ERROR_INSUFFICIENT_BUFFER)
			break;
		size += size / 4;
	}
	free(*table);
	*table = NULL;
	return failed(code);
}

static DWORD
ask_extended(void *fn, void *table, DWORD *size, const int arg[2])
{
	return ((extended_fn *)fn)(table, size, FALSE, FAMILY(arg[0]), arg[1],
	    0);
}

static DWORD
ask_routes(void *fn, void *table, DWORD *size, const int arg[2])
{
	return ((routes_fn *)fn)(table, size, FALSE);
}

/* Ports are in the order of the wire, in the lower half of a number. */
static uint16_t
port(DWORD d)
{
	return (uint16_t)((d & 0xff) << 8 | (d >> 8 & 0xff));
}

static void
take_tcp(struct nt_socket *s, const MIB_TCPROW_OWNER_PID *r)
{
	memcpy(s->local, &r->dwLocalAddr, 4);
	memcpy(s->remote, &r->dwRemoteAddr, 4);
	s->local_port = port(r->dwLocalPort);
	s->remote_port = r->dwState == MIB_TCP_STATE_LISTEN ? 0 :
	    port(r->dwRemotePort);
	s->state = r->dwState;
	s->process = r->dwOwningPid;
}

static void
take_tcp6(struct nt_socket *s, const MIB_TCP6ROW_OWNER_PID *r)
{
	memcpy(s->local, r->ucLocalAddr, 16);
	memcpy(s->remote, r->ucRemoteAddr, 16);
	s->local_port = port(r->dwLocalPort);
	s->remote_port = r->dwState == MIB_TCP_STATE_LISTEN ? 0 :
	    port(r->dwRemotePort);
	s->state = r->dwState;
	s->process = r->dwOwningPid;
}

static void
take_udp(struct nt_socket *s, const MIB_UDPROW_OWNER_PID *r)
{
	memcpy(s->local, &r->dwLocalAddr, 4);
	s->local_port = port(r->dwLocalPort);
	s->process = r->dwOwningPid;
}

static void
take_udp6(struct nt_socket *s, const MIB_UDP6ROW_OWNER_PID *r)
{
	memcpy(s->local, r->ucLocalAddr, 16);
	s->local_port = port(r->dwLocalPort);
	s->process = r->dwOwningPid;
}

static void
take_row(struct nt_socket *s, const void *table, DWORD i, int tcp, int six)
{
	if (tcp && six)
		take_tcp6(s, &((const MIB_TCP6TABLE_OWNER_PID *)table)->
		    table[i]);
	else if (tcp)
		take_tcp(s, &((const MIB_TCPTABLE_OWNER_PID *)table)->table[i]);
	else if (six)
		take_udp6(s, &((const MIB_UDP6TABLE_OWNER_PID *)table)->
		    table[i]);
	else
		take_udp(s, &((const MIB_UDPTABLE_OWNER_PID *)table)->table[i]);
}

/* Rows of the caller's kind for those of a table, all zero. */
static long
make_rows(void **rows, const void *table, size_t size)
{
	DWORD n = table != NULL ? *(const DWORD *)table : 0;

	*rows = calloc(n + 1, size);
	return *rows != NULL ? (long)n : -ENOMEM;
}

long
nt_net_sockets(int tcp, int six, struct nt_socket **rows)
{
	int arg[2] = { six, tcp ? (int)TCP_TABLE_OWNER_PID_ALL :
	    (int)UDP_TABLE_OWNER_PID };
	void *table, *out = NULL;
	long n = fetch(ask_extended, function(tcp ? "GetExtendedTcpTable" :
	    "GetExtendedUdpTable"), arg, &table);

	if (n == 0 && (n = make_rows(&out, table, sizeof **rows)) > 0)
		for (DWORD i = 0; i < (DWORD)n; i++)
			take_row((struct nt_socket *)out + i, table, i, tcp,
			    six);
	free(table);
	*rows = out;
	return n;
}

long
nt_net_routes(struct nt_route **rows)
{
	void *table, *out = NULL;
	long n = fetch(ask_routes, function("GetIpForwardTable"), NULL,
	    &table);

	if (n == 0)
		n = make_rows(&out, table, sizeof **rows);
	for (long i = 0; i < n; i++) {
		const MIB_IPFORWARDROW *r =
		    &((const MIB_IPFORWARDTABLE *)table)->table[i];

		((struct nt_route *)out)[i] = (struct nt_route){
			.destination = r->dwForwardDest,
			.mask = r->dwForwardMask,
			.gateway = r->dwForwardNextHop,
			.metric = r->dwForwardMetric1,
			.via = r->dwForwardIfIndex,
			.direct = r->dwForwardType != MIB_IPROUTE_TYPE_INDIRECT,
		};
	}
	free(table);
	*rows = out;
	return n;
}

/* As if_indextoname() of Windows has it: "ethernet_32769". */
static void
name_interface(struct nt_interface *out, const NET_LUID *luid, name_fn *name)
{
	WCHAR wide[NT_NET_NAME];
	size_t units = 0, n;

	if (name != NULL && name(luid, wide, NT_NET_NAME) == 0)
		while (units < NT_NET_NAME && wide[units] != 0)
			units++;
	n = utf_16to8(out->name, NT_NET_NAME - 1, (const uint16_t *)wide,
	    units);
	if (units == 0 || n >= NT_NET_NAME)
		n = (size_t)snprintf(out->name, NT_NET_NAME, "if%u",
		    out->index);
	out->name[n] = '\0';
	for (char *s = out->name; *s != '\0'; s++)
		if (*s == ' ' || *s == ':')
			*s = '_';
}

static void
take_interface(struct nt_interface *out, const MIB_IF_ROW2 *r, name_fn *name)
{
	out->index = r->InterfaceIndex;
	name_interface(out, &r->InterfaceLuid, name);
	out->in = (struct nt_traffic){ r->InOctets,
	    r->InUcastPkts + r->InNUcastPkts, r->InErrors, r->InDiscards };
	out->out = (struct nt_traffic){ r->OutOctets,
	    r->OutUcastPkts + r->OutNUcastPkts, r->OutErrors, r->OutDiscards };
	out->in_many = r->InNUcastPkts;
}

/* Without what filters are put between an interface and its driver. */
long
nt_net_interfaces(struct nt_interface **rows)
{
	interfaces_fn *get = (interfaces_fn *)function("GetIfTable2");
	name_fn *name = (name_fn *)function("ConvertInterfaceLuidToNameW");
	free_fn *release = (free_fn *)function("FreeMibTable");
	MIB_IF_TABLE2 *table;
	DWORD code;
	long n = 0;

	*rows = NULL;
	if (get == NULL || release == NULL)
		return -ENXIO;
	if ((code = (DWORD)get(&table)) != NO_ERROR)
		return failed(code);
	if ((*rows = calloc(table->NumEntries + 1, sizeof **rows)) == NULL)
		n = -ENOMEM;
	for (DWORD i = 0; n >= 0 && i < table->NumEntries; i++)
		if (!table->Table[i].InterfaceAndOperStatusFlags.
		    FilterInterface)
			take_interface(&(*rows)[n++], &table->Table[i], name);
	release(table);
	return n;
}

long
nt_net_addresses(struct nt_address **rows)
{
	addresses_fn *get =
	    (addresses_fn *)function("GetUnicastIpAddressTable");
	free_fn *release = (free_fn *)function("FreeMibTable");
	MIB_UNICASTIPADDRESS_TABLE *table;
	void *out = NULL;
	DWORD code;
	long n;

	*rows = NULL;
	if (get == NULL || release == NULL)
		return -ENXIO;
	if ((code = (DWORD)get((USHORT)FAMILY(1), &table)) != NO_ERROR)
		return failed(code);
	n = make_rows(&out, table, sizeof **rows);
	for (long i = 0; i < n; i++) {
		const MIB_UNICASTIPADDRESS_ROW *r = &table->Table[i];
		struct nt_address *a = (struct nt_address *)out + i;

		memcpy(a->address, &r->Address.Ipv6.sin6_addr, 16);
		a->via = r->InterfaceIndex;
		a->prefix = r->OnLinkPrefixLength;
		a->for_ever = r->ValidLifetime == 0xffffffffu;
		a->tentative = r->DadState == IpDadStateTentative;
		a->duplicate = r->DadState == IpDadStateDuplicate;
		a->deprecated = r->DadState == IpDadStateDeprecated;
	}
	release(table);
	*rows = out;
	return n;
}
