/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* fstab, mount() and umount(); names to both sides of mounts. */
#include "unit.h"

#include "fake_volume.h"

static const struct fake_entry volume[] = {
	{ "C:\\i\\etc\\fstab", NT_ATTR_NORMAL,
	    "\357\273\277# what lies where\n"
	    "C:/Users/x\\040y /home/x ntfs binary,posix=0,user 0 0\r\n"
	    "\n"
	    "D:\\data\t/data  ext3 noacl,ro\n"
	    "D:\\data\\deep /data/a/b any binary\n"
	    "//srv/share /net any override\n"
	    "/data /alias any bind\n"
	    "E: /e any\n"
	    "no-line\n"
	    "relative /rel any binary 0 0\n"
	    "C:\\q norel any binary\n"
	    "C:\\q /q any binary,nonsense\n"
	    "none /drives cygdrive binary 0 0", FAKE_TEXT },
	{ "C:\\i\\etc\\fstab.d\\me", NT_ATTR_NORMAL,
	    "C:\\mine /mine any user", FAKE_TEXT },
	{ "C:\\i\\var", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib\\isthmus", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib\\isthmus\\mounts", NT_ATTR_NORMAL, fake_written,
	    FAKE_TEXT },
	{ NULL, 0, NULL, 0 }
};

static int
fake_other(const char *name, uint32_t *attributes)
{
	*attributes = NT_ATTR_DIRECTORY;
	return 0;
}

static struct path p;

static void
maps(const char *name, const char *want)
{
	char s[PATH_NT_MAX];

	CHECK_INT(path_resolve(&p, NULL, name), 0);
	CHECK_INT(p.kind, PATH_DISK);
	for (size_t i = 0; i < p.nt_units; i++)
		s[i] = (char)p.nt[i];
	s[p.nt_units] = '\0';
	CHECK_STR(s, want);
}

static void
back(const char *win32, const char *want)
{
	char s[PATH_MAX];

	CHECK(path_from_win32(s, sizeof s, win32) > 0);
	CHECK_STR(s, want);
}

static void
from_the_files(void)
{
	maps("/home/x", "\\??\\C:\\Users\\x y");
	CHECK(p.at_mount);
	maps("/home/x/f", "\\??\\C:\\Users\\x y\\f");
	CHECK(!p.at_mount);
	CHECK((p.mount_flags & PATH_MOUNT_SYSTEM) == 0);
	CHECK((p.mount_flags & PATH_MOUNT_NOPOSIX) != 0);
	maps("/home/xy", "\\??\\C:\\i\\home\\xy");
	maps("/data/a", "\\??\\D:\\data\\a");
	CHECK((p.mount_flags & PATH_MOUNT_RO) != 0);
	maps("/data/a/b/c", "\\??\\D:\\data\\deep\\c");
	CHECK((p.mount_flags & PATH_MOUNT_RO) == 0);
	maps("/net/f", "\\??\\UNC\\srv\\share\\f");
	maps("/alias/x", "\\??\\D:\\data\\x");
	maps("/e", "\\??\\E:\\");
	maps("/e/x", "\\??\\E:\\x");
	maps("/q", "\\??\\C:\\i\\q");
	maps("/drives/c/x", "\\??\\C:\\x");
	maps("/cygdrive/c/x", "\\??\\C:\\i\\cygdrive\\c\\x");
	maps("/mine/1", "\\??\\C:\\mine\\1");
	maps("/", "\\??\\C:\\i");
	back("C:\\Users\\X Y\\z", "/home/x/z");
	back("D:/data/deep", "/data/a/b");
	back("d:\\data\\deeper", "/alias/deeper");
	back("\\\\SRV\\share\\q", "/net/q");
	back("C:\\other", "/drives/c/other");
	back("C:\\i\\bin", "/bin");
	back("E:\\", "/e");
	/* Above what is mounted, and not above a drive or a share. */
	back("C:\\i\\..\\x", "/drives/c/x");
	back("C:\\i\\.\\bin\\..\\..\\..\\..", "/drives/c");
	back("\\\\SRV\\share\\q\\..\\..\\r", "/net/r");
}

static void
calls(void)
{
	struct path_fstab e = { .source = (char *)"C:\\a b#",
		.target = (char *)"/new/place/",
		.flags = PATH_MOUNT_BINARY | PATH_MOUNT_NOACL };
	char text[4000];

	CHECK_INT(path_mount(&e), 0);
	maps("/new/place/f", "\\??\\C:\\a b#\\f");
	CHECK(strstr(fake_written, "C:\\a\\040b\\043 /new/place/ ntfs "
	    "binary,noacl,user 0 0\n") != NULL);
	/* As another process reads it. */
	path_mounts_forget();
	maps("/new/place/f", "\\??\\C:\\a b#\\f");
	CHECK_INT(path_umount("/new/place/"), 0);
	maps("/new/place/f", "\\??\\C:\\i\\new\\place\\f");
	path_mounts_forget();
	maps("/new/place/f", "\\??\\C:\\i\\new\\place\\f");
	CHECK_INT(path_umount("/new/place"), -EINVAL);
	/* Only what fstab mounts has to be remembered. */
	CHECK(strstr(fake_written, "/new/place") == NULL);
	CHECK_INT(path_umount("/mine"), 0);
	CHECK(strstr(fake_written, "none /mine umounted ") != NULL);
	path_mounts_forget();
	maps("/mine/1", "\\??\\C:\\i\\mine\\1");
	e.source = (char *)"relative";
	CHECK_INT(path_mount(&e), -EINVAL);
	e.kind = FSTAB_CYGDRIVE;
	e.source = (char *)"none";
	e.target = (char *)"/";
	CHECK_INT(path_mount(&e), 0);
	maps("/c/x", "\\??\\C:\\x");
	maps("/cc/x", "\\??\\C:\\i\\cc\\x");
	back("C:\\other", "/c/other");
	CHECK(path_mounts_text(text, sizeof text) < sizeof text);
	CHECK(strstr(text, "C:\\i / ntfs binary 0 0\n") == text);
	CHECK(strstr(text, "none / cygdrive ") != NULL);
	CHECK_INT(path_mounts_text(NULL, 0), strlen(text));
	e.target = (char *)"/cygdrive";
	CHECK_INT(path_mount(&e), 0);
}

/* Lines that are no mounts are told of with their numbers. */
static void
bad_lines(void)
{
	char text[4096], *at;

	CHECK(path_mounts_text(text, sizeof text) < sizeof text);
	CHECK((at = strstr(text, "# ")) != NULL);
	CHECK_STR(at, "# /etc/fstab:9: this line is no mount\n"
	    "# /etc/fstab:10: this line is no mount\n"
	    "# /etc/fstab:11: this line is no mount\n"
	    "# /etc/fstab:12: this line is no mount\n");
	CHECK_INT(path_mounts_text(NULL, 0), strlen(text));
}

static void
many(void)
{
	static char names[200][20];
	struct path_fstab e = { .source = (char *)"C:\\x",
		.flags = PATH_MOUNT_BINARY };
	int n = 0, r = 0;

	for (; r == 0 && n < 200; n++) {
		sprintf(names[n], "/many/%d", n);
		e.target = names[n];
		r = path_mount(&e);
	}
	CHECK_INT(r, -ENOMEM);
	CHECK(n > 100);
	maps("/many/7/f", "\\??\\C:\\x\\f");
}

int
main(void)
{
	static const uint16_t root[] = u"\\??\\C:\\i";

	fake_entries = volume;
	path_set_root(root, sizeof root / 2 - 1, "/");
	from_the_files();
	calls();
	bad_lines();
	many();
	fake_written[0] = '\0';
	path_mounts_forget();
	from_the_files();
	return (0);
}
