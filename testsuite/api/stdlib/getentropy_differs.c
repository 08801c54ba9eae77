/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

int
main(void)
{
	unsigned char a[256], b[256];
	memset(a, 0, sizeof a);
	CHECK_INT(getentropy(a, sizeof a), 0);
	CHECK_INT(getentropy(b, sizeof b), 0);
	CHECK(memcmp(a, b, sizeof a) != 0);
	int zeros = 0;
	for (int i = 0; i < 256; i++)
		zeros += a[i] == 0;
	CHECK(zeros < 20);
	char big[257];
	CHECK(getentropy(big, sizeof big) == -1);
	CHECK(errno == EIO || errno == EINVAL);
	return (0);
}
