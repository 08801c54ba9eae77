/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/proc_net.c */
/* What /proc/net makes of tables that the system gives, to the letter. */
#include "unit.h"

#include <stdarg.h>

#include "file/proc.h"
#include "nt/net.h"

static const struct nt_socket tcp[] = {
	{ { 127, 0, 0, 1 }, { 0 }, 3306, 0, NT_TCP_LISTEN, 77 },
	{ { 10, 1, 2, 3 }, { 192, 168, 0, 9 }, 50000, 443,
	    NT_TCP_ESTABLISHED, 9999 },
	{ { 10, 1, 2, 3 }, { 192, 168, 0, 9 }, 50001, 443, NT_TCP_TIME_WAIT,
	    0 },
};
static const struct nt_socket udp6[] = {
	{ { 0xfe, 0x80, [15] = 0x2a }, { 0 }, 5353, 0, 0, 77 },
};
static const struct nt_interface interfaces[] = {
	{ 1, "loopback_0", { 100, 2, 0, 0 }, { 100, 2, 0, 0 }, 0 },
	{ 4, "ethernet_32769", { 5000000000, 70000, 1, 2 },
	    { 300, 4, 5, 6 }, 12 },
};
static const struct nt_route routes[] = {
	{ 0, 0, 0x0101a8c0, 25, 4, 0 },
	{ 0x0001a8c0, 0x00ffffff, 0x0201a8c0, 281, 4, 1 },
	{ 0x0100007f, 0xffffffff, 0, 331, 99, 1 },
};
static const struct nt_address addresses[] = {
	{ { [15] = 1 }, 1, 128, 1, 0, 0, 0 },
	{ { 0xfe, 0x80, [15] = 7 }, 4, 64, 1, 0, 0, 0 },
	{ { 0x20, 0x01, 0xd, 0xb8, [15] = 8 }, 4, 64, 0, 1, 0, 1 },
};
static long failing;

static long
give(void **rows, const void *from, size_t size, long n)
{
	if (failing < 0) {
		*rows = NULL;
		return failing;
	}
	*rows = malloc(size);
	memcpy(*rows, from, size);
	return n;
}

long
nt_net_sockets(int is_tcp, int six, struct nt_socket **rows)
{
	if (is_tcp != six)
		return is_tcp ? give((void **)rows, tcp, sizeof tcp, 3) :
		    give((void **)rows, udp6, sizeof udp6, 1);
	*rows = NULL;
	return 0;
}

long
nt_net_interfaces(struct nt_interface **rows)
{
	return give((void **)rows, interfaces, sizeof interfaces, 2);
}

long
nt_net_routes(struct nt_route **rows)
{
	return give((void **)rows, routes, sizeof routes, 3);
}

long
nt_net_addresses(struct nt_address **rows)
{
	return give((void **)rows, addresses, sizeof addresses, 3);
}

static struct proc_entry entries[] = {
	{ .pid = 2, .winpid = 77, .uid = 1000, .state = PROC_RUNNING },
	{ .pid = 3, .winpid = 9999, .uid = 1001, .state = PROC_DEAD },
};

struct proc_entry *
proc_self(void)
{
	return &entries[0];
}

void
proc_lock(void)
{
}

void
proc_unlock(void)
{
}

int
proc_each(int (*fn)(struct proc_entry *, void *), void *arg)
{
	return fn(&entries[0], arg) || fn(&entries[1], arg);
}

static char text[8192];
static size_t used;

void
text_add(struct proc_text *t, const char *s, size_t n)
{
	CHECK(used + n < sizeof text);
	memcpy(text + used, s, n);
	used += n;
	text[used] = '\0';
}

void
text_printf(struct proc_text *t, const char *format, ...)
{
	char line[1024];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	CHECK(n >= 0 && n < (int)sizeof line);
	text_add(t, line, (size_t)n);
}

static const char *
file(const char *name)
{
	struct proc_text t = { 0 };
	const struct proc_file *f = proc_net_files;

	while (strcmp(f->name, name) != 0)
		f++;
	used = 0;
	CHECK_INT(f->write(&t, NULL), 0);
	return text;
}

int
main(void)
{
	CHECK_STR(file("tcp"),
	    "  sl  local_address rem_address   st tx_queue rx_queue tr "
	    "tm->when retrnsmt   uid  timeout inode\n"
	    "   0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 "
	    "00:00000000 00000000  1000        0 0 1 0000000000000000 100 0 "
	    "0 10 0\n"
	    "   1: 0302010A:C350 0900A8C0:01BB 01 00000000:00000000 "
	    "00:00000000 00000000 65534        0 0 1 0000000000000000 100 0 "
	    "0 10 0\n"
	    "   2: 0302010A:C351 0900A8C0:01BB 06 00000000:00000000 "
	    "00:00000000 00000000 65534        0 0 1 0000000000000000 100 0 "
	    "0 10 0\n");
	CHECK_STR(file("udp6"),
	    "  sl  local_address                         remote_address       "
	    "                 st tx_queue rx_queue tr tm->when retrnsmt   uid "
	    " timeout inode ref pointer drops\n"
	    "    0: 000080FE00000000000000002A000000:14E9 "
	    "00000000000000000000000000000000:0000 07 00000000:00000000 "
	    "00:00000000 00000000  1000        0 0 2 0000000000000000 0\n");
	CHECK(strchr(file("udp"), '\n') == text + strlen(text) - 1);
	file("dev");
	CHECK_STR(strchr(strchr(text, '\n') + 1, '\n') + 1,
	    "loopback_0:      100       2    0    0    0     0          0    "
	    "     0      100       2    0    0    0     0       0          0\n"
	    "ethernet_32769: 5000000000   70000    1    2    0     0         "
	    " 0        12      300       4    5    6    0     0       0      "
	    "    0\n");
	CHECK_STR(file("route"),
	    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t"
	    "\tMTU\tWindow\tIRTT\n"
	    "ethernet_32769\t00000000\t0101A8C0\t0003\t0\t0\t25\t00000000\t0"
	    "\t0\t0\n"
	    "ethernet_32769\t0001A8C0\t00000000\t0001\t0\t0\t281\t00FFFFFF\t0"
	    "\t0\t0\n"
	    "*\t0100007F\t00000000\t0005\t0\t0\t331\tFFFFFFFF\t0\t0\t0\n");
	CHECK_STR(file("if_inet6"),
	    "00000000000000000000000000000001 01 80 10 80 loopback_0\n"
	    "fe800000000000000000000000000007 04 40 20 80 ethernet_32769\n"
	    "20010db8000000000000000000000008 04 40 00 60 ethernet_32769\n");
	failing = -ENXIO;
	for (const struct proc_file *f = proc_net_files; f->name != NULL; f++) {
		struct proc_text t = { 0 };
		int empty = strcmp(f->name, "udp") == 0 ||
		    strcmp(f->name, "tcp6") == 0;

		CHECK_INT(f->write(&t, NULL), empty ? 0 : -ENXIO);
	}
	return (0);
}
