/* SPDX-License-Identifier: BSD-2-Clause */
/* dll: open */
#include <dlfcn.h>

#include "test.h"

int
main(void)
{
	void *a, *b, *self;
	Dl_info info;

	CHECK(dlopen(DLL_NAME, RTLD_NOW | RTLD_NOLOAD) == NULL);
	CHECK(dlopen(DLL_NAME, 0) == NULL);
	CHECK(dlerror() != NULL);
	a = dlopen(DLL_NAME, RTLD_NOW);
	CHECK(a != NULL);
	b = dlopen(DLL_NAME, RTLD_LAZY | RTLD_NOLOAD);
	CHECK(b == a);
	CHECK_INT(*(int *)dlsym(a, "number"), 7);
	*(int *)dlsym(a, "number") = 8;
	CHECK_INT(dlclose(a), 0);
	/* b still holds it. */
	CHECK_INT(*(int *)dlsym(b, "number"), 8);
	CHECK(dladdr(dlsym(b, "number"), &info) != 0);
	CHECK(strstr(info.dli_fname, DLL_NAME) != NULL);
	CHECK_STR(info.dli_sname, "number");
	CHECK(info.dli_saddr == dlsym(b, "number"));
	CHECK_INT(dlclose(b), 0);
	self = dlopen(NULL, RTLD_NOW);
	CHECK(self != NULL);
	CHECK(dlsym(self, "strtol") == dlsym(RTLD_DEFAULT, "strtol"));
	CHECK(((size_t (*)(const char *))dlsym(RTLD_DEFAULT, "strlen"))
	    ("four") == 4);
	CHECK(dlsym(RTLD_DEFAULT, "there_is_no_such_name") == NULL);
	CHECK(strstr(dlerror(), "there_is_no_such_name") != NULL);
	CHECK(dlopen("./no_such_library.so", RTLD_NOW) == NULL);
	CHECK(strstr(dlerror(), "no_such_library") != NULL);
	CHECK_INT(dlclose(self), 0);
	return (0);
}
