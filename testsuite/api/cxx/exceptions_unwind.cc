/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdexcept>
#include <string>

#include "test.h"

static int destroyed;

struct counted {
	~counted() { destroyed++; }
};

static void
deep(int n)
{
	counted c;

	if (n == 0)
		throw std::runtime_error("from the deep");
	deep(n - 1);
}

int
main()
{
	std::string what;

	try {
		deep(20);
	} catch (const std::exception &e) {
		what = e.what();
	}
	CHECK(what == "from the deep");
	CHECK_INT(destroyed, 21);
	try {
		try {
			throw 42;
		} catch (...) {
			throw;
		}
	} catch (int i) {
		CHECK_INT(i, 42);
	}
	bool caught = false;
	try {
		(void)std::string("abc").at(5);
	} catch (const std::out_of_range &) {
		caught = true;
	}
	CHECK(caught);
	return (0);
}
