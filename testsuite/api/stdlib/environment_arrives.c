/* SPDX-License-Identifier: BSD-2-Clause */
/* env: SOME_NAME=a value with spaces */
/* env: EMPTY_NAME= */
/* env: UTF8_NAME=äöü€😀 */
#include "test.h"

extern char **environ;

int
main(void)
{
	CHECK_STR(getenv("SOME_NAME"), "a value with spaces");
	CHECK_STR(getenv("UTF8_NAME"), "\303\244\303\266\303\274"
	    "\342\202\254\360\237\230\200");
	int seen = 0;
	for (char **e = environ; *e != NULL; e++)
		seen += strcmp(*e, "SOME_NAME=a value with spaces") == 0;
	CHECK_INT(seen, 1);
	return (0);
}
