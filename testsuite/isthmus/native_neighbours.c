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
#include <sys/cygwin.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "put.h"

static WCHAR here[4096];

/* As a native program opens it. */
static HANDLE
native(const WCHAR *name, DWORD share, DWORD how)
{
	static WCHAR path[5000];

	wcscpy(path, here);
	wcscat(path, L"\\");
	wcscat(path, name);
	return CreateFileW(path, GENERIC_READ | GENERIC_WRITE, share, NULL,
	    how, FILE_ATTRIBUTE_NORMAL, NULL);
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

/* Names that are no text: they are listed, found and removed. */
static void
names(void)
{
	static const WCHAR *const odd[] = {
		L"lone \xd800", L"\xdc41 low", L"turned \xdc00\xd800 x",
	};
	HANDLE h;
	struct dirent *e;
	struct stat st;
	DIR *d;
	int n = 0;

	CHECK_OK(mkdir("odd", 0777) == 0);
	for (int i = 0; i < 3; i++) {
		WCHAR name[64] = L"odd\\";

		wcscat(name, odd[i]);
		h = native(name, ALL, CREATE_NEW);
		if (h == INVALID_HANDLE_VALUE)
			continue;	/* a volume that has no such names */
		CloseHandle(h);
		n++;
	}
	CHECK_OK((d = opendir("odd")) != NULL);
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

int
main(void)
{
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, ".", here,
	    sizeof here), 0);
	shared();
	alone();
	names();
	ours();
	return (0);
}
