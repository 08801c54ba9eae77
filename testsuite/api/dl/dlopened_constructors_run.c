/* SPDX-License-Identifier: BSD-2-Clause */
/* dll: open */
/* stdout: before */
/* stdout: library up */
/* stdout: inside */
/* stdout: library down */
/* stdout: after */
#include <dlfcn.h>

#include "test.h"

int
main(void)
{
	puts("before");
	void *h = dlopen(DLL_NAME, RTLD_LAZY);
	if (h == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(h != NULL);
	puts("inside");
	CHECK_INT(dlclose(h), 0);
	puts("after");
	return (0);
}
