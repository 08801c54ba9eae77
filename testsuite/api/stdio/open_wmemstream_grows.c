/* SPDX-License-Identifier: BSD-2-Clause */
#include <wchar.h>

#include "test.h"

int
main(void)
{
	wchar_t *text = NULL;
	size_t size = 99;
	FILE *f = open_wmemstream(&text, &size);
	CHECK(f != NULL);
	CHECK(fwprintf(f, L"%ls-%d", L"ab", 42) == 5);
	CHECK_INT(fclose(f), 0);
	CHECK_INT(size, 5);
	CHECK(wcscmp(text, L"ab-42") == 0);
	return (0);
}
