/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its steps fail by a fail point */
/* env: ISTHMUS_FAULT=exchange.second:1:EIO,exchange.third:1:ENOSPC */
/* again: ISTHMUS_CAPS=-posix_delete */
/* An exchange of names whose second or third step fails is undone. */
#include <dirent.h>

#include "process/children.h"

static void
as_before(void)
{
	struct dirent *d;
	DIR *dir;
	int n = 0;

	CHECK_STR(get_file("a"), "A");
	CHECK_STR(get_file("b"), "B");
	CHECK_OK((dir = opendir(".")) != NULL);
	while ((d = readdir(dir)) != NULL)
		n += d->d_name[0] != '.' || strlen(d->d_name) > 2;
	closedir(dir);
	CHECK_INT(n, 2);
}

int
main(void)
{
	put_file("a", "A", 0644);
	put_file("b", "B", 0600);
	CHECK_ERR(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE),
	    EIO);
	as_before();
	CHECK_ERR(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE),
	    ENOSPC);
	as_before();
	CHECK_OK(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE)
	    == 0);
	CHECK_STR(get_file("a"), "B");
	CHECK_STR(get_file("b"), "A");
	return (0);
}
