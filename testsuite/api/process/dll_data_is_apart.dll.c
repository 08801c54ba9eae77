/* SPDX-License-Identifier: BSD-2-Clause */
static int value = 1;

int library_value(void);
void library_set(int);

int
library_value(void)
{
	return value;
}

void
library_set(int v)
{
	value = v;
}
