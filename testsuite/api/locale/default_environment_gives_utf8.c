/* SPDX-License-Identifier: BSD-2-Clause */
/* env: LC_ALL=C.UTF-8 */
/* setlocale(LC_ALL, "") with C.UTF-8 in force. */
#include <langinfo.h>
#include <locale.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "") != NULL);
	CHECK_STR(nl_langinfo(CODESET), "UTF-8");
	return (0);
}
