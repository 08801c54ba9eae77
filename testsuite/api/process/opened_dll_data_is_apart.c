/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* dll: open */
/* The same of one that dlopen() brought, here and in the child. */
#include "process/children.h"
#include <dlfcn.h>

static int (*value)(void);
static void (*set)(int);
static void *handle;
static int naps;

static int
child(void)
{
	CHECK_INT(value(), 7);
	set(8);
	if (naps)
		nap(1);
	CHECK_INT(value(), 8);
	CHECK(dlsym(handle, "library_value") == (void *)value);
	CHECK_INT(dlclose(handle), 0);
	return 0;
}

static int
child_opens(void)
{
	CHECK((handle = dlopen(DLL_NAME, RTLD_NOW)) != NULL);
	CHECK((value = (int (*)(void))dlsym(handle, "library_value")) != NULL);
	CHECK_INT(value(), 1);
	if (naps)
		nap(1);
	CHECK_INT(value(), 1);
	return 0;
}

int
main(void)
{
	for (naps = 0; naps < 2; naps++)
		CHECK_INT(in_child(child_opens), 0);
	CHECK((handle = dlopen(DLL_NAME, RTLD_NOW)) != NULL);
	CHECK((value = (int (*)(void))dlsym(handle, "library_value")) != NULL);
	CHECK((set = (void (*)(int))dlsym(handle, "library_set")) != NULL);
	for (naps = 0; naps < 2; naps++) {
		set(7);
		CHECK_INT(in_child(child), 0);
		CHECK_INT(value(), 7);
	}
	return 0;
}
