/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdexcept>

#include "test.h"

void thrower(int n);
int catcher(void (*f)(int), int n);

static void
local(int n)
{
	throw std::runtime_error(n == 5 ? "five" : "other");
}

int
main()
{
	bool ok = false;

	try {
		thrower(7);
	} catch (const std::out_of_range &e) {
		ok = strcmp(e.what(), "seven") == 0;
	}
	CHECK(ok);
	CHECK_INT(catcher(local, 5), 4);
	return (0);
}
