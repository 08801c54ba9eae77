/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: made */
/* stdout: 43 */
/* stdout: gone */
#include "test.h"

struct state {
	int value;
	state() : value(42) { puts("made"); }
	~state() { puts("gone"); }
};

static thread_local state s;
thread_local int plain = 7;

int
main()
{
	CHECK_INT(plain, 7);
	s.value++;
	printf("%d\n", s.value);
	return (0);
}
