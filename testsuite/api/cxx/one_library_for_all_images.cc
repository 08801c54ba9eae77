/* SPDX-License-Identifier: BSD-2-Clause */
/* A program and its libraries have one C++ library between them. */
#include "test.h"

#include <exception>
#include <iostream>
#include <locale>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

extern const void *library_cout();
extern std::terminate_handler library_terminate();
extern int library_uncaught();
extern std::string library_text(const std::string &);
extern const std::locale::facet *library_facet();
extern void library_once(std::once_flag &, int &);
extern std::ostream &library_put(std::ostream &, int);
extern std::exception_ptr library_exception();

static void
my_terminate()
{
	_exit(1);
}

struct looks_when_it_goes {
	int *seen;
	~looks_when_it_goes() { *seen = library_uncaught(); }
};

static void
state_is_shared()
{
	std::once_flag once;
	int n = 0, seen = -1;

	CHECK(library_cout() == &std::cout);
	std::set_terminate(my_terminate);
	CHECK(library_terminate() == my_terminate);
	CHECK(library_facet() ==
	    &std::use_facet<std::ctype<char>>(std::locale::classic()));
	library_once(once, n);
	library_once(once, n);
	std::call_once(once, [&] { n += 100; });
	CHECK_INT(n, 1);
	try {
		looks_when_it_goes it = { &seen };
		throw 1;
	} catch (int) {
	}
	CHECK_INT(seen, 1);
}

int
main()
{
	std::ostringstream out;
	std::string s(1000, 'x');

	state_is_shared();
	/* What one has made, the other grows and frees. */
	for (int i = 0; i < 10; i++)
		s = library_text(s);
	CHECK_INT(s.size(), 1000 * 1024);
	library_put(out, 42) << std::hex << 255;
	CHECK_STR(out.str().c_str(), "<42>ff");
	try {
		std::rethrow_exception(library_exception());
	} catch (const std::out_of_range &e) {
		CHECK_STR(e.what(), "from the library");
		return 0;
	}
	CHECK(0);
}
