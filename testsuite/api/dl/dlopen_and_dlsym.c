/* SPDX-License-Identifier: BSD-2-Clause */
/* dll: open */
/* A library is opened, seen by those who may, and closed; errors are told. */
#include <dlfcn.h>

#include "test.h"

int
main(void)
{
	void *h = dlopen(getenv("TEST_DLL") ? getenv("TEST_DLL") : DLL_NAME,
	    RTLD_NOW);
	if (h == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(h != NULL);
	int (*add)(int, int) = (int (*)(int, int))dlsym(h, "add");
	int *number = dlsym(h, "number");
	CHECK(add != NULL && number != NULL);
	CHECK_INT(add(*number, 2), 44);
	/* RTLD_LOCAL: nobody else sees it, until somebody wants that. */
	CHECK(dlsym(RTLD_DEFAULT, "number") == NULL);
	CHECK(dlerror() != NULL);
	void *again = dlopen(getenv("TEST_DLL") ? getenv("TEST_DLL") :
	    DLL_NAME, RTLD_NOW | RTLD_GLOBAL);
	CHECK(again == h);
	CHECK(dlsym(RTLD_DEFAULT, "number") == number);
	CHECK_INT(dlclose(again), 0);
	CHECK(dlsym(RTLD_DEFAULT, "number") == number);
	CHECK(dlsym(h, "nonesuch") == NULL);
	CHECK(dlerror() != NULL);
	CHECK(dlerror() == NULL);
	CHECK_INT(dlclose(h), 0);
	CHECK(dlopen("libnonesuch.so", RTLD_NOW) == NULL);
	CHECK(dlerror() != NULL);
	void *self = dlopen(NULL, RTLD_NOW);
	CHECK(self != NULL);
	int (*puts_)(const char *) = (int (*)(const char *))dlsym(self,
	    "puts");
	CHECK(puts_ != NULL);
	return (0);
}
