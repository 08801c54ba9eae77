/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* timeout: 60 */
/*
 * An installation whose fstab has lines that are wrong: each is told of with
 * its number, in the table of mounts and in a trace, and the others count.
 * What is mounted but not there is not there, and can be made nowhere.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "start/child.h"

static void
put(const char *name, const char *text)
{
	FILE *fp = fopen(name, "w");

	CHECK_OK(fp != NULL);
	CHECK_OK(fputs(text, fp) >= 0 && fclose(fp) == 0);
}

static int
listed(const char *name)
{
	struct dirent *e;
	DIR *d = opendir("/");
	int n = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL)
		n += strcmp(e->d_name, name) == 0;
	closedir(d);
	return n;
}

/* A mount on a folder, and in a volume, that does not exist. */
static void
missing(const char *mount)
{
	char name[64];
	struct stat st;

	snprintf(name, sizeof name, "%s/x", mount);
	CHECK_ERR(stat(mount, &st), ENOENT);
	CHECK_ERR(chdir(mount), ENOENT);
	CHECK_ERR(stat(name, &st), ENOENT);
	CHECK_ERR(open(name, O_RDWR | O_CREAT, 0666), ENOENT);
	CHECK_ERR(mkdir(name, 0777), ENOENT);
	CHECK_ERR(rename("/etc/fstab", name), ENOENT);
	CHECK_ERR(symlink("to", name), ENOENT);
	CHECK_ERR(unlink(name), ENOENT);
	CHECK_NULL_ERR(opendir(mount), ENOENT);
	CHECK_INT(listed(mount + 1), 0);
}

/* A mount in folders that are not there leads up and down nevertheless. */
static void
between_nowhere(void)
{
	char name[PATH_MAX];
	struct stat st;

	CHECK_ERR(stat("/nowhere", &st), ENOENT);
	CHECK_OK(chdir("/nowhere/at/all") == 0 && chdir(".") == 0);
	CHECK_OK(mkdir("d", 0777) == 0 && chdir("d/../d") == 0);
	CHECK_OK(chdir("..") == 0);
	CHECK_STR(getcwd(name, sizeof name), "/nowhere/at/all");
	CHECK_STR(realpath("d", name), "/nowhere/at/all/d");
	CHECK_OK(stat("/nowhere/at/../at/all/f", &st) == 0);
	CHECK_ERR(stat("/nowhere/else/../at/all/f", &st), ENOENT);
	CHECK_OK(rmdir("d") == 0 && chdir("/") == 0);
}

static int
inside(void)
{
	struct stat a, b;
	WCHAR temp[MAX_PATH + 1];
	char name[4096];

	CHECK(GetTempPathW(MAX_PATH + 1, temp) > 0);
	CHECK_INT(cygwin_conv_path(CCP_WIN_W_TO_POSIX, temp, name,
	    sizeof name), 0);
	CHECK(strncmp(name, "/temporary", 10) == 0);
	CHECK_OK(stat(name, &a) == 0 && stat("/temporary", &b) == 0);
	CHECK(a.st_ino == b.st_ino);
	CHECK_OK(stat("/mine/f", &a) == 0 && a.st_size == 4);
	CHECK_OK(stat("/here/f", &a) == 0 && a.st_size == 4);
	CHECK_OK(stat("/same/f", &b) == 0 && b.st_ino == a.st_ino);
	CHECK_OK(stat("/with blank/f", &b) == 0 && b.st_ino == a.st_ino);
	CHECK_ERR(open("/read-only/f", O_WRONLY), EROFS);
	CHECK_OK(access("/drives/c", F_OK) == 0);
	CHECK_ERR(access("/cygdrive/c", F_OK), ENOENT);
	CHECK_ERR(access("/relative", F_OK), ENOENT);
	CHECK_ERR(access("/odd", F_OK), ENOENT);
	between_nowhere();
	missing("/no-folder");
	missing("/no-drive");
	/* The folder may come later. */
	CHECK_OK(mkdir("/later", 0777) == 0);
	CHECK_OK(stat("/no-folder", &a) == 0 && S_ISDIR(a.st_mode));
	CHECK_INT(listed("no-folder"), 1);
	CHECK_OK(rmdir("/later") == 0);
	CHECK_ERR(stat("/no-folder", &a), ENOENT);
	return (0);
}

/* Of the user, in a file of that name. */
static void
own_mounts(const char *root)
{
	char name[300] = "r/etc/fstab.d/";
	WCHAR user[257];
	FILE *fp;

	CHECK(GetEnvironmentVariableW(L"USERNAME", user, 257) > 0);
	CHECK_OK(mkdir("r/etc/fstab.d", 0777) == 0);
	CHECK(wcstombs(name + 14, user, sizeof name - 14) > 0);
	CHECK_OK((fp = fopen(name, "w")) != NULL);
	fprintf(fp, "what?\n%s/real /mine ntfs binary,user 0 0\n", root);
	CHECK_OK(fclose(fp) == 0);
}

/* In folder r, with our DLL and this program. */
static void
install(void)
{
	char text[4096];
	WCHAR dll[4096];
	int fd;

	CHECK_OK(mkdir("r", 0777) == 0 && mkdir("r/bin", 0777) == 0 &&
	    mkdir("r/etc", 0777) == 0 && mkdir("r/real", 0777) == 0);
	put("r/real/f", "text");
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "r", text,
	    sizeof text), 0);
	for (char *s = text; *s != '\0'; s++)
		if (*s == '\\')
			*s = '/';
	CHECK_OK((fd = creat("r/etc/fstab", 0666)) >= 0);
	dprintf(fd, "# what lies where\n"
	    "nonsense\n"
	    "%s/real /here ntfs binary 0 0\n"
	    "relative /relative ntfs binary 0 0\n"
	    "%s/real no-slash ntfs binary 0 0\r\n"
	    "%s/real /odd ntfs binary,what 0 0\n"
	    "\n"
	    "%s/later /no-folder ntfs binary 0 0\n"
	    "Q:/none /no-drive ntfs binary 0 0\n"
	    "/here /same none bind 0 0\n"
	    "%s/real /with\\040blank ntfs binary 0 0\n"
	    "%s/real /read-only ntfs ro 0 0\n"
	    "%s/real /nowhere/at/all ntfs binary 0 0\n"
	    "none /temporary usertemp binary 0 0\n"
	    "none /drives cygdrive binary 0 0", text, text, text, text, text,
	    text, text);
	CHECK_OK(close(fd) == 0);
	own_mounts(text);
	CHECK(GetModuleFileNameW(GetModuleHandleW(L"isthmus1.dll"), dll,
	    4096) > 0);
	CHECK(CopyFileW(dll, L"r\\bin\\isthmus1.dll", FALSE));
	CHECK(CopyFileW(own_path(), L"r\\bin\\p.exe", FALSE));
}

static int
show(void)
{
	char text[8192];
	int from, to;
	ssize_t n;

	CHECK_OK((from = open("/proc/mounts", O_RDONLY)) >= 0);
	CHECK_OK((n = read(from, text, sizeof text)) > 0);
	CHECK_OK((to = creat("/mounts", 0666)) >= 0);
	CHECK_INT(write(to, text, (size_t)n), n);
	return (0);
}

int
main(int argc, char **argv)
{
	static const char *const told[] = {
		"/etc/fstab:2: ", "/etc/fstab:4: ", "/etc/fstab:5: ",
		"/etc/fstab:6: ", "/etc/fstab.d/",
	};
	char text[8192], line[64];
	int fd;
	ssize_t n;

	if (argc > 1 && strcmp(argv[1], "inside") == 0)
		return inside();
	if (argc > 1)
		return show();
	install();
	CHECK_INT(run_child(L"r\\bin\\p.exe", L"p inside", NULL), 0);
	CHECK(SetEnvironmentVariableW(L"ISTHMUS_TRACE", L"path:trace.log"));
	CHECK_INT(run_child(L"r\\bin\\p.exe", L"p show", NULL), 0);
	CHECK_OK((fd = open("r/mounts", O_RDONLY)) >= 0);
	CHECK_OK((n = read(fd, text, sizeof text - 1)) > 0);
	text[n] = '\0';
	for (int i = 0; i < 5; i++) {
		snprintf(line, sizeof line, "# %s", told[i]);
		CHECK(strstr(text, line) != NULL);
		CHECK(strstr(contents("trace.log"), told[i]) != NULL);
	}
	CHECK(strstr(text, "# /etc/fstab:3") == NULL);
	return (0);
}
