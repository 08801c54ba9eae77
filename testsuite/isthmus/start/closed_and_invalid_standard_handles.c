/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/* Missing standard handles are closed descriptors, nothing worse. */
#include <fcntl.h>
#include <unistd.h>

#include "child.h"

static int
child(int closed)
{
	int fd, i;

	/* Bit i of closed: descriptor i is not there. */
	for (i = 0; i < 3; i++) {
		if (closed & 1 << i)
			CHECK_ERR(fcntl(i, F_GETFD), EBADF);
		else
			CHECK_OK(fcntl(i, F_GETFD) >= 0);
	}
	for (i = 0; closed & 1 << i; i++)
		;
	fd = open("/dev/null", O_RDWR);
	if (closed & 1)
		CHECK_INT(fd, 0);
	return (0);
}

int
main(int argc, char **argv)
{
	STARTUPINFOW start = { .cb = sizeof(start) };
	HANDLE file, event;

	if (argc > 1)
		return (child(atoi(argv[1])));
	file = message_file(L"out");
	start.dwFlags = STARTF_USESTDHANDLES;
	CHECK_INT(run_child(own_path(), L"p 7", &start), 0);
	start.hStdInput = start.hStdOutput = start.hStdError =
	    INVALID_HANDLE_VALUE;
	CHECK_INT(run_child(own_path(), L"p 7", &start), 0);
	start.hStdOutput = start.hStdError = file;
	CHECK_INT(run_child(own_path(), L"p 1", &start), 0);
	/* A number that is no handle, and a handle that is no file. */
	start.hStdInput = (HANDLE)(ULONG_PTR)0x7ff0;
	CHECK_INT(run_child(own_path(), L"p 1", &start), 0);
	event = CreateEventW(&(SECURITY_ATTRIBUTES){
	    sizeof(SECURITY_ATTRIBUTES), NULL, TRUE }, TRUE, FALSE, NULL);
	start.hStdInput = event;
	CHECK_INT(run_child(own_path(), L"p 1", &start), 0);
	return (0);
}
