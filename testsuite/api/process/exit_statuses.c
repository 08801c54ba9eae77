/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Every exit status arrives; only its low 8 bits do. */
#include "process/children.h"

static int code;

static int
child(void)
{
	_exit(code);
}

static int
sleepy(void)
{
	nap(1);
	exit(code);
}

int
main(void)
{
	static const int codes[] = { 0, 1, 2, 42, 126, 127, 128, 130, 254,
	    255, 256, 257, -1, -2, 1 << 16 };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		code = codes[i];
		CHECK_INT(end(begin(child)), (code & 0xff) << 8);
		if (i % 4 == 0)
			CHECK_INT(end(begin(sleepy)), (code & 0xff) << 8);
	}
	return 0;
}
