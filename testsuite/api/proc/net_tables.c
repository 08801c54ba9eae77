/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of /proc/net, read as netstat and its like do. */
#include "process/children.h"

#include <dirent.h>

/* Calls line() for each line of a file but the first ones. */
static int
each_line(const char *name, int skip, void (*line)(const char *))
{
	char path[64], buf[2048];
	int n = 0;
	FILE *fp;

	snprintf(path, sizeof path, "/proc/net/%s", name);
	CHECK_OK((fp = fopen(path, "r")) != NULL);
	while (fgets(buf, sizeof buf, fp) != NULL) {
		CHECK(strchr(buf, '\n') != NULL);
		if (n++ >= skip)
			line(buf);
	}
	CHECK(!ferror(fp));
	fclose(fp);
	CHECK(n >= skip);
	return n;
}

static void
socket_line(const char *s)
{
	char local[65], remote[65];
	unsigned number, lport, rport, state, uid, timeout;
	unsigned long sent, got;

	CHECK_INT(sscanf(s, "%u: %64[0-9A-Fa-f]:%X %64[0-9A-Fa-f]:%X %X "
	    "%lX:%lX %*X:%*X %*X %u %u", &number, local, &lport, remote,
	    &rport, &state, &sent, &got, &uid, &timeout), 10);
	CHECK(strlen(local) == strlen(remote));
	CHECK(strlen(local) == 8 || strlen(local) == 32);
	CHECK(state >= 1 && state <= 12);
	CHECK(lport <= 65535 && rport <= 65535);
}

static void
interface_line(const char *s)
{
	unsigned long long v[16];
	char name[65];

	CHECK_INT(sscanf(s, " %64[^ :]: %llu %llu %llu %llu %llu %llu %llu "
	    "%llu %llu %llu %llu %llu %llu %llu %llu %llu", name, &v[0],
	    &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8], &v[9],
	    &v[10], &v[11], &v[12], &v[13], &v[14], &v[15]), 17);
}

static void
route_line(const char *s)
{
	unsigned long to, gate, mask;
	unsigned flags, metric;
	char name[65];

	CHECK_INT(sscanf(s, "%64s %lX %lX %X %*d %*d %u %lX", name, &to,
	    &gate, &flags, &metric, &mask), 6);
	CHECK((flags & 1) != 0);
	CHECK_INT(to & ~mask, 0);
	CHECK_INT((flags & 2) != 0, gate != 0);
}

static void
address_line(const char *s)
{
	char address[33], name[65];
	unsigned index, prefix, scope, flags;

	CHECK_INT(sscanf(s, "%32[0-9a-f] %x %x %x %x %64s", address, &index,
	    &prefix, &scope, &flags, name), 6);
	CHECK_INT(strlen(address), 32);
	CHECK(prefix <= 128);
	if (strcmp(address, "00000000000000000000000000000001") == 0)
		CHECK_INT(scope, 0x10);
}

int
main(void)
{
	struct dirent *e;
	struct stat st;
	int n = 0;
	DIR *d;

	each_line("tcp", 1, socket_line);
	each_line("udp", 1, socket_line);
	each_line("dev", 2, interface_line);
	each_line("route", 1, route_line);
	if (access("/proc/net/tcp6", F_OK) == 0) {
		each_line("tcp6", 1, socket_line);
		each_line("udp6", 1, socket_line);
	}
	if (access("/proc/net/if_inet6", F_OK) == 0)
		each_line("if_inet6", 0, address_line);
	CHECK_OK((d = opendir("/proc/net")) != NULL);
	while ((e = readdir(d)) != NULL)
		n += strcmp(e->d_name, "tcp") == 0 ||
		    strcmp(e->d_name, "dev") == 0;
	CHECK(readdir(d) == NULL);
	closedir(d);
	CHECK_INT(n, 2);
	CHECK_OK(stat("/proc/net/dev", &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(open("/proc/net/none", O_RDONLY), ENOENT);
	CHECK_ERR(open("/proc/net/dev/x", O_RDONLY), ENOTDIR);
	return (0);
}
