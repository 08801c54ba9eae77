/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* dll: open */
/* stdout: up */
/* stdout: loaded */
/* stdout: down */
/* LoadLibrary() by the program itself: nobody else runs constructors. */
#include "child.h"

int
main(void)
{
	HMODULE dll = LoadLibraryA(DLL_NAME);

	CHECK(dll != NULL);
	puts("loaded");
	CHECK(FreeLibrary(dll));
	return (0);
}
