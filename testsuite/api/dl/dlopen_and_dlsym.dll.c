/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int number = 42;

int
add(int a, int b)
{
	return (a + b);
}
