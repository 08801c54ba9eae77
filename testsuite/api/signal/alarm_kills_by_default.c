/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 142 */
#include <unistd.h>

int
main(void)
{
	alarm(1);
	for (;;)
		pause();
}
