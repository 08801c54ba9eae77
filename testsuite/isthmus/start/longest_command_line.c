/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/* 32767 units, all that Windows has, in one argument and in 16000. */
#include <wchar.h>

#include "child.h"

#define LONGEST	32766

int
main(int argc, char **argv)
{
	static WCHAR line[LONGEST + 1];
	int i;

	if (argc > 1 && argv[1][0] == 'L') {
		CHECK_INT(argc, 2);
		CHECK_INT(strlen(argv[1]), LONGEST - 2);
		CHECK_INT(strspn(argv[1] + 1, "x"), LONGEST - 3);
		return (0);
	}
	if (argc > 1) {
		CHECK_INT(argc, 1 + (LONGEST - 2) / 2);
		for (i = 1; i < argc; i++)
			CHECK_STR(argv[i], "a");
		return (0);
	}
	wmemset(line, L'x', LONGEST);
	wmemcpy(line, L"p L", 3);
	CHECK_INT(run_child(own_path(), line, NULL), 0);
	line[0] = L'p';
	for (i = 1; i < LONGEST - 1; i += 2) {
		line[i] = L' ';
		line[i + 1] = L'a';
	}
	line[LONGEST - 1] = 0;
	CHECK_INT(run_child(own_path(), line, NULL), 0);
	return (0);
}
