/* SPDX-License-Identifier: BSD-2-Clause */
/* stdin: 3 1 2 */
/* stdout: 1 2 3 sum=6 */
/* stdout: 0x1f 1.50 äö */
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <vector>

#include "test.h"

int
main()
{
	std::vector<int> v;
	std::map<std::string, int> m;
	int x;

	while (std::cin >> x)
		v.push_back(x);
	std::sort(v.begin(), v.end());
	for (int i : v) {
		std::cout << i << ' ';
		m["sum"] += i;
	}
	std::cout << "sum=" << m["sum"] << std::endl;
	std::ostringstream s;
	s << std::hex << std::showbase << 31 << ' ' << std::fixed <<
	    std::setprecision(2) << 1.5 << " äö";
	std::cout << s.str() << '\n';
	return (0);
}
