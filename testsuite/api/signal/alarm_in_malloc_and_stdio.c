/* SPDX-License-Identifier: BSD-2-Clause */
/* Interrupted calls of malloc and stdio come to their end undisturbed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { (void)s; got++; }

int
main(void)
{
	struct itimerval v = { { 0, 2000 }, { 0, 2000 } };
	struct sigaction sa = { .sa_handler = handler };
	char *p[64] = { 0 }, text[80];
	unsigned n = 0;

	CHECK_INT(sigaction(SIGALRM, &sa, NULL), 0);
	CHECK_INT(setitimer(ITIMER_REAL, &v, NULL), 0);
	while (got < 50) {
		free(p[n % 64]);
		p[n % 64] = malloc(n % 5000 + 20);
		CHECK(p[n % 64] != NULL);
		memset(p[n % 64], n & 0xff, n % 5000 + 20);
		CHECK_INT(snprintf(text, sizeof text, "%08u %5.2f", n,
		    n / 100.0) > 13, 1);
		CHECK_INT(strtoul(text, NULL, 10), n);
		n++;
	}
	return (0);
}
