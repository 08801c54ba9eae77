/* SPDX-License-Identifier: BSD-2-Clause */
#include <iconv.h>

#include "test.h"

int
main(void)
{
	iconv_t cd = iconv_open("UTF-16LE", "UTF-8");
	CHECK_OK(cd != (iconv_t)-1);
	char in[] = "a\342\202\254", out[16], *i = in, *o = out;
	size_t il = 4, ol = sizeof out;
	CHECK_INT(iconv(cd, &i, &il, &o, &ol), 0);
	CHECK_INT(sizeof out - ol, 4);
	CHECK(memcmp(out, "a\0\254 ", 4) == 0);
	char bad[] = "\377";
	i = bad;
	il = 1;
	errno = 0;
	CHECK(iconv(cd, &i, &il, &o, &ol) == (size_t)-1);
	CHECK_INT(errno, EILSEQ);
	CHECK_INT(iconv_close(cd), 0);
	errno = 0;
	CHECK(iconv_open("no-such-code", "UTF-8") == (iconv_t)-1);
	CHECK_INT(errno, EINVAL);
	return (0);
}
