/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 3 */
int
main(void)
{
	return (4);
}
