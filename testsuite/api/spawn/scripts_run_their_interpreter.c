/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* A "#!" file runs its interpreter, with its argument and its own name. */
#include <sys/stat.h>

#include "spawn.h"

int
main(int argc, char **argv)
{
	char path[4096], text[5000], *args[] = { "s", "one", "two", NULL };
	posix_spawn_file_actions_t f;
	pid_t pid;

	if (argc > 1) {
		CHECK_INT(argc, 5);
		CHECK_STR(argv[1], "opt ion");
		CHECK(strlen(argv[2]) >= 3);
		CHECK_STR(argv[2] + strlen(argv[2]) - 3, "s.x");
		CHECK_INT(access(argv[2], F_OK), 0);
		CHECK_STR(argv[3], "one");
		CHECK_STR(argv[4], "two");
		return (5);
	}
	CHECK_OK(realpath(argv[0], path) != NULL);
	snprintf(text, sizeof text, "#! %s opt ion  \nnot read\n", path);
	CHECK_OK(mkdir("d", 0755) == 0);
	write_file("s.x", text);
	CHECK_INT(posix_spawn(&pid, "./s.x", NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 5);
	/* Its line may be all there is of it, but not cut within a name. */
	*strstr(text, "  \n") = '\0';
	write_file("s.x", text);
	CHECK_INT(posix_spawn(&pid, "./s.x", NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 5);
	memset(text + 2, 'x', 400);
	text[402] = '\0';
	write_file("long", text);
	CHECK_INT(posix_spawn(&pid, "./long", NULL, NULL, args, environ),
	    ENOEXEC);
	CHECK_OK(rename("s.x", "d/s.x") == 0);
	CHECK_INT(posix_spawn(&pid, "./s.x", NULL, NULL, args, environ),
	    ENOENT);
	/* The name counts from where the actions have led. */
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir_np(&f, "d"), 0);
	CHECK_INT(posix_spawn(&pid, "./s.x", &f, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 5);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (0);
}
