/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/assert.h"

#include "lib/lock.h"

static unsigned long
put(char *buf, unsigned long at, unsigned long max, const char *s)
{
	while (*s != '\0' && at < max)
		buf[at++] = *s++;
	return at;
}

void
assert_failed(const char *what, const char *where, int line)
{
	char buf[256], num[12];
	unsigned long n = 0;
	int i = sizeof num;

	num[--i] = '\0';
	do
		num[--i] = (char)('0' + line % 10);
	while ((line /= 10) != 0);
	n = put(buf, n, sizeof buf - 1, "isthmus: assertion failed: ");
	n = put(buf, n, sizeof buf - 1, what);
	n = put(buf, n, sizeof buf - 1, ": ");
	n = put(buf, n, sizeof buf - 1, where);
	n = put(buf, n, sizeof buf - 1, ":");
	n = put(buf, n, sizeof buf - 1, num + i);
	buf[n++] = '\n';
	platform_write_error(buf, n);
	platform_die();
}
