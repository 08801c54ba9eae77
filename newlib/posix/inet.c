/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Internet addresses as text (XSH inet_addr, inet_ntop), and the byte order
 * functions (XSH htonl).
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#undef htonl
#undef htons
#undef ntohl
#undef ntohs

uint32_t htonl(uint32_t v);
uint16_t htons(uint16_t v);
uint32_t ntohl(uint32_t v);
uint16_t ntohs(uint16_t v);

uint32_t
htonl(uint32_t v)
{
	return __builtin_bswap32(v);
}

uint16_t
htons(uint16_t v)
{
	return __builtin_bswap16(v);
}

uint32_t
ntohl(uint32_t v)
{
	return __builtin_bswap32(v);
}

uint16_t
ntohs(uint16_t v)
{
	return __builtin_bswap16(v);
}

/*
 * One to four parts in C's number notation, the last one filling the rest:
 * 127.1 is 127.0.0.1. What follows must be white space or nothing. Returns
 * 1, or 0 if s is no address.
 */
int
inet_aton(const char *s, struct in_addr *in)
{
	uint32_t part[4], v;
	unsigned long long n;
	char *end;
	int i, last;

	for (last = 0;; last++) {
		if (!isdigit((unsigned char)*s))
			return 0;
		n = strtoull(s, &end, 0);
		if (n > 0xffffffff)
			return 0;
		part[last] = (uint32_t)n;
		s = end;
		if (*s != '.')
			break;
		if (last == 3)
			return 0;
		s++;
	}
	if (*s != '\0' && !isspace((unsigned char)*s))
		return 0;
	if (last > 0 && part[last] >> (8 * (4 - last)) != 0)
		return 0;
	v = part[last];
	for (i = 0; i < last; i++) {
		if (part[i] > 255)
			return 0;
		v |= part[i] << (24 - 8 * i);
	}
	in->s_addr = htonl(v);
	return 1;
}

in_addr_t
inet_addr(const char *s)
{
	struct in_addr in;

	return inet_aton(s, &in) ? in.s_addr : (in_addr_t)-1;
}

char *
inet_ntoa(struct in_addr in)
{
	static char buf[INET_ADDRSTRLEN];

	return (char *)inet_ntop(AF_INET, &in, buf, sizeof(buf));
}

/*
 * BSD's notion of networks by class, in host byte order: one to four parts,
 * each a byte; -1 if s is none.
 */
in_addr_t
inet_network(const char *s)
{
	in_addr_t r = 0;
	unsigned long part;
	char *end;

	for (int i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)*s) ||
		    (part = strtoul(s, &end, 0)) > 255)
			return INADDR_NONE;
		r = r << 8 | (in_addr_t)part;
		if (*end == '\0' || isspace((unsigned char)*end))
			return r;
		if (*end != '.')
			return INADDR_NONE;
		s = end + 1;
	}
	return INADDR_NONE;
}

/* How many bits of an address are the host's. */
static int
host_bits(uint32_t address)
{
	return IN_CLASSA(address) ? 24 : IN_CLASSB(address) ? 16 : 8;
}

in_addr_t
inet_netof(struct in_addr in)
{
	uint32_t a = ntohl(in.s_addr);

	return a >> host_bits(a);
}

in_addr_t
inet_lnaof(struct in_addr in)
{
	uint32_t a = ntohl(in.s_addr);

	return a & ((1u << host_bits(a)) - 1);
}

/* The network's number says its class: 10, 172.16, 192.168.1. */
struct in_addr
inet_makeaddr(in_addr_t net, in_addr_t host)
{
	int bits = net < 128 ? 24 : net < 65536 ? 16 : 8;

	if (net >= 1u << 24)			/* an address already */
		return (struct in_addr){ htonl(net | host) };
	return (struct in_addr){ htonl(net << bits |
	    (host & ((1u << bits) - 1))) };
}

static int
parse_v4(const char *s, unsigned char *out)
{
	unsigned int v, digits;
	int i;

	for (i = 0; i < 4; i++) {
		v = 0;
		for (digits = 0; isdigit((unsigned char)*s); digits++, s++) {
			if (digits > 0 && v == 0)	/* no leading zero */
				return 0;
			v = v * 10 + (unsigned int)(*s - '0');
			if (v > 255)
				return 0;
		}
		if (digits == 0 || *s != (i < 3 ? '.' : '\0'))
			return 0;
		s++;
		out[i] = (unsigned char)v;
	}
	return 1;
}

static int
hex_value(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int
parse_v6(const char *s, unsigned char *out)
{
	unsigned char a[16];
	int n = 0, gap = -1, digits, v;
	const char *start;

	memset(a, 0, sizeof(a));
	if (s[0] == ':' && *++s != ':')
		return 0;
	for (;;) {
		if (*s == ':') {		/* the second of "::" */
			if (gap >= 0)
				return 0;
			gap = n;
			if (*++s == '\0')
				break;
		}
		start = s;
		for (v = digits = 0; hex_value(*s) >= 0; digits++, s++)
			v = (v << 4 | hex_value(*s)) & 0xfffff;
		if (*s == '.') {
			if (n > 12 || !parse_v4(start, a + n))
				return 0;
			n += 4;
			break;
		}
		if (digits == 0 || digits > 4 || n > 14)
			return 0;
		a[n++] = (unsigned char)(v >> 8);
		a[n++] = (unsigned char)v;
		if (*s == '\0')
			break;
		if (*s++ != ':' || *s == '\0')
			return 0;
	}
	if (gap >= 0) {
		if (n == 16)
			return 0;
		memmove(a + 16 - (n - gap), a + gap, (size_t)(n - gap));
		memset(a + gap, 0, (size_t)(16 - n));
	} else if (n != 16)
		return 0;
	memcpy(out, a, 16);
	return 1;
}

/* 1, 0 for no address, or -1 with EAFNOSUPPORT. */
int
inet_pton(int family, const char *restrict s, void *restrict dst)
{
	unsigned char a[4];

	switch (family) {
	case AF_INET:
		if (!parse_v4(s, a))
			return 0;
		memcpy(dst, a, 4);
		return 1;
	case AF_INET6:
		return parse_v6(s, dst);
	default:
		errno = EAFNOSUPPORT;
		return -1;
	}
}

/* The longest run of zero groups, the first of equals; RFC 5952, 4.2. */
static int
find_gap(const unsigned char *a, int *len)
{
	int best = -1, i, n;

	*len = 1;			/* one group alone is written out */
	for (i = 0; i < 8; i += n + 1) {
		for (n = 0; i + n < 8 && a[2 * (i + n)] == 0 &&
		    a[2 * (i + n) + 1] == 0; n++)
			continue;
		if (n > *len) {
			best = i;
			*len = n;
		}
	}
	return best;
}

static void
format_v6(const unsigned char *a, char *buf)
{
	static const unsigned char mapped[12] =
	    { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
	int i, gap, len;

	if (memcmp(a, mapped, 12) == 0) {
		sprintf(buf, "::ffff:%d.%d.%d.%d", a[12], a[13], a[14], a[15]);
		return;
	}
	gap = find_gap(a, &len);
	*buf = '\0';
	for (i = 0; i < 8; i++) {
		if (i == gap) {
			buf += sprintf(buf, "::");
			i += len - 1;
			continue;
		}
		buf += sprintf(buf, "%s%x",
		    i > 0 && !(gap >= 0 && i == gap + len) ? ":" : "",
		    a[2 * i] << 8 | a[2 * i + 1]);
	}
}

/* EAFNOSUPPORT; ENOSPC: the text does not fit. */
const char *
inet_ntop(int family, const void *restrict src, char *restrict dst,
    socklen_t size)
{
	const unsigned char *a = src;
	char buf[INET6_ADDRSTRLEN];

	if (family == AF_INET)
		sprintf(buf, "%d.%d.%d.%d", a[0], a[1], a[2], a[3]);
	else if (family == AF_INET6)
		format_v6(a, buf);
	else {
		errno = EAFNOSUPPORT;
		return NULL;
	}
	if (strlen(buf) >= (size_t)size) {
		errno = ENOSPC;
		return NULL;
	}
	return strcpy(dst, buf);
}
