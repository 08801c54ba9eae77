/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/fault.c */
/* Fail points: the n-th pass fails, once. */
#include "unit.h"

#include "lib/fault.h"

int
main(void)
{
	CHECK_INT(fault("a.b"), 0);
	CHECK_INT(fault_parse("a.b:2:EACCES,c.d:1:ENOMEM"), 0);
	CHECK(fault_armed != 0);
	CHECK_INT(fault("a.b"), 0);
	CHECK_INT(fault("a.b"), -EACCES);
	CHECK_INT(fault("a.b"), 0);
	CHECK_INT(fault("c.d"), -ENOMEM);
	CHECK_INT(fault("c.d"), 0);
	CHECK_INT(fault("x"), 0);
	CHECK_INT(fault_parse("nonsense"), -EINVAL);
	CHECK_INT(fault_parse("a:0:EIO"), -EINVAL);
	CHECK_INT(fault_parse("a:1:ENOSUCH"), -EINVAL);
	CHECK_INT(fault_parse("a:x:EIO"), -EINVAL);
	return (0);
}
