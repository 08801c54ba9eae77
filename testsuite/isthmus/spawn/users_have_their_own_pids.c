/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, process tables are ours */
/* timeout: 60 */
/*
 * Each user has a table of processes.  What processes are rung by is called
 * after the user and not the pid alone; and a program that is executed as
 * another user enters the table of that one, with a pid of its own there,
 * while its parent has its status and ends it by the pid it knows.  There
 * are no other users on Wine: a fault stands for that.
 */
#include "native.h"

#include <wchar.h>
#include <winternl.h>

#define DIRECTORY_QUERY	1

static NTSTATUS (NTAPI *open_directory)(HANDLE *, ULONG, OBJECT_ATTRIBUTES *);
static NTSTATUS (NTAPI *query_directory)(HANDLE, void *, ULONG, BOOLEAN,
    BOOLEAN, ULONG *, ULONG *);

struct entry {
	UNICODE_STRING name, type;
};

/* Where named objects without a folder lie. */
static HANDLE
objects(void)
{
	OBJECT_ATTRIBUTES a;
	HMODULE ntdll = GetModuleHandleA("ntdll.dll");
	UNICODE_STRING name;
	WCHAR text[60];
	DWORD session;
	HANDLE h;

	open_directory = (void *)GetProcAddress(ntdll,
	    "NtOpenDirectoryObject");
	query_directory = (void *)GetProcAddress(ntdll,
	    "NtQueryDirectoryObject");
	CHECK(open_directory != NULL && query_directory != NULL);
	CHECK(ProcessIdToSessionId(GetCurrentProcessId(), &session));
	swprintf(text, 60, session == 0 ? L"\\BaseNamedObjects" :
	    L"\\Sessions\\%lu\\BaseNamedObjects", session);
	name.Buffer = text;
	name.Length = (USHORT)(wcslen(text) * sizeof(WCHAR));
	name.MaximumLength = sizeof(text);
	InitializeObjectAttributes(&a, &name, 0, NULL, NULL);
	CHECK_INT(open_directory(&h, DIRECTORY_QUERY, &a), 0);
	return (h);
}

/* Is there a bell whose name ends so? */
static int
has_bell(const char *end)
{
	union {
		struct entry e;
		char room[2048];
	} u;
	HANDLE dir = objects();
	char name[200];
	ULONG at = 0, used;
	size_t n;
	int found = 0;

	while (!found && query_directory(dir, &u, sizeof(u), TRUE,
	    FALSE, &at, &used) == 0) {
		n = u.e.name.Length / sizeof(WCHAR);
		if (n >= sizeof(name))
			continue;
		for (size_t i = 0; i < n; i++)
			name[i] = (char)u.e.name.Buffer[i];
		name[n] = '\0';
		found = strncmp(name, "isthmus1-bell-", 14) == 0 &&
		    n > strlen(end) && strcmp(name + n - strlen(end), end) == 0;
	}
	CloseHandle(dir);
	return (found);
}

static void
names(void)
{
	char end[40];
	int status;
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(0);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(wait(&status), -1);
	CHECK(signal(SIGUSR1, SIG_DFL) == SIG_DFL);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		nap(1);
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	snprintf(end, sizeof(end), "-%08x-%08x", (unsigned)getuid(),
	    (unsigned)getpid());
	CHECK(has_bell(end));
}

/* The other user's: says its pid, has a child, and ends or stays. */
static int
other(const char *how)
{
	pid_t pid = getpid(), child;
	int status;

	CHECK_OK((child = fork()) >= 0);
	if (child == 0)
		_exit(3);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 3 << 8);
	CHECK_INT(write(10, &pid, sizeof(pid)), sizeof(pid));
	while (strcmp(how, "stay") == 0)
		pause();
	return (5);
}

/* With the fault armed. */
static int
parent(char *self, const char *way, const char *how)
{
	char *args[] = { self, "other", (char *)how, NULL };
	int p[2], status;
	pid_t pid, its;

	CHECK_OK(pipe(p) == 0);
	CHECK_INT(dup2(p[1], 10), 10);
	if (strcmp(way, "spawn") == 0) {
		CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ),
		    0);
	} else {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			if (strcmp(way, "own") == 0)
				nap(1);
			execv(self, args);
			_exit(9);
		}
	}
	CHECK_INT(read(p[0], &its, sizeof(its)), sizeof(its));
	CHECK(its > 1 && its != pid);
	if (strcmp(how, "stay") == 0)
		CHECK_OK(kill(pid, SIGTERM) == 0);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, strcmp(how, "stay") == 0 ? SIGTERM : 5 << 8);
	CHECK_ERR(wait(&status), ECHILD);
	return (0);
}

int
main(int argc, char **argv)
{
	static const char *const ways[] = { "spawn", "place", "own" };
	char *args[] = { argv[0], "parent", NULL, NULL, NULL };
	int status;
	pid_t pid;

	if (argc > 3)
		return (parent(argv[0], argv[2], argv[3]));
	if (argc > 2)
		return (other(argv[2]));
	names();
	for (int i = 0; i < 6; i++) {
		args[2] = (char *)ways[i % 3];
		args[3] = i < 3 ? "end" : "stay";
		CHECK_OK(setenv("ISTHMUS_FAULT", "spawn.user:1:EPERM", 1) ==
		    0);
		CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, args,
		    environ), 0);
		CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
		CHECK_INT(waitpid(pid, &status, 0), pid);
		CHECK_INT(status, 0);
	}
	return (0);
}
