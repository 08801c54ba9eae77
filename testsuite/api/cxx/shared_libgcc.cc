/* SPDX-License-Identifier: BSD-2-Clause */
/* -shared-libgcc: arithmetic and unwinding out of the shared library. */
/* cflags: -shared-libgcc */
#include "test.h"

#include <string>

static volatile long long seven = 7;

static __int128
divide(__int128 a)
{
	if (seven == 8)
		throw std::string("eight");
	return a / seven;
}

int
main()
{
	__int128 big = (__int128)1 << 100;

	CHECK((long long)(divide(big * 7) >> 90) == 1024);
	CHECK((double)big == 0x1p100);
	seven = 8;
	try {
		divide(1);
	} catch (const std::string &s) {
		CHECK_STR(s.c_str(), "eight");
		return 0;
	}
	CHECK(0);
}
