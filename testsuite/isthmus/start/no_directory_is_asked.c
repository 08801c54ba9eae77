/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/*
 * Ids, modes and owners are known by rule: Windows' accounts, for which
 * advapi32 is loaded and a server may be asked, are looked up for names only.
 */
#include <windows.h>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	gid_t groups[100];
	int fd;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0640)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && stat("/", &st) == 0);
	CHECK_OK(fchmod(fd, 0600) == 0 && access("f", R_OK | W_OK) == 0);
	CHECK_OK(getgroups(100, groups) >= 0);
	CHECK(getuid() == geteuid() && getgid() == getegid());
	CHECK(GetModuleHandleW(L"advapi32.dll") == NULL);
	/* Where it is not known from /etc/passwd it is, now. */
	CHECK(getpwuid(getuid()) != NULL);
	return 0;
}
