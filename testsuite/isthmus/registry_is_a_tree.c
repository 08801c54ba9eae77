/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no registry */
/* Keys of the registry are folders below /proc/registry, values are files. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#define ROOT	"/proc/registry/HKEY_CURRENT_USER/"

/* advapi32's, which the program is not linked with. */
static LONG (WINAPI *create)(HKEY, LPCSTR, DWORD, LPSTR, DWORD, DWORD,
    void *, HKEY *, DWORD *);
static LONG (WINAPI *set)(HKEY, LPCSTR, DWORD, DWORD, const BYTE *, DWORD);
static LONG (WINAPI *del)(HKEY, LPCSTR);

static char key[64], dir[128];

static void
load(void)
{
	HMODULE dll = LoadLibraryA("advapi32.dll");

	CHECK(dll != NULL);
	create = (void *)GetProcAddress(dll, "RegCreateKeyExA");
	set = (void *)GetProcAddress(dll, "RegSetValueExA");
	del = (void *)GetProcAddress(dll, "RegDeleteKeyA");
	CHECK(create != NULL && set != NULL && del != NULL);
}

static void
fill(void)
{
	char sub[80];
	DWORD number = 0x01020304;
	HKEY h, below;

	CHECK_INT(create(HKEY_CURRENT_USER, key, 0, NULL, 0, KEY_ALL_ACCESS,
	    NULL, &h, NULL), 0);
	CHECK_INT(set(h, NULL, 0, REG_SZ, (const BYTE *)"plain", 6), 0);
	CHECK_INT(set(h, "a/b%", 0, REG_SZ, (const BYTE *)"odd", 4), 0);
	CHECK_INT(set(h, "n", 0, REG_DWORD, (void *)&number, 4), 0);
	CHECK_INT(set(h, "sub", 0, REG_BINARY, (const BYTE *)"\1\0\2", 3), 0);
	CHECK_INT(set(h, "list", 0, REG_MULTI_SZ, (const BYTE *)"x\0y\0", 5),
	    0);
	snprintf(sub, sizeof sub, "%s\\sub", key);
	CHECK_INT(create(HKEY_CURRENT_USER, sub, 0, NULL, 0, KEY_ALL_ACCESS,
	    NULL, &below, NULL), 0);
	CHECK_INT(set(below, "deep", 0, REG_SZ, (const BYTE *)"down", 5), 0);
}

static void
holds(const char *name, const char *want, size_t n)
{
	char path[256], b[64];
	struct stat st;
	int fd;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	CHECK_OK(stat(path, &st) == 0 && S_ISREG(st.st_mode));
	CHECK_OK((fd = open(path, O_RDONLY)) >= 0);
	CHECK_INT(read(fd, b, sizeof b), n);
	CHECK(memcmp(b, want, n) == 0);
	CHECK_INT(read(fd, b, sizeof b), 0);
	close(fd);
	CHECK(open(path, O_RDWR) < 0);
}

static void
is_listed(const char *where, const char *name, int type)
{
	DIR *d = opendir(where);
	struct dirent *e;
	int n = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, name) == 0) {
			CHECK_INT(e->d_type, type);
			n++;
		}
	closedir(d);
	if (n != 1)
		fprintf(stderr, "%s in %s\n", name, where);
	CHECK_INT(n, 1);
}

int
main(void)
{
	char path[256];
	struct stat st;

	load();
	snprintf(key, sizeof key, "isthmus-test-%d", (int)getpid());
	snprintf(dir, sizeof dir, ROOT "%s", key);
	fill();
	is_listed("/proc", "registry", DT_DIR);
	is_listed("/proc/registry", "HKEY_LOCAL_MACHINE", DT_DIR);
	is_listed("/proc/registry/HKEY_LOCAL_MACHINE", "Software", DT_DIR);
	is_listed(ROOT, key, DT_DIR);
	is_listed(dir, "sub", DT_DIR);
	is_listed(dir, "sub%val", DT_REG);
	is_listed(dir, "@", DT_REG);
	is_listed(dir, "a%2Fb%25", DT_REG);
	is_listed(dir, "n", DT_REG);
	holds("@", "plain", 6);
	holds("a%2Fb%25", "odd", 4);
	holds("n", "\4\3\2\1", 4);
	holds("sub%val", "\1\0\2", 3);
	holds("list", "x\0y\0", 5);
	holds("sub/deep", "down", 5);
	holds("SUB/Deep", "down", 5);
	snprintf(path, sizeof path, "%s/sub", dir);
	CHECK_OK(stat(path, &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(chdir(path) == 0);
	CHECK_OK(access("deep", F_OK) == 0 && access("../n", F_OK) == 0);
	CHECK_OK(chdir("/") == 0);
	strcat(path, "/none");
	CHECK_ERR(open(path, O_RDONLY), ENOENT);
	CHECK_ERR(stat("/proc/registry/HKEY_NONE", &st), ENOENT);
	CHECK(mkdir(path, 0777) < 0);
	snprintf(path, sizeof path, "%s\\sub", key);
	del(HKEY_CURRENT_USER, path);
	CHECK_INT(del(HKEY_CURRENT_USER, key), 0);
	CHECK_ERR(stat(dir, &st), ENOENT);
	return (0);
}
