/* SPDX-License-Identifier: BSD-2-Clause */
/* POSIX.1-2024: free() leaves errno as it was, whatever it has to do. */
#include "test.h"

int
main(void)
{
	static const size_t sizes[] = { 0, 10, 5000, 1 << 20, 64 << 20 };
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			void *volatile p = malloc(sizes[i]);
			CHECK(p != NULL);
			errno = 4711;
			free(p);
			CHECK_INT(errno, 4711);
		}
	errno = 4711;
	free(NULL);
	CHECK_INT(errno, 4711);
	return (0);
}
