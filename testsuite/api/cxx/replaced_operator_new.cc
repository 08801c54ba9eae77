/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program's own operator new and delete are used by all of it, the C++
 * library included ([replacement.functions]): each block has a mark before
 * it, and what has none is not ours to free.
 */
#include "test.h"

#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#define MARK	0x1357246813572468ull

struct head {
	unsigned long long mark, size;
};

static int live, made;

void *
operator new(std::size_t n)
{
	head *h = static_cast<head *>(std::malloc(n + sizeof(head)));

	if (h == nullptr)
		throw std::bad_alloc();
	h->mark = MARK;
	live++;
	made++;
	return h + 1;
}

void
operator delete(void *p) noexcept
{
	head *h = static_cast<head *>(p) - 1;

	if (p == nullptr)
		return;
	if (h->mark != MARK)
		abort();
	h->mark = 0;
	live--;
	std::free(h);
}

void
operator delete(void *p, std::size_t) noexcept
{
	operator delete(p);
}

int
main()
{
	int before = live;

	{
		/* Parts of these are inline, parts in the library. */
		std::string s("a string that is long enough for the heap");
		std::ostringstream out;
		std::map<std::string, std::vector<int>> m;
		std::unique_ptr<int[]> array(new int[10]);

		for (int i = 0; i < 100; i++) {
			s.append("more and more ");
			out << s << i << '\n';
			m[out.str()].push_back(i);
		}
		s.shrink_to_fit();
		std::string t = out.str() + s;
		CHECK(live > before + 100);
		CHECK(t.size() > 70000);
		try {
			throw std::runtime_error(s);
		} catch (const std::exception &e) {
			CHECK_STR(e.what(), s.c_str());
		}
	}
	CHECK_INT(live, before);
	CHECK(made > 300);
	delete[] new (std::nothrow) char[100];
	CHECK_INT(live, before);
	return 0;
}
