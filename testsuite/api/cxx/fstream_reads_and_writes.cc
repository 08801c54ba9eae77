/* SPDX-License-Identifier: BSD-2-Clause */
#include <fstream>
#include <string>

#include "test.h"

int
main()
{
	{
		std::ofstream o("f");
		for (int i = 0; i < 10000; i++)
			o << "line " << i << '\n';
		CHECK(o.good());
	}
	std::ifstream in("f");
	std::string line;
	int n = 0;
	while (std::getline(in, line))
		CHECK(line == "line " + std::to_string(n++));
	CHECK_INT(n, 10000);
	CHECK(!std::ifstream("none").is_open());
	return (0);
}
