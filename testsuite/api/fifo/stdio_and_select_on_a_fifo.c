/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Lines through a FIFO with stdio; select() and poll() wait for them. */
#include "process/children.h"
#include <poll.h>
#include <sys/select.h>

static int
writer(void)
{
	FILE *f = fopen("f", "w");

	CHECK_OK(f != NULL);
	nap(100);
	for (int i = 0; i < 1000; i++)
		fprintf(f, "line %d\n", i);
	CHECK_INT(fclose(f), 0);
	return 0;
}

int
main(void)
{
	struct timeval tv = { 20, 0 };
	char line[64], want[64];
	struct pollfd p;
	fd_set set;
	pid_t pid;
	FILE *f;
	int n;

	CHECK_OK(mkfifo("f", 0600) == 0);
	pid = begin(writer);
	CHECK_OK((f = fopen("f", "r")) != NULL);
	FD_ZERO(&set);
	FD_SET(fileno(f), &set);
	CHECK_INT(select(fileno(f) + 1, &set, NULL, NULL, &tv), 1);
	for (n = 0; fgets(line, sizeof line, f) != NULL; n++) {
		snprintf(want, sizeof want, "line %d\n", n);
		CHECK_STR(line, want);
	}
	CHECK_INT(n, 1000);
	CHECK_INT(end(pid), 0);
	p.fd = fileno(f);
	p.events = POLLIN;
	CHECK_INT(poll(&p, 1, 20000), 1);
	CHECK(p.revents & POLLHUP);
	return 0;
}
