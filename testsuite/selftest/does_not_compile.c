/* SPDX-License-Identifier: BSD-2-Clause */
int
main(void)
{
	return (there_is_no_such_name);
}
