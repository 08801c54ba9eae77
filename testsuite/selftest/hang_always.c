/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 2 */
int
main(void)
{
	for (volatile int i = 0;; i = !i)
		continue;
}
