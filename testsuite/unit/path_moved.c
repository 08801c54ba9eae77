/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* What paths are called after a folder on their way was renamed. */
#include "unit.h"

#include "fake_volume.h"

static const struct fake_entry volume[] = {
	{ "C:\\i\\etc\\fstab", NT_ATTR_NORMAL,
	    "C:/i/home/real /alias any binary 0 0\n", FAKE_TEXT },
	{ NULL, 0, NULL, 0 }
};

static int
fake_other(const char *name, uint32_t *attributes)
{
	return -ENOENT;
}

static struct nt_name
nt(uint16_t *to, const char *s)
{
	struct nt_name n = { to, 0 };

	for (; *s != '\0'; s++)
		to[n.units++] = (unsigned char)*s;
	return n;
}

static void
becomes(const char *posix, const char *from, const char *to,
    const char *want)
{
	uint16_t a[64], b[64];
	char out[PATH_MAX] = "";
	struct nt_name f = nt(a, from), t = nt(b, to);
	long n = path_renamed(out, posix, &f, &t);

	CHECK_INT(n, want != NULL ? (long)strlen(want) : 0);
	CHECK_STR(out, want != NULL ? want : "");
}

#define I	"\\??\\C:\\i\\"

int
main(void)
{
	static const char root[] = "\\??\\C:\\i";
	uint16_t wide[64];
	struct nt_name n = nt(wide, root);
	char b[PATH_MAX];

	fake_entries = volume;
	path_set_root(n.text, n.units, "/home/d/sub");
	becomes("/home/d", I "home\\d", I "home\\e", "/home/e");
	becomes("/home/d/x/y", I "home\\d", I "home\\longer",
	    "/home/longer/x/y");
	becomes("/home/d/x", I "home\\D", I "home\\e", "/home/e/x");
	becomes("/home/dd", I "home\\d", I "home\\e", NULL);
	becomes("/home", I "home\\d", I "home\\e", NULL);
	becomes("/home/d/x", I "home\\d", "\\??\\D:\\w\\v",
	    "/cygdrive/d/w/v/x");
	becomes("/home/d/x", I "home\\d", I "e", "/e/x");
	/* The words it was given in stay, where they can. */
	becomes("/usr/bin/x/y", I "bin\\x", I "bin\\z", "/usr/bin/z/y");
	becomes("/cygdrive/c/i/home/d", I "home\\d", I "home\\e",
	    "/cygdrive/c/i/home/e");
	becomes("/alias/x", I "home\\real\\x", I "home\\real\\y", "/alias/y");
	becomes("/alias/x", I "home\\real", I "home\\other", "/home/other/x");
	becomes("/dev/null", I "home", I "x", NULL);
	/* And the current directory's own. */
	{
		uint16_t a[64], c[64];
		struct nt_name f = nt(a, I "home\\d"), t = nt(c, I "home\\e");

		path_moved(&f, &t);
	}
	CHECK(path_getcwd(b, sizeof b) > 0);
	CHECK_STR(b, "/home/e/sub");
	path_removed("/home/e");
	CHECK(path_getcwd(b, sizeof b) > 0);
	path_removed("/home/e/sub");
	CHECK_INT(path_getcwd(b, sizeof b), -ENOENT);
	path_setcwd("/home");
	CHECK_INT(path_getcwd(b, sizeof b), 5);
	return (0);
}
