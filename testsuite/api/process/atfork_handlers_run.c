/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* XSH pthread_atfork(): prepare in reverse order, the others in order. */
#include "process/children.h"
#include <pthread.h>

static char order[16];

static void p1(void) { strcat(order, "1"); }
static void p2(void) { strcat(order, "2"); }
static void a1(void) { strcat(order, "a"); }
static void a2(void) { strcat(order, "b"); }
static void c1(void) { strcat(order, "c"); }
static void c2(void) { strcat(order, "d"); }

static int
child(void)
{
	CHECK_STR(order, "21cd");
	return 0;
}

int
main(void)
{
	CHECK_INT(pthread_atfork(p1, a1, c1), 0);
	CHECK_INT(pthread_atfork(p2, a2, c2), 0);
	CHECK_INT(in_child(child), 0);
	CHECK_STR(order, "21ab");
	return 0;
}
