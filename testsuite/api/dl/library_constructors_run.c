/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: library up */
/* stdout: main 1 */
/* stdout: library down */
#include "test.h"

int lib_ready(void);

int
main(void)
{
	printf("main %d\n", lib_ready());
	return (0);
}
