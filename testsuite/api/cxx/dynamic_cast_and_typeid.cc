/* SPDX-License-Identifier: BSD-2-Clause */
#include <typeinfo>

#include "test.h"

struct base { virtual ~base() {} };
struct left : virtual base { int l = 1; };
struct right : virtual base { int r = 2; };
struct both : left, right { int b = 3; };

int
main()
{
	both x;
	base *p = &x;

	CHECK(dynamic_cast<right *>(p)->r == 2);
	CHECK(typeid(*p) == typeid(both));
	base y;
	p = &y;
	CHECK(dynamic_cast<left *>(p) == nullptr);
	bool caught = false;
	try {
		(void)dynamic_cast<left &>(*p);
	} catch (const std::bad_cast &) {
		caught = true;
	}
	CHECK(caught);
	return (0);
}
