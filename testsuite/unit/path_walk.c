/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* Links of all forms on the way and at the end; loops; what is missing. */
#include "unit.h"

#include "fake_volume.h"

#define DIR	NT_ATTR_DIRECTORY
#define COOKIE	NT_ATTR_SYSTEM
#define POINT	NT_ATTR_REPARSE

static const struct fake_entry volume[] = {
	{ "C:\\i", DIR, NULL, 0 },
	{ "C:\\i\\d", DIR, NULL, 0 },
	{ "C:\\i\\d\\e", DIR, NULL, 0 },
	{ "C:\\i\\d\\e\\f", NT_ATTR_NORMAL, NULL, 0 },
	{ "C:\\i\\f", NT_ATTR_NORMAL, NULL, 0 },
	{ "C:\\i\\sys", COOKIE, "", 0 },
	{ "C:\\i\\cookie", COOKIE, "d/e", 0 },
	{ "C:\\i\\lx", POINT, "d", NT_TAG_LX_SYMLINK },
	{ "C:\\i\\native", POINT | DIR, "d\\e", NT_TAG_SYMLINK },
	{ "C:\\i\\far", POINT | DIR, "\\??\\D:\\x", NT_TAG_SYMLINK },
	{ "C:\\i\\d\\rooted", POINT, "\\i\\d\\e", NT_TAG_SYMLINK },
	{ "C:\\i\\junction", POINT | DIR, "\\??\\C:\\i\\d",
	    NT_TAG_MOUNT_POINT },
	{ "C:\\i\\volume", POINT | DIR, "\\??\\Volume{1}", NT_TAG_MOUNT_POINT },
	{ "C:\\i\\d\\up", COOKIE, "../f", 0 },
	{ "C:\\i\\abs", COOKIE, "/d/e/", 0 },
	{ "C:\\i\\dangling", COOKIE, "d/none", 0 },
	{ "C:\\i\\lost", COOKIE, "none/none", 0 },
	{ "C:\\i\\loop", COOKIE, "loop", 0 },
	{ "C:\\i\\ping", COOKIE, "d/pong", 0 },
	{ "C:\\i\\d\\pong", COOKIE, "../ping", 0 },
	{ "C:\\i\\null", COOKIE, "/dev/null", 0 },
	{ "C:\\i\\share", COOKIE, "//server/share/x", 0 },
	{ "C:\\i\\win", COOKIE, "C:\\i\\d", 0 },
	{ "C:\\i\\top", COOKIE, "/", 0 },
	{ NULL, 0, NULL, 0 }
};

static int
fake_other(const char *name, uint32_t *attributes)
{
	*attributes = DIR;
	return strncmp(name, "UNC\\", 4) == 0 || strncmp(name, "D:", 2) == 0 ?
	    0 : -ENOENT;
}

static struct path p;

static void
walk(const char *name, int follow, int result, const char *want)
{
	int e = path_resolve(&p, NULL, name);

	if (e == 0)
		e = path_walk(&p, follow);
	CHECK_INT(e, result);
	if (result >= 0)
		CHECK_STR(p.posix, want);
}

static void
again(const char *name, int result, const char *want)
{
	CHECK_INT(path_resolve(&p, NULL, name), 0);
	CHECK_INT(path_again(&p, -ENOTDIR), result);
	CHECK_STR(p.posix, want);
	if (result == 1)
		CHECK_INT(path_again(&p, -ENOTDIR), -ENOTDIR);
}

/* Links at the end of a name, followed and not; links without an end. */
static void
last_links(void)
{
	walk("/cookie", 0, 1, "/cookie");
	walk("/cookie/", 0, 1, "/d/e");
	walk("/cookie", 1, 1, "/d/e");
	walk("/lx/up", 1, 1, "/f");
	walk("/lx/up", 0, 1, "/d/up");
	walk("/d/rooted/f", 1, 1, "/d/e/f");
	walk("/abs/../up", 1, 1, "/f");
	walk("/cookie/..", 1, 1, "/d");
	walk("/cookie/../..", 1, 1, "/");
	walk("/cookie/../../../f", 1, 1, "/f");
	walk("/dangling", 1, 0, "/d/none");
	walk("/dangling", 0, 1, "/dangling");
	walk("/dangling/x", 1, -ENOENT, NULL);
	walk("/dangling/..", 1, -ENOENT, NULL);
	walk("/lost", 1, -ENOENT, NULL);
	walk("/loop", 1, -ELOOP, NULL);
	walk("/loop", 0, 1, "/loop");
	walk("/ping/x", 1, -ELOOP, NULL);
}

/* A call that failed is made again where a link was the reason. */
static void
tried_again(void)
{
	again("/cookie/f", 1, "/d/e/f");
	again("/d/none", -ENOENT, "/d/none");
	again("/f/x", -ENOTDIR, "/f/x");
	again("/none/x", -ENOENT, "/none/x");
	CHECK_INT(path_resolve(&p, NULL, "/none"), 0);
	fake_calls = 0;
	CHECK_INT(path_again(&p, -ENOENT), -ENOENT);
	CHECK_INT(fake_calls, 0);
}

/* The current directory has no links in it: it is not looked at. */
static void
below_cwd(void)
{
	path_setcwd("/d/e");
	CHECK_INT(path_resolve(&p, NULL, "f"), 0);
	fake_calls = 0;
	CHECK_INT(path_walk(&p, 1), 1);
	CHECK_INT(fake_calls, 1);
	walk("../up", 1, 1, "/f");
}

int
main(void)
{
	static const uint16_t root[] = u"\\??\\C:\\i";

	fake_entries = volume;
	path_set_root(root, sizeof root / 2 - 1, "/");
	walk("/d/e/f", 1, 1, "/d/e/f");
	CHECK_INT(p.attributes, NT_ATTR_NORMAL);
	walk("/cookie/f", 1, 1, "/d/e/f");
	walk("/lx/e/f", 1, 1, "/d/e/f");
	walk("/native/f", 1, 1, "/d/e/f");
	walk("/far/y", 1, 1, "/cygdrive/d/x/y");
	walk("/junction/e", 1, 1, "/d/e");
	walk("/volume", 1, 1, "/volume");
	walk("/sys", 1, 1, "/sys");
	walk("/sys/x", 1, -ENOTDIR, NULL);
	last_links();
	walk("/f/x", 1, -ENOTDIR, NULL);
	walk("/f/..", 1, -ENOTDIR, NULL);
	walk("/none/x", 1, -ENOENT, NULL);
	walk("/none", 1, 0, "/none");
	walk("/null", 1, 1, "/dev/null");
	CHECK_INT(p.kind, PATH_DEVICE);
	walk("/null/x", 1, -ENOTDIR, NULL);
	walk("/share/y/..", 1, 1, "//server/share/x");
	walk("/win/e", 1, 1, "/d/e");
	walk("/top/d", 1, 1, "/d");
	walk("/top", 1, 1, "/");
	tried_again();
	below_cwd();
	return (0);
}
