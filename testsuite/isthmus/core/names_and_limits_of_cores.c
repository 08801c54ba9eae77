/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its core files are of another kind */
/* timeout: 60 */
/*
 * The core file is the owner's alone, never part of one, and never written
 * through a link or into what was there; RLIMIT_CORE says how large it may be,
 * and with a small one there is less in it.  Where there is none, for whatever
 * reason, the status does not say so, and nothing stays behind.
 */
#include <spawn.h>
#include <sys/cygwin.h>

#include "core.h"
#include "../put.h"

#define BIG	(4 << 20)

extern char **environ;
static char self[4096];
static char *big;
static volatile int value = 4711;

static pid_t
dying(void)
{
	pid_t pid = fork();

	if (pid == 0)
		abort();
	CHECK_OK(pid > 0);
	return (pid);
}

static void
none(void)
{
	pid_t pid = dying();
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, SIGABRT);
}

/* Not even what others cannot see of this folder's entries. */
static void
empty(void)
{
	WIN32_FIND_DATAA f;
	char all[1024];
	HANDLE h;
	int n = 0;

	CHECK_OK(cygwin_conv_path(CCP_POSIX_TO_WIN_A | CCP_ABSOLUTE, ".", all,
	    sizeof all - 2) == 0);
	strcat(all, "\\*");
	h = FindFirstFileA(all, &f);
	CHECK(h != INVALID_HANDLE_VALUE);
	do
		n += strcmp(f.cFileName, ".") != 0 &&
		    strcmp(f.cFileName, "..") != 0;
	while (FindNextFileA(h, &f));
	FindClose(h);
	CHECK_INT(n, 0);
}

static void
modes(void)
{
	struct stat st;

	umask(0);
	core_expect(dying(), SIGABRT, 1);
	CHECK_OK(stat("core", &st) == 0);
	CHECK_INT(st.st_mode, S_IFREG | 0600);
	CHECK_INT(st.st_nlink, 1);
	core_take();
	/* What others can read is replaced, not written to. */
	put("core", "old");
	CHECK_OK(link("core", "other") == 0 && chmod("core", 0666) == 0);
	core_expect(dying(), SIGABRT, 1);
	CHECK_OK(stat("core", &st) == 0);
	CHECK_INT(st.st_mode, S_IFREG | 0600);
	CHECK_OK(stat("other", &st) == 0);
	CHECK_INT(st.st_size, 3);
	core_take();
	CHECK_OK(unlink("other") == 0);
	umask(0222);
	core_expect(dying(), SIGABRT, 1);
	CHECK_OK(stat("core", &st) == 0);
	CHECK_INT(st.st_mode, S_IFREG | 0400);
	core_take();
	umask(022);
}

static void
places(void)
{
	struct stat st;

	CHECK_OK(mkdir("core", 0777) == 0);
	none();
	CHECK_OK(rmdir("core") == 0);
	put("target", "t");
	CHECK_OK(symlink("target", "core") == 0);
	none();
	CHECK_OK(lstat("core", &st) == 0);
	CHECK(S_ISLNK(st.st_mode));
	CHECK_OK(stat("target", &st) == 0);
	CHECK_INT(st.st_size, 1);
	CHECK_OK(unlink("core") == 0 && unlink("target") == 0);
	CHECK_OK(mkfifo("core", 0666) == 0);
	none();
	CHECK_OK(unlink("core") == 0);
	/* No folder of a disk. */
	CHECK_OK(mkdir("below", 0777) == 0 && chdir("below") == 0);
	core_expect(dying(), SIGABRT, 1);
	core_take();
	CHECK_OK(rmdir("../below") == 0);
	none();
	CHECK_OK(chdir("/proc") == 0);
	none();
}

static void
limits(void)
{
	const int *p;

	memset(big, 'b', BIG);
	core_limit(RLIM_INFINITY);
	core_expect(dying(), SIGABRT, 1);
	core_take();
	CHECK(core.size > BIG);
	CHECK(core_memory(big + BIG / 2, 16) != NULL);
	CHECK(memcmp(core_memory(big + BIG / 2, 4), "bbbb", 4) == 0);
	/* Too little for the heap: the images' data, and stacks. */
	core_limit(3 << 20);
	core_expect(dying(), SIGABRT, 1);
	core_take();
	CHECK(core.size <= 3 << 20);
	CHECK(core_memory(big + BIG / 2, 16) == NULL);
	CHECK((p = core_memory(&value, sizeof *p)) != NULL);
	CHECK_INT(*p, 4711);
	core_exception();
	/* Too little for anything. */
	core_limit(1000);
	none();
	empty();
	core_limit(1);
	none();
	core_limit(RLIM_INFINITY);
}

/* Each step may fail. */
static void
faults(void)
{
	static const char *const at[] = { "open", "write", "name" };
	char *argv[] = { self, "die", NULL }, spec[64];
	int status;
	pid_t pid;

	for (size_t i = 0; i < 3; i++) {
		snprintf(spec, sizeof spec, "core.%s:1:ENOSPC", at[i]);
		CHECK_OK(setenv("ISTHMUS_FAULT", spec, 1) == 0);
		CHECK_INT(posix_spawn(&pid, self, NULL, NULL, argv, environ),
		    0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(status, SIGABRT);
		empty();
	}
	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, argv, environ), 0);
	core_expect(pid, SIGABRT, 1);
	core_take();
	empty();
}

/* Where nobody may write. */
static void
read_only(void)
{
	int fd;

	CHECK_OK(mkdir("ro", 0777) == 0 && chdir("ro") == 0);
	CHECK_OK(chmod(".", 0555) == 0);
	/* An administrator may all the same. */
	if ((fd = open("new", O_WRONLY | O_CREAT, 0666)) < 0) {
		none();
	} else {
		CHECK_OK(close(fd) == 0 && unlink("new") == 0);
		core_expect(dying(), SIGABRT, 1);
		core_take();
	}
	CHECK_OK(chmod(".", 0777) == 0);
	CHECK_OK(chdir("..") == 0 && rmdir("ro") == 0);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		abort();
	CHECK_OK(realpath("/proc/self/exe", self) != NULL);
	CHECK((big = malloc(BIG)) != NULL);
	core_folder();
	core_limit(RLIM_INFINITY);
	modes();
	empty();
	limits();
	faults();
	read_only();
	empty();
	places();
	return (0);
}
