/* SPDX-License-Identifier: BSD-2-Clause */
/* dll: open */
/* stdout: library's handler */
/* stdout: closed */
/* stdout: program's handler */
#include <dlfcn.h>

#include "test.h"

static void mine(void) { puts("program's handler"); }

int
main(void)
{
	void *h = dlopen(DLL_NAME, RTLD_NOW);
	void (*use)(void);

	if (h == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(h != NULL);
	CHECK_INT(atexit(mine), 0);
	use = (void (*)(void))dlsym(h, "use");
	CHECK(use != NULL);
	use();
	CHECK_INT(dlclose(h), 0);
	puts("closed");
	return (0);
}
