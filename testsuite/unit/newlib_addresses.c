/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/posix/inet.c */
/* Internet addresses from and to text. */
#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>

static void
v6(const char *text, const char *want)
{
	unsigned char a[16];
	char back[INET6_ADDRSTRLEN];

	CHECK_INT(inet_pton(AF_INET6, text, a), want != NULL);
	if (want != NULL) {
		CHECK(inet_ntop(AF_INET6, a, back, sizeof(back)) == back);
		CHECK_STR(back, want);
	}
}

static void
v4(const char *text, int ok, unsigned int want)
{
	struct in_addr in;

	CHECK_INT(inet_aton(text, &in), ok);
	if (ok)
		CHECK(ntohl(in.s_addr) == want);
}

int
main(void)
{
	char small[8];
	unsigned char a[16] = { 192, 168, 100, 1 };

	v6("::", "::");
	v6("::1", "::1");
	v6("1::", "1::");
	v6("2001:DB8::0:1", "2001:db8::1");
	v6("1:0:0:2:0:0:0:3", "1:0:0:2::3");
	v6("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7");
	v6("::ffff:1.2.3.4", "::ffff:1.2.3.4");
	v6("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8");
	v6("1:2:3:4:5:6:7", NULL);
	v6("1:2:3:4:5:6:7:8:9", NULL);
	v6("1::2::3", NULL);
	v6(":::", NULL);
	v6(":1", NULL);
	v6("1:", NULL);
	v6("12345::", NULL);
	v6("::1.2.3", NULL);
	v6("", NULL);
	v4("127.1", 1, 0x7f000001);
	v4("0x7f.0.0.01", 1, 0x7f000001);
	v4("4294967295", 1, 0xffffffff);
	v4("1.2.3.256", 0, 0);
	v4("1.2.3.4.5", 0, 0);
	v4("1.2.3.4 x", 1, 0x01020304);
	v4("a", 0, 0);
	CHECK_INT(inet_pton(AF_INET, "01.2.3.4", a), 0);
	CHECK_INT(inet_pton(12345, "1", a), -1);
	CHECK_INT(errno, EAFNOSUPPORT);
	CHECK(inet_ntop(AF_INET, a, small, sizeof(small)) == NULL);
	CHECK_INT(errno, ENOSPC);
	return 0;
}
