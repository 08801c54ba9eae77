/* SPDX-License-Identifier: BSD-2-Clause */
/* Wrong as a test, whatever the DLL does. */
int
main(void)
{
#ifdef __linux__
	return (1);
#else
	return (0);
#endif
}
