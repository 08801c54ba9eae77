/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, the DLL's folder is looked for */
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(access("/bin/isthmus1.dll", F_OK), 0);
	CHECK_INT(access("/usr/bin/isthmus1.dll", F_OK), 0);
	CHECK_INT(chdir("/bin"), 0);
	char b[100];
	CHECK_STR(getcwd(b, sizeof b), "/bin");
	return (0);
}
