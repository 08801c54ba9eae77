/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, capabilities are not taken away there */
/* env: ISTHMUS_CAPS=-hard_links,-by_name,-acl */
/* link() says EPERM (XSH link()); everything else goes on. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;

	close(open("f", O_RDWR | O_CREAT, 0640));
	CHECK_ERR(link("f", "g"), EPERM);
	CHECK_ERR(access("g", F_OK), ENOENT);
	CHECK_OK(symlink("f", "g") == 0);
	CHECK_ERR(linkat(AT_FDCWD, "g", AT_FDCWD, "h", AT_SYMLINK_FOLLOW),
	    EPERM);
	CHECK_ERR(link("none", "h"), ENOENT);
	CHECK_OK(rename("f", "h") == 0);
	CHECK_OK(open("h", O_RDWR) >= 0);
	CHECK_OK(stat("h", &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0640);
	CHECK_ERR(open("g", O_RDONLY), ENOENT);
	CHECK_OK(rename("h", "f") == 0);
	CHECK_OK(open("g", O_RDONLY) >= 0);
	CHECK_ERR(open("g", O_RDONLY | O_NOFOLLOW), ELOOP);
	return (0);
}
