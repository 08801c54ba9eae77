/* SPDX-License-Identifier: BSD-2-Clause */
#include <regex.h>

#include "test.h"

int
main(void)
{
	regex_t r;
	regmatch_t m[3];
	CHECK_INT(regcomp(&r, "^(a+)[[:digit:]]{2,3}(x|y)$", REG_EXTENDED), 0);
	CHECK_INT(r.re_nsub, 2);
	CHECK_INT(regexec(&r, "aa123y", 3, m, 0), 0);
	CHECK(m[0].rm_so == 0 && m[0].rm_eo == 6);
	CHECK(m[1].rm_eo == 2 && m[2].rm_so == 5);
	CHECK_INT(regexec(&r, "aa1y", 3, m, 0), REG_NOMATCH);
	regfree(&r);
	CHECK_INT(regcomp(&r, "A.C", REG_ICASE | REG_NOSUB), 0);
	CHECK_INT(regexec(&r, "xabcx", 0, NULL, 0), 0);
	regfree(&r);
	int e = regcomp(&r, "(", REG_EXTENDED);
	CHECK(e != 0);
	char msg[100];
	CHECK(regerror(e, &r, msg, sizeof msg) > 1);
	return (0);
}
