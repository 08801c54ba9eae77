/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, handles are Windows' */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * What cannot be executed, spawned, signalled or waited for, over and over:
 * each call has POSIX's error, in this process and in a child, and leaves no
 * handle, no descriptor, no entry of the table and no file.
 */
#include "native.h"

#include <dirent.h>
#include <sys/mman.h>

#define ROUNDS	8

static char self[4096];
static char *const args[] = { "x", NULL };

static void
put(const char *name, const char *text, size_t len)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, len), len);
	CHECK_INT(close(fd), 0);
}

static const struct {
	const char *name, *text;
	size_t len;
	int error;
} files[] = {
	{ "dir", NULL, 0, EACCES },
	{ "missing", NULL, 0, ENOENT },
	{ "dir/missing", NULL, 0, ENOENT },
	{ "empty", "", 0, ENOEXEC },
	{ "text", "echo hello\n", 11, ENOEXEC },
	{ "text/x", NULL, 0, ENOTDIR },
	{ "loop", "#!./loop\n", 9, ELOOP },
	{ "lost", "#!/no/such/interpreter\n", 23, ENOENT },
	{ "todir", "#!dir\n", 6, EACCES },
	{ "noimage", "MZ\0\0 of no program", 18, ENOEXEC },
	{ "half", "MZ", 2, ENOEXEC },
};
#define FILES	(sizeof(files) / sizeof(files[0]))

static void
make_files(void)
{
	CHECK_OK(mkdir("dir", 0755) == 0);
	for (size_t i = 0; i < FILES; i++)
		if (files[i].text != NULL)
			put(files[i].name, files[i].text, files[i].len);
}

static void
programs(void)
{
	pid_t pid;

	for (size_t i = 0; i < FILES; i++) {
		fprintf(stderr, "%s\n", files[i].name);
		CHECK_ERR(execv(files[i].name, args), files[i].error);
		CHECK_INT(posix_spawn(&pid, files[i].name, NULL, NULL, args,
		    environ), files[i].error);
	}
}

/* Files that have no name: what is run of them is a copy. */
static void
nameless(void)
{
	int fd;

	for (size_t i = 0; i < FILES; i++) {
		if (files[i].text == NULL || strchr(files[i].text, '/'))
			continue;
		CHECK_OK((fd = memfd_create("x", MFD_CLOEXEC)) >= 0);
		CHECK_INT(write(fd, files[i].text, files[i].len),
		    files[i].len);
		CHECK_OK(fchmod(fd, 0700) == 0);
		CHECK_ERR(fexecve(fd, args, environ), files[i].error);
		CHECK_OK(close(fd) == 0);
	}
	CHECK_ERR(fexecve(99, args, environ), EBADF);
	CHECK_OK((fd = open("dir", O_RDONLY | O_CLOEXEC)) >= 0);
	CHECK_ERR(fexecve(fd, args, environ), EACCES);
	CHECK_OK(close(fd) == 0);
}

static void
fails(posix_spawn_file_actions_t *f, posix_spawnattr_t *a, int error)
{
	pid_t pid;

	CHECK_INT(posix_spawn(&pid, self, f, a, args, environ), error);
	if (f != NULL)
		CHECK_INT(posix_spawn_file_actions_destroy(f), 0);
}

static void
actions(void)
{
	posix_spawn_file_actions_t f;
	posix_spawnattr_t a;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 5, "text", O_RDONLY,
	    0), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 6, "missing",
	    O_RDONLY, 0), 0);
	fails(&f, NULL, ENOENT);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 5, "text", O_RDONLY,
	    0), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 5), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 5, 7), 0);
	fails(&f, NULL, EBADF);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir(&f, "dir"), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir(&f, "missing"), 0);
	fails(&f, NULL, ENOENT);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addfchdir(&f, 99), 0);
	fails(&f, NULL, EBADF);
	CHECK_INT(posix_spawnattr_init(&a), 0);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETPGROUP), 0);
	CHECK_INT(posix_spawnattr_setpgroup(&a, 999999999), 0);
	fails(NULL, &a, EPERM);
	CHECK_INT(posix_spawnattr_destroy(&a), 0);
}

/* Too many arguments, for one of ours and for a native program. */
static void
too_long(void)
{
	static char *text;
	char *argv[] = { "x", NULL, NULL };

	if (text == NULL)
		CHECK_OK((text = malloc(4 << 20)) != NULL);
	argv[1] = text;
	memset(text, 'a', (4 << 20) - 1);
	text[(4 << 20) - 1] = '\0';
	CHECK_ERR(execv(self, argv), E2BIG);
	text[40000] = '\0';
	CHECK_ERR(execv(cmd_exe(), argv), E2BIG);
}

static void
nobody(void)
{
	int status;

	CHECK_ERR(kill(2147483000, SIGTERM), ESRCH);
	CHECK_ERR(kill(-2147483000, SIGTERM), ESRCH);
	CHECK_ERR(kill((pid_t)GetCurrentProcessId() + 2147400000, 0), ESRCH);
	CHECK_ERR(kill(getpid(), 65), EINVAL);
	CHECK_ERR(killpg(1, SIGTERM), ESRCH);
	CHECK_ERR(sigqueue(2147483000, SIGRTMIN, (union sigval){ 0 }),
	    ESRCH);
	CHECK_ERR(waitpid(2147483000, &status, 0), ECHILD);
	CHECK_ERR(waitpid(-1, &status, 0x1000), EINVAL);
	CHECK_ERR(wait(&status), ECHILD);
}

static void
all(void)
{
	programs();
	nameless();
	actions();
	too_long();
	nobody();
}

/* The same in a child that is in place, and in one that has a process. */
static void
children(void)
{
	int status;
	pid_t pid;

	for (int own = 0; own < 2; own++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			if (own)
				nap(1);
			all();
			_exit(0);
		}
		CHECK_INT(waitpid(pid, &status, 0), pid);
		CHECK_INT(status, 0);
	}
}

static int
count_files(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	CHECK_OK(d != NULL);
	while (readdir(d) != NULL)
		n++;
	CHECK_OK(closedir(d) == 0);
	return (n);
}

/* Copies of nameless programs; other tests may have some for a moment. */
static int
copies_stay(void)
{
	char path[600];
	WIN32_FIND_DATAA found;
	HANDLE h;

	CHECK(GetModuleFileNameA(GetModuleHandleA("isthmus1.dll"), path,
	    sizeof(path) - 20) > 0);
	strcpy(strrchr(path, '\\') + 1, ".isthmus-*r.exe");
	for (int i = 0; i < 200; i++) {
		h = FindFirstFileA(path, &found);
		if (h == INVALID_HANDLE_VALUE)
			return (0);
		FindClose(h);
		nap(50);
	}
	return (1);
}

static DWORD
handles(void)
{
	DWORD n;

	CHECK(GetProcessHandleCount(GetCurrentProcess(), &n));
	return (n);
}

int
main(int argc, char **argv)
{
	DWORD usual = 0;
	int open_usual = 0, files_usual = 0;

	CHECK_OK(realpath(argv[0], self) != NULL);
	make_files();
	for (int i = 0; i < ROUNDS; i++) {
		all();
		if (i < 2)
			children();
		if (i == 2) {
			usual = handles();
			open_usual = open("text", O_RDONLY);
			CHECK_OK(close(open_usual) == 0);
			files_usual = count_files(".");
		}
	}
	children();
	CHECK_INT(handles(), usual);
	CHECK_INT(open("text", O_RDONLY), open_usual);
	CHECK_INT(count_files("."), files_usual);
	/* An entry of the table that is left would be a child. */
	CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
	CHECK_INT(copies_stay(), 0);
	return (0);
}
