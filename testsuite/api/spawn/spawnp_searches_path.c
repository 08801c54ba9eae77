/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* posix_spawnp() goes along PATH; posix_spawn() does not. */
#include <sys/stat.h>

#include "spawn.h"

int
main(int argc, char **argv)
{
	char path[4096], list[5000], *name;
	char *args[] = { "child", "x", NULL };
	pid_t pid;

	if (argc > 1)
		return (7);
	CHECK_OK(realpath(argv[0], path) != NULL);
	CHECK((name = strrchr(path, '/')) != NULL);
	*name++ = '\0';
	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK(mkdir("e", 0755) == 0);
	CHECK_OK(chdir("e") == 0);
	snprintf(list, sizeof list, "/no/such/folder:../d:%s", path);
	CHECK_INT(setenv("PATH", list, 1), 0);
	CHECK_INT(posix_spawnp(&pid, name, NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 7);
	CHECK_INT(posix_spawn(&pid, name, NULL, NULL, args, environ), ENOENT);
	CHECK_INT(posix_spawnp(&pid, "no-such-program", NULL, NULL, args,
	    environ), ENOENT);
	CHECK_INT(posix_spawnp(&pid, "", NULL, NULL, args, environ), ENOENT);
	/* The parent's PATH counts, not the one passed on. */
	CHECK_INT(setenv("PATH", "/no/such/folder", 1), 0);
	CHECK_INT(posix_spawnp(&pid, name, NULL, NULL, args, environ), ENOENT);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
