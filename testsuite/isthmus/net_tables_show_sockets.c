/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, the sockets are Windows' */
/* A socket that this process has of Windows is in /proc/net, as its own. */
#define WIN32_LEAN_AND_MEAN
#define USE_SYS_TYPES_FD_SET
#include <winsock2.h>
#include <unistd.h>

#include "test.h"

#define LISTENS	10
#define UDP	7
#define NOBODY	65534		/* Wine may not know whose it is */

#define FUNCTION(name)							\
	((__typeof__(&name))(void *)GetProcAddress(winsock, #name))

static HMODULE winsock;

/* The state of what has that port of 127.0.0.1 in a table, 0: none has. */
static unsigned
state_of(const char *table, unsigned port)
{
	unsigned local, lport, state, uid, found = 0;
	char line[512];
	FILE *fp = fopen(table, "r");

	CHECK_OK(fp != NULL);
	while (fgets(line, sizeof line, fp) != NULL)
		if (sscanf(line, "%*d: %X:%X %*X:%*X %X %*X:%*X %*X:%*X %*X "
		    "%u", &local, &lport, &state, &uid) == 4 &&
		    local == 0x0100007f && lport == port) {
			CHECK(uid == getuid() || uid == NOBODY);
			found = state;
		}
	fclose(fp);
	return found;
}

static unsigned
bound(SOCKET s)
{
	struct sockaddr_in a = { .sin_family = 2 };
	int len = sizeof a;

	a.sin_addr.s_addr = 0x0100007f;
	CHECK_INT(FUNCTION(bind)(s, (struct sockaddr *)&a, sizeof a), 0);
	CHECK_INT(FUNCTION(getsockname)(s, (struct sockaddr *)&a, &len), 0);
	return (unsigned)((a.sin_port & 0xff) << 8 | a.sin_port >> 8);
}

int
main(void)
{
	unsigned port;
	WSADATA w;
	SOCKET s;

	CHECK((winsock = LoadLibraryW(L"ws2_32.dll")) != NULL);
	CHECK_INT(FUNCTION(WSAStartup)(0x202, &w), 0);
	CHECK((s = FUNCTION(socket)(2, SOCK_STREAM, 0)) != INVALID_SOCKET);
	port = bound(s);
	CHECK_INT(FUNCTION(listen)(s, 1), 0);
	CHECK_INT(state_of("/proc/net/tcp", port), LISTENS);
	FUNCTION(closesocket)(s);
	CHECK_INT(state_of("/proc/net/tcp", port), 0);
	CHECK((s = FUNCTION(socket)(2, SOCK_DGRAM, 0)) != INVALID_SOCKET);
	port = bound(s);
	CHECK_INT(state_of("/proc/net/udp", port), UDP);
	FUNCTION(closesocket)(s);
	return (0);
}
