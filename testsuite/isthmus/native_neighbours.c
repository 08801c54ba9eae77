/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such neighbours */
/* again: ISTHMUS_CAPS=-posix_delete */
/*
 * Files that native programs make, have open and name in their own ways; and
 * ours under their Win32 names.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sys/cygwin.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "put.h"

static WCHAR here[4096];

/* The whole name, which nothing is dropped of. */
static const WCHAR *
whole(const WCHAR *name)
{
	static WCHAR path[5000];

	wcscpy(path, L"\\\\?\\");
	wcscat(path, here);
	wcscat(path, L"\\");
	wcscat(path, name);
	return path;
}

/* As a native program opens it. */
static HANDLE
native(const WCHAR *name, DWORD share, DWORD how)
{
	return CreateFileW(whole(name), GENERIC_READ | GENERIC_WRITE, share,
	    NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
}

#define ALL	(FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

static void
has(HANDLE h, const char *want)
{
	char b[64];
	DWORD n;

	SetFilePointer(h, 0, NULL, FILE_BEGIN);
	CHECK(ReadFile(h, b, sizeof b, &n, NULL));
	CHECK_INT(n, strlen(want));
	CHECK(memcmp(b, want, n) == 0);
}

/* Open with sharing, a file can be removed, renamed and replaced. */
static void
shared(void)
{
	struct stat st;
	HANDLE h;

	put("a", "first");
	CHECK((h = native(L"a", ALL, OPEN_EXISTING)) != INVALID_HANDLE_VALUE);
	CHECK_OK(unlink("a") == 0);
	CHECK_ERR(stat("a", &st), ENOENT);
	put("a", "second");
	has(h, "first");
	CloseHandle(h);
	CHECK_OK(stat("a", &st) == 0 && st.st_size == 6);
	CHECK((h = native(L"a", ALL, OPEN_EXISTING)) != INVALID_HANDLE_VALUE);
	put("b", "third");
	CHECK_OK(rename("b", "a") == 0);
	CHECK_OK(stat("a", &st) == 0 && st.st_size == 5);
	has(h, "second");
	CHECK_OK(rename("a", "c") == 0);
	CloseHandle(h);
	CHECK_OK(stat("c", &st) == 0 && st.st_size == 5);
	CHECK_OK(unlink("c") == 0);
}

/* Open without: an error at the worst, and nothing is lost. */
static void
alone(void)
{
	struct stat st;
	HANDLE h;
	int r;

	put("a", "kept");
	CHECK((h = native(L"a", FILE_SHARE_READ, OPEN_EXISTING)) !=
	    INVALID_HANDLE_VALUE);
	CHECK_ERR(open("a", O_WRONLY), EBUSY);
	r = unlink("a");
	CHECK(r == 0 || errno == EBUSY);
	has(h, "kept");
	CloseHandle(h);
	if (r < 0) {
		CHECK_OK(stat("a", &st) == 0 && st.st_size == 4);
		CHECK_OK(unlink("a") == 0);
	}
	CHECK_ERR(stat("a", &st), ENOENT);
}

/* Mapped by a native program, a file is written, removed and replaced. */
static void
mapped(void)
{
	static const char *const name[] = { "m", "n" };
	char *view[2], *own;
	struct stat st;
	HANDLE h, map;
	int fd;

	put("m", "mapped");
	put("n", "too");
	for (int i = 0; i < 2; i++) {
		h = native(i == 0 ? L"m" : L"n", ALL, OPEN_EXISTING);
		CHECK(h != INVALID_HANDLE_VALUE);
		map = CreateFileMappingW(h, NULL, PAGE_READWRITE, 0, 0, NULL);
		CHECK(map != NULL);
		view[i] = MapViewOfFile(map, FILE_MAP_WRITE, 0, 0, 0);
		CHECK(view[i] != NULL);
		CloseHandle(map);
		CloseHandle(h);
	}
	CHECK_OK((fd = open("m", O_RDWR)) >= 0);
	CHECK_INT(pwrite(fd, "M", 1, 0), 1);
	CHECK_INT(view[0][0], 'M');
	own = mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK_OK(own != MAP_FAILED);
	view[0][1] = 'A';
	own[2] = 'P';
	CHECK(memcmp(own, view[0], 6) == 0 && own[1] == 'A');
	CHECK_OK(munmap(own, 6) == 0 && close(fd) == 0);
	put("o", "other");
	CHECK_OK(rename("o", "m") == 0 && unlink("n") == 0);
	CHECK_OK(stat("m", &st) == 0 && st.st_size == 5);
	CHECK_ERR(stat("n", &st), ENOENT);
	CHECK(memcmp(view[0], "MAPped", 6) == 0);
	CHECK(memcmp(view[1], "too", 3) == 0);
	for (int i = 0; i < 2; i++) {
		CHECK(UnmapViewOfFile(view[i]));
		put(name[i], "new");
		CHECK_OK(unlink(name[i]) == 0);
	}
}

/* Ours, mapped and open, in a native program's hands. */
static void
mapped_by_us(void)
{
	int fd = open("u", O_RDWR | O_CREAT, 0666);
	char *own, b[8];
	HANDLE h;
	DWORD n;

	CHECK_OK(fd >= 0 && write(fd, "ours..", 6) == 6);
	own = mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK_OK(own != MAP_FAILED);
	h = native(L"u", ALL, OPEN_EXISTING);
	CHECK(h != INVALID_HANDLE_VALUE);
	own[4] = '!';
	has(h, "ours!.");
	SetFilePointer(h, 5, NULL, FILE_BEGIN);
	CHECK(WriteFile(h, "?", 1, &n, NULL) && n == 1);
	CHECK_INT(own[5], '?');
	CloseHandle(h);
	CHECK_OK(munmap(own, 6) == 0);
	CHECK_INT(pread(fd, b, sizeof b, 0), 6);
	CHECK(memcmp(b, "ours!?", 6) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK(DeleteFileW(whole(L"u")));
}

/* What a native program has locked is its own; the rest is everybody's. */
static void
locked(void)
{
	OVERLAPPED from = { .Offset = 4 };
	struct flock l = { .l_type = F_WRLCK, .l_len = 8 };
	HANDLE h;
	char b[4];
	int fd;
	long r;

	put("k", "lock it.");
	h = native(L"k", ALL, OPEN_EXISTING);
	CHECK(h != INVALID_HANDLE_VALUE);
	CHECK(LockFileEx(h, LOCKFILE_EXCLUSIVE_LOCK |
	    LOCKFILE_FAIL_IMMEDIATELY, 0, 4, 0, &from));
	CHECK_OK((fd = open("k", O_RDWR)) >= 0);
	CHECK_INT(pread(fd, b, 4, 0), 4);
	CHECK_INT(pwrite(fd, "LOCK", 4, 0), 4);
	/* NT keeps others out, Wine does not. */
	r = pread(fd, b, 4, 4);
	CHECK(r == 4 || (r == -1 && errno == EAGAIN));
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	CHECK_INT(fcntl(fd, F_LCK_MANDATORY, 1), 0);
	l.l_type = F_UNLCK;
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	l.l_type = F_WRLCK;
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EAGAIN);
	CHECK(UnlockFileEx(h, 0, 4, 0, &from));
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	CHECK(!LockFileEx(h, LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &from));
	CHECK_OK(close(fd) == 0);
	CHECK(LockFileEx(h, LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &from));
	CloseHandle(h);
	CHECK_OK(unlink("k") == 0);
}

/* Names that are no text: they are listed, found and removed. */
static void
names(void)
{
	static const WCHAR *const odd[] = {
		L"lone \xd800", L"\xdc41 low", L"turned \xdc00\xd800 x",
		L"dot.", L"dots..", L"blank ", L"mid\xf02e\xf020x", L"x\xf02e",
	};
	HANDLE h;
	struct dirent *e;
	struct stat st;
	DIR *d;
	int n = 0, total = sizeof odd / sizeof odd[0];

	CHECK_OK(mkdir("odd", 0777) == 0);
	for (int i = 0; i < total; i++) {
		WCHAR name[64] = L"odd\\";

		wcscat(name, odd[i]);
		h = native(name, ALL, CREATE_NEW);
		if (h == INVALID_HANDLE_VALUE)
			continue;	/* a volume that has no such names */
		CloseHandle(h);
		n++;
	}
	CHECK_OK((d = opendir("odd")) != NULL);
	CHECK(n >= 5);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		CHECK_OK(fstatat(dirfd(d), e->d_name, &st, 0) == 0);
		CHECK_INT(st.st_ino, e->d_ino);
		CHECK_OK(unlinkat(dirfd(d), e->d_name, 0) == 0);
		n--;
	}
	CHECK_INT(n, 0);
	closedir(d);
	CHECK_OK(rmdir("odd") == 0);
}

/* A folder of such a name, with something in it, beside ours of that name. */
static void
odd_folder(void)
{
	char name[300] = "";
	struct dirent *e;
	HANDLE h;
	DIR *d;

	CHECK_OK(mkdir("f.", 0777) == 0 && rmdir("f.") == 0);
	CHECK(CreateDirectoryW(whole(L"f."), NULL));
	h = native(L"f.\\in ", ALL, CREATE_NEW);
	CHECK(h != INVALID_HANDLE_VALUE);
	CloseHandle(h);
	CHECK_OK(mkdir("f.", 0777) == 0);
	put("f./ours", "x");
	CHECK_OK((d = opendir(".")) != NULL);
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] == 'f' && strcmp(e->d_name, "f.") != 0)
			strcpy(name, e->d_name);
	closedir(d);
	CHECK(name[0] == 'f');
	CHECK_OK(chdir(name) == 0 && chdir("..") == 0);
	CHECK_OK((d = opendir(name)) != NULL);
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			CHECK_OK(unlinkat(dirfd(d), e->d_name, 0) == 0);
	closedir(d);
	CHECK_OK(rmdir(name) == 0);
	CHECK_OK(unlink("f./ours") == 0 && rmdir("f.") == 0);
}

/* Ours, by the name that cygwin_conv_path() gives. */
static void
ours(void)
{
	static const char *const name[] = { "plain", "with blank",
	    "\303\244\342\202\254" };
	WCHAR win32[4096];
	HANDLE h;

	for (int i = 0; i < 3; i++) {
		put(name[i], "text");
		CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, name[i], win32,
		    sizeof win32), 0);
		h = CreateFileW(win32, GENERIC_READ, ALL, NULL, OPEN_EXISTING,
		    0, NULL);
		CHECK(h != INVALID_HANDLE_VALUE);
		has(h, "text");
		CloseHandle(h);
		CHECK(DeleteFileW(win32));
		CHECK_ERR(access(name[i], F_OK), ENOENT);
	}
}

/* A read-only file that loses one of its names, open or not, is one still. */
static void
read_only_by_two_names(void)
{
	DWORD was;
	int fd;

	for (int i = 0; i < 3; i++) {
		put("r", "text");
		put("s", "new");
		CHECK_OK(link("r", "q") == 0);
		CHECK(SetFileAttributesW(whole(L"r"), FILE_ATTRIBUTE_READONLY |
		    FILE_ATTRIBUTE_HIDDEN));
		was = GetFileAttributesW(whole(L"q"));
		CHECK(was & FILE_ATTRIBUTE_READONLY);
		CHECK_OK((fd = i == 0 ? -1 : open("r", O_RDONLY)) >= -1);
		CHECK_OK((i == 2 ? rename("s", "r") : unlink("r")) == 0);
		CHECK_INT(GetFileAttributesW(whole(L"q")), was);
		close(fd);
		CHECK_INT(GetFileAttributesW(whole(L"q")), was);
		unlink("r");
		CHECK_OK(unlink("q") == 0);
	}
	unlink("s");
}

static void *
lets_go(void *h)
{
	usleep(250000);
	CloseHandle(h);
	return NULL;
}

/* A file that is open is replaced, if others are at that for a while, too. */
static void
journal_is_held(void)
{
	pthread_t t;
	WCHAR win32[4096];
	HANDLE h;
	char b[8];
	int fd;

	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W,
	    "/var/lib/isthmus/exchange", win32, sizeof win32), 0);
	put("a", "old");
	put("b", "newer");
	CHECK_OK((fd = open("a", O_RDWR)) >= 0);
	do
		h = CreateFileW(win32, GENERIC_READ, 0, NULL, OPEN_ALWAYS, 0,
		    NULL);
	while (h == INVALID_HANDLE_VALUE &&
	    GetLastError() == ERROR_SHARING_VIOLATION);
	CHECK(h != INVALID_HANDLE_VALUE);
	CHECK_INT(pthread_create(&t, NULL, lets_go, h), 0);
	CHECK_OK(rename("b", "a") == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(read(fd, b, sizeof b), 3);
	CHECK_OK(close(fd) == 0 && (fd = open("a", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, b, sizeof b), 5);
	CHECK_OK(close(fd) == 0 && unlink("a") == 0);
}

int
main(void)
{
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, ".", here,
	    sizeof here), 0);
	shared();
	alone();
	mapped();
	mapped_by_us();
	locked();
	names();
	odd_folder();
	ours();
	read_only_by_two_names();
	journal_is_held();
	return (0);
}
