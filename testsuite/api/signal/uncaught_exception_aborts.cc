/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
#include <stdexcept>

#include "test.h"

int
main(void)
{
	throw std::runtime_error("nobody wants it");
}
