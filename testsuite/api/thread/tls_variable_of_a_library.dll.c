/* SPDX-License-Identifier: BSD-2-Clause */
__thread int lib_tls = 11;
__thread char lib_text[40];
static __thread int other = 5;

int
lib_get(void)
{
	return (other == 5 ? lib_tls : -1);
}

const char *
lib_get_text(void)
{
	return (lib_text);
}
