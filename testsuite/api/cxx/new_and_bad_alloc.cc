/* SPDX-License-Identifier: BSD-2-Clause */
#include <new>

#include "test.h"

struct alignas(64) wide {
	char c[100];
};

int
main()
{
	bool bad = false;
	volatile size_t huge = (size_t)1 << 62;

	try {
		char *p = new char[huge];
		CHECK(p == nullptr);
	} catch (const std::bad_alloc &) {
		bad = true;
	}
	CHECK(bad);
	CHECK(new (std::nothrow) char[huge] == nullptr);
	wide *w = new wide[3];
	CHECK(((unsigned long)w & 63) == 0);
	delete[] w;
	return (0);
}
