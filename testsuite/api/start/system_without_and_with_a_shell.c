/* SPDX-License-Identifier: BSD-2-Clause */
/* system(NULL) tells whether system() can work, and it does as it told. */
#include <sys/wait.h>

#include "test.h"

int
main(void)
{
	int shell = system(NULL), status = system("exit 3");

	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), shell ? 3 : 127);
	return (0);
}
