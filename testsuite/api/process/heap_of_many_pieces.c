/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* A heap of several gigabytes, of which little is in use, can be forked. */
#include "process/children.h"

#define PIECES	520
#define SIZE	((size_t)17 << 20)

static volatile char *piece[PIECES];

static int
child(void)
{
	for (int i = 0; i < PIECES; i++) {
		CHECK_INT(piece[i][SIZE / 2], i % 100);
		piece[i][SIZE / 2] = 101;
	}
	return 7;
}

int
main(void)
{
	for (int i = 0; i < PIECES; i++) {
		CHECK((piece[i] = malloc(SIZE)) != NULL);
		piece[i][SIZE / 2] = (char)(i % 100);
	}
	CHECK_INT(in_child(child), 7);
	for (int i = 0; i < PIECES; i++)
		CHECK_INT(piece[i][SIZE / 2], i % 100);
	return 0;
}
