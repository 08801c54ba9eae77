/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdexcept>
#include <cstring>

#include "test.h"

void
thrower(int n)
{
	if (n == 7)
		throw std::out_of_range("seven");
}

int
catcher(void (*f)(int), int n)
{
	try {
		f(n);
	} catch (const std::exception &e) {
		return ((int)std::strlen(e.what()));
	}
	return (-1);
}
