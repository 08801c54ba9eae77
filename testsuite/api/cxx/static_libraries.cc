/* SPDX-License-Identifier: BSD-2-Clause */
/* With -static-libgcc and -static-libstdc++ nothing else is needed. */
/* cflags: -static-libgcc -static-libstdc++ */
#include "test.h"

#include <future>
#include <sstream>
#include <stdexcept>

static thread_local int per_thread = 1;

int
main()
{
	std::ostringstream out;
	auto f = std::async(std::launch::async, [] {
		if (++per_thread == 2)
			throw std::runtime_error("passed on");
	});

	try {
		f.get();
	} catch (const std::runtime_error &e) {
		out << e.what() << ' ' << per_thread;
	}
	CHECK_STR(out.str().c_str(), "passed on 1");
	return 0;
}
