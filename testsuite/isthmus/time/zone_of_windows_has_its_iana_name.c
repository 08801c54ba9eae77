/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Without TZ the zone is Windows', which Wine takes from the same variable;
 * and files of the installation come before those inside the DLL.
 */
/* linux: no, it has no zone of Windows */
/* env: TZ=America/New_York */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* RFC 8536, version 1: no change, two hours east, HERE. */
static const char here[] = "TZif\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0" "\0\0\0\0" "\0\0\0\0" "\0\0\0\0" "\0\0\0\1" "\0\0\0\5"
    "\0\0\34\40\0\0" "HERE";

static void
add_file(const char *name)
{
	int fd;

	mkdir("/usr", 0777);
	mkdir("/usr/share", 0777);
	mkdir("/usr/share/zoneinfo", 0777);
	CHECK(mkdir("/usr/share/zoneinfo/Test", 0777) == 0 || errno == EEXIST);
	CHECK((fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666)) >= 0);
	CHECK_INT(write(fd, here, sizeof(here)), sizeof(here));
	CHECK_INT(close(fd), 0);
}

int
main(void)
{
	time_t t = -1000000000;
	struct tm tm;

	CHECK_INT(unsetenv("TZ"), 0);
	tzset();
	CHECK_STR(tzname[0], "EST");
	CHECK_STR(tzname[1], "EDT");
	CHECK_INT(timezone, 18000);
	/* Long before the rules that Windows knows. */
	CHECK(localtime_r(&t, &tm) != NULL);
	CHECK_INT(tm.tm_gmtoff, -14400);

	add_file("/usr/share/zoneinfo/Test/Here");
	CHECK_INT(setenv("TZ", "Test/Here", 1), 0);
	tzset();
	CHECK_STR(tzname[0], "HERE");
	CHECK_INT(timezone, -7200);
	CHECK_INT(unlink("/usr/share/zoneinfo/Test/Here"), 0);
	CHECK_INT(rmdir("/usr/share/zoneinfo/Test"), 0);
	return 0;
}
