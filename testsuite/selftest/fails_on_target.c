/* SPDX-License-Identifier: BSD-2-Clause */
int
main(void)
{
#ifdef __linux__
	return (0);
#else
	return (1);
#endif
}
