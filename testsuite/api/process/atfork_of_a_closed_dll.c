/* SPDX-License-Identifier: BSD-2-Clause */
/* dll: open */
/* Handlers of fork that lie in a library are no more when it is closed. */
#include "process/children.h"
#include <dlfcn.h>
#include <pthread.h>

static int
child(void)
{
	return 7;
}

static int calls;

static void
count(void)
{
	calls++;
}

int
main(void)
{
	int (*enter)(int *);
	int theirs = 0;
	void *lib = dlopen(DLL_NAME, RTLD_NOW);

	CHECK(lib != NULL);
	enter = (int (*)(int *))dlsym(lib, "enter");
	CHECK(enter != NULL);
	CHECK_INT(enter(&theirs), 0);
	CHECK_INT(pthread_atfork(count, NULL, NULL), 0);
	CHECK_INT(in_child(child), 7);
	CHECK_INT(theirs, 2);
	CHECK_INT(calls, 1);
	CHECK_INT(dlclose(lib), 0);
	CHECK_INT(in_child(child), 7);
	CHECK_INT(theirs, 2);
	CHECK_INT(calls, 2);
	return 0;
}
