/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/*
 * When the system refuses memory, malloc returns NULL with ENOMEM, nothing
 * is lost, and the next attempt works; without a stack no program starts.
 */
#include "../start/child.h"

#define	MANY	6
#define	SIZE	(40 << 20)

/*
 * The section for one of the objects, and once more after mimalloc has
 * collected what it can.
 */
#define	ONCE	L"mm.grow:4:ENOMEM"
#define	TWICE	ONCE L"," ONCE

static int
child(void)
{
	static char *p[MANY];
	int failed = 0;

	for (int i = 0; i < MANY; i++) {
		errno = 0;
		p[i] = malloc(SIZE);
		if (p[i] == NULL) {
			CHECK_INT(errno, ENOMEM);
			failed++;
			p[i] = malloc(SIZE);
		}
		CHECK(p[i] != NULL);
		memset(p[i], i, SIZE);
	}
	for (int i = 0; i < MANY; i++) {
		for (int k = 0; k < SIZE; k += 999)
			CHECK_INT((unsigned char)p[i][k], i & 255);
		free(p[i]);
	}
	return (40 + failed);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return (child());
	CHECK_INT(run_child(own_path(), L"p child", NULL), 40);
	CHECK(SetEnvironmentVariableW(L"ISTHMUS_FAULT", TWICE));
	CHECK_INT(run_child(own_path(), L"p child", NULL), 41);
	/* Failures that a second attempt makes good do not show. */
	CHECK(SetEnvironmentVariableW(L"ISTHMUS_FAULT", ONCE));
	CHECK_INT(run_child(own_path(), L"p child", NULL), 40);
	CHECK(SetEnvironmentVariableW(L"ISTHMUS_FAULT", L"mm.stack:1:ENOMEM"));
	CHECK_INT(run_child(own_path(), L"p child", NULL), 127);
	return (0);
}
