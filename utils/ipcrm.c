/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipcrm: removes message queues, shared memory segments and semaphore sets of
 * XSI, by identifier or key (XCU ipcrm).
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

static int
find(int option, key_t key)
{
	if (key == IPC_PRIVATE) {
		errno = EINVAL;
		return -1;
	}
	return option == 'Q' ? msgget(key, 0) :
	    option == 'M' ? shmget(key, 0, 0) : semget(key, 0, 0);
}

static int
drop(int option, int id)
{
	switch (option) {
	case 'q':
	case 'Q':
		return msgctl(id, IPC_RMID, NULL);
	case 'm':
	case 'M':
		return shmctl(id, IPC_RMID, NULL);
	default:
		return semctl(id, 0, IPC_RMID);
	}
}

static int
one(int option, const char *arg)
{
	char *end;
	long n = strtol(arg, &end, 0);
	int id = (int)n;

	errno = EINVAL;
	if (end == arg || *end != '\0' ||
	    (strchr("QMS", option) != NULL &&
	    (id = find(option, (key_t)n)) < 0) || drop(option, id) < 0) {
		fprintf(stderr, "ipcrm: -%c %s: %s\n", option, arg,
		    strerror(errno));
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	int c, e = 0, any = 0;

	while ((c = getopt(argc, argv, "q:m:s:Q:M:S:")) != -1) {
		if (c == '?')
			return 2;
		e |= one(c, optarg);
		any = 1;
	}
	if (!any || optind < argc) {
		fputs("usage: ipcrm [-q|-m|-s id] [-Q|-M|-S key] ...\n",
		    stderr);
		return 2;
	}
	return e;
}
