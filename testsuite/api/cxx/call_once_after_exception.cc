// SPDX-License-Identifier: BSD-2-Clause
// An initialiser that throws has not run: the next call tries again.
#include <pthread.h>

#include <mutex>

#include "test.h"

static std::once_flag flag;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int tries, tries_c;

static void
init()
{
	if (++tries < 3)
		throw tries;
}

extern "C" void
init_c()
{
	if (++tries_c < 3)
		throw tries_c;
}

int
main()
{
	int caught = 0;

	for (int i = 0; i < 5; i++)
		try {
			std::call_once(flag, init);
		} catch (int n) {
			caught += n;
		}
	CHECK_INT(tries, 3);
	CHECK_INT(caught, 3);
	for (int i = 0; i < 5; i++)
		try {
			pthread_once(&once, init_c);
		} catch (int n) {
			caught += n;
		}
	CHECK_INT(tries_c, 3);
	CHECK_INT(caught, 6);
	return (0);
}
