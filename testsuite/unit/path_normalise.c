/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c path/entries.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* POSIX paths as text, and what they are on the NT side. */
#include "unit.h"

#include "fake_volume.h"

static const char *missing;

static int
fake_other(const char *s, uint32_t *attributes)
{
	if (missing != NULL && strstr(s, missing) != NULL)
		return -ENOENT;
	*attributes = strstr(s, "file") != NULL ? NT_ATTR_NORMAL :
	    NT_ATTR_DIRECTORY;
	return 0;
}

static void
norm(const char *base, const char *name, const char *want, int dir)
{
	char dst[PATH_MAX];
	size_t len = 99999;
	int must = 99;

	CHECK_INT(path_normalise(dst, &len, base, name, &must), 0);
	CHECK_STR(dst, want);
	CHECK_INT(len, strlen(want));
	CHECK_INT(must, dir);
}

static void
maps(const char *name, const char *want)
{
	static struct path p;
	char s[PATH_NT_MAX];

	CHECK_INT(path_resolve(&p, NULL, name), 0);
	CHECK_INT(p.kind, PATH_DISK);
	for (size_t i = 0; i < p.nt_units; i++)
		s[i] = (char)p.nt[i];
	s[p.nt_units] = '\0';
	CHECK_STR(s, want);
}

static void
is_device(const char *name, enum path_device device)
{
	static struct path p;

	CHECK_INT(path_resolve(&p, NULL, name), 0);
	CHECK_INT(p.kind, PATH_DEVICE);
	CHECK_INT(p.device, device);
}

static void
text(void)
{
	norm("/", "a", "/a", 0);
	norm("/x/y", "a/b", "/x/y/a/b", 0);
	norm("/x/y", "../a", "/x/a", 0);
	norm("/x/y", "../../../..", "/", 1);
	norm("/x", "/", "/", 1);
	norm("/x", "/a//b/./c/", "/a/b/c", 1);
	norm("/x", "/a/.", "/a", 1);
	norm("/x", "/a/..", "/", 1);
	norm("/x", ".", "/x", 1);
	norm("/x", "///a", "/a", 0);
	norm("/x", "//server/share/f", "//server/share/f", 0);
	norm("/x", "/...", "/...", 0);
	norm("/", "a\\b", "/a\\b", 0);
}

static void
too_long(void)
{
	char name[PATH_MAX + 300], dst[PATH_MAX];
	size_t len;
	int must;

	memset(name, 'x', sizeof name);
	name[NAME_MAX] = '\0';
	CHECK_INT(path_normalise(dst, &len, "/", name, &must), 0);
	name[NAME_MAX] = 'x';
	name[NAME_MAX + 1] = '\0';
	CHECK_INT(path_normalise(dst, &len, "/", name, &must), -ENAMETOOLONG);
	for (size_t i = 0; i < sizeof name; i++)
		name[i] = i % 100 == 0 ? '/' : 'y';
	name[PATH_MAX - 1] = '\0';
	CHECK_INT(path_normalise(dst, &len, "/", name, &must), 0);
	name[PATH_MAX - 1] = 'y';
	name[PATH_MAX] = '\0';
	CHECK_INT(path_normalise(dst, &len, "/", name, &must), -ENAMETOOLONG);
}

static void
win32(const char *w, const char *want)
{
	char b[PATH_MAX];

	CHECK_INT(path_from_win32(b, sizeof b, w), strlen(want));
	CHECK_STR(b, want);
}

static void
conversions(void)
{
	char b[PATH_MAX];

	win32("C:\\x\\y", "/cygdrive/c/x/y");
	win32("d:/x//y/", "/cygdrive/d/x/y");
	win32("C:\\", "/cygdrive/c");
	win32("C:\\isthmus", "/");
	win32("c:\\ISTHMUS\\bin\\a.exe", "/bin/a.exe");
	win32("C:\\isthmus2", "/cygdrive/c/isthmus2");
	win32("\\\\server\\share\\f", "//server/share/f");
	win32("\\\\?\\C:\\x", "/cygdrive/c/x");
	win32("\\\\?\\UNC\\server\\s", "//server/s");
	CHECK_INT(path_from_win32(b, sizeof b, "relative"), -EINVAL);
	CHECK_INT(path_from_win32(b, 5, "C:\\x"), -ENAMETOOLONG);
	CHECK(path_list_from_win32(b, sizeof b, "C:\\a;;D:\\b;rel\\x") > 0);
	CHECK_STR(b, "/cygdrive/c/a::/cygdrive/d/b:rel/x");
	CHECK(path_list_to_win32(b, sizeof b, "/bin:/cygdrive/d/b") > 0);
	CHECK_STR(b, "C:\\isthmus\\bin;D:\\b");
	CHECK(path_to_win32(b, sizeof b, "/dev/null") > 0);
	CHECK_STR(b, "NUL");
	CHECK(path_to_win32(b, sizeof b, "//srv/share/f") > 0);
	CHECK_STR(b, "\\\\srv\\share\\f");
}

static void
dotdot(void)
{
	static struct path p;

	maps("/cygdrive/c/dir/../x", "\\??\\C:\\x");
	CHECK_INT(path_resolve(&p, NULL, "/cygdrive/c/file/../x"), -ENOTDIR);
	missing = "nope";
	CHECK_INT(path_resolve(&p, NULL, "/cygdrive/c/nope/../x"), -ENOENT);
	CHECK_INT(path_resolve(&p, NULL, "/dev/null/../x"), -ENOTDIR);
	missing = NULL;
	CHECK_INT(path_resolve(&p, NULL, ""), -ENOENT);
}

int
main(void)
{
	static const uint16_t root[] = u"\\??\\C:\\isthmus";
	path_set_root(root, sizeof root / 2 - 1, "/home");
	text();
	too_long();
	conversions();
	dotdot();
	maps("/", "\\??\\C:\\isthmus");
	maps("/usr/bin/x", "\\??\\C:\\isthmus\\bin\\x");
	maps("/usr/binary", "\\??\\C:\\isthmus\\usr\\binary");
	maps("/cygdrive/d", "\\??\\D:\\");
	maps("/cygdrive/d/a b", "\\??\\D:\\a b");
	maps("//server/share", "\\??\\UNC\\server\\share");
	maps("C:/x", "\\??\\C:\\x");
	maps("x/y", "\\??\\C:\\isthmus\\home\\x\\y");
	maps("/tmp/f", "\\??\\C:\\isthmus\\tmp\\f");
	is_device("/dev/null", PATH_DEV_NULL);
	is_device("/dev/urandom", PATH_DEV_URANDOM);
	is_device("/dev/stdout", PATH_DEV_STDOUT);
	static struct path p;
	CHECK_INT(path_resolve(&p, NULL, "/cygdrive/1/x"), -ENOENT);
	CHECK_INT(path_resolve(&p, NULL, "/cygdrive/cc"), -ENOENT);
	CHECK_INT(path_resolve(&p, NULL, "/dev/null/x"), -ENOTDIR);
	CHECK_INT(path_resolve(&p, NULL, "/dev/nullx"), 0);
	CHECK_INT(path_resolve(&p, NULL, "/dev"), 0);
	CHECK_INT(p.kind, PATH_VIRTUAL_DIR);
	char name[NAME_MAX + 1];
	enum path_entry_kind kind = PATH_ENTRY_CHAR;
	CHECK(path_entry("/cygdrive", 0, name, &kind) != 0);
	CHECK_STR(name, "c");
	CHECK(path_entry("/cygdrive", 1, name, &kind) != 0);
	CHECK_STR(name, "z");
	CHECK_INT(path_entry("/cygdrive", 2, name, &kind), 0);
	CHECK_INT(kind, PATH_ENTRY_DIR);
	return (0);
}
