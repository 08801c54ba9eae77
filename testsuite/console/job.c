/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * job FILE [fork]: makes the file and stays, with a child that does so, too,
 * until a signal ends it; the end of the child is not waited for.
 */
#include <fcntl.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	if (argc > 2 && fork() < 0)
		return (2);
	if (open(argv[1], O_CREAT | O_WRONLY, 0666) < 0)
		return (1);
	for (;;)
		pause();
}
