/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mount: lists what is mounted, or gives a folder of Windows a POSIX path.
 */
#include <errno.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define FSTAB	"/etc/fstab"

static const struct {
	const char *name;
	unsigned set, clear;
} options[] = {
	{ "binary", MOUNT_BINARY, 0 },
	{ "text", 0, MOUNT_BINARY },
	{ "exec", MOUNT_EXEC, MOUNT_NOTEXEC },
	{ "notexec", MOUNT_NOTEXEC, MOUNT_EXEC },
	{ "noexec", MOUNT_NOTEXEC, MOUNT_EXEC },
	{ "cygexec", MOUNT_EXEC, MOUNT_NOTEXEC },
	{ "acl", 0, MOUNT_NOACL },
	{ "noacl", MOUNT_NOACL, 0 },
	{ "posix=0", MOUNT_NOPOSIX, MOUNT_POSIX },
	{ "posix=1", MOUNT_POSIX, MOUNT_NOPOSIX },
	{ "ihash", MOUNT_IHASH, 0 },
	{ "override", MOUNT_OVERRIDE, 0 },
	{ "bind", MOUNT_BIND, 0 },
	{ "sparse", MOUNT_SPARSE, 0 },
	{ "nosparse", 0, MOUNT_SPARSE },
	{ "ro", MOUNT_RO, 0 },
	{ "rw", 0, MOUNT_RO },
	{ "user", 0, MOUNT_SYSTEM },
	{ "auto", 0, 0 },
	{ "dos", 0, 0 },
};
#define NOPTIONS	(sizeof options / sizeof options[0])

static void
usage(FILE *out)
{
	fprintf(out,
	    "usage: mount\n"
	    "       mount [-f] [-o option[,option ...]] win32path posixpath\n"
	    "       mount [-o option[,option ...]] -c posixpath\n"
	    "       mount -a | -m | -p\n"
	    "  -a  mount what /etc/fstab says and is not mounted\n"
	    "  -c  posixpath becomes the folder that has the drives\n"
	    "  -f  without a warning for what is not there\n"
	    "  -m  list in the form of /etc/fstab\n"
	    "  -p  show the folder that has the drives\n");
}

static int
failed(const char *what)
{
	fprintf(stderr, "mount: %s: %s\n", what, strerror(errno));
	return 1;
}

static int
parse_options(char *list, unsigned *flags)
{
	char *word, *rest = list;
	size_t i;

	while ((word = strsep(&rest, ",")) != NULL) {
		if (*word == '\0')
			continue;
		for (i = 0; i < NOPTIONS; i++)
			if (strcmp(word, options[i].name) == 0)
				break;
		if (i == NOPTIONS) {
			fprintf(stderr, "mount: %s: there is no such option\n",
			    word);
			return 2;
		}
		*flags = (*flags | options[i].set) & ~options[i].clear;
	}
	return 0;
}

/* Blanks in a field of fstab. */
static void
print_field(const char *s, char end)
{
	for (; *s != '\0'; s++)
		if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '#')
			printf("\\%03o", *s);
		else
			putchar(*s);
	putchar(end);
}

/* Comments in the table are about lines of fstab that are wrong. */
static void
complain(void)
{
	FILE *fp = fopen("/proc/mounts", "r");
	char line[512];

	if (fp == NULL)
		return;
	while (fgets(line, sizeof line, fp) != NULL)
		if (line[0] == '#')
			fprintf(stderr, "mount: %s", line + 2);
	fclose(fp);
}

static int
list(int as_fstab)
{
	FILE *fp = setmntent(MOUNTED, "r");
	struct mntent *m;

	if (fp == NULL)
		return failed(MOUNTED);
	while ((m = getmntent(fp)) != NULL) {
		if (!as_fstab) {
			printf("%s on %s type %s (%s)\n", m->mnt_fsname,
			    m->mnt_dir, m->mnt_type, m->mnt_opts);
			continue;
		}
		if (strcmp(m->mnt_dir, "/") == 0 &&
		    strcmp(m->mnt_type, "cygdrive") != 0)
			continue;	/* is there without a line */
		print_field(m->mnt_fsname, ' ');
		print_field(m->mnt_dir, ' ');
		printf("%s %s 0 0\n", m->mnt_type, m->mnt_opts);
	}
	endmntent(fp);
	complain();
	return 0;
}

static int
show_prefix(void)
{
	char user[256], sys[256], user_flags[256], sys_flags[256];

	cygwin_internal(CW_GET_CYGDRIVE_INFO, user, sys, user_flags,
	    sys_flags);
	printf("%-20s %s\n", "Prefix", "Flags");
	printf("%-20s %s\n", sys, sys_flags);
	return 0;
}

static int
is_mounted(const char *dir)
{
	FILE *fp = setmntent(MOUNTED, "r");
	struct mntent *m;
	int found = 0;

	if (fp == NULL)
		return 0;
	while ((m = getmntent(fp)) != NULL)
		found |= strcmp(m->mnt_dir, dir) == 0;
	endmntent(fp);
	return found;
}

static int
mount_entry(const struct mntent *m)
{
	unsigned flags = MOUNT_BINARY | MOUNT_SYSTEM;
	char *opts = strdup(m->mnt_opts);
	int e = opts == NULL ? 1 : parse_options(opts, &flags);

	free(opts);
	if (e != 0)
		return e;
	if (strcmp(m->mnt_type, "cygdrive") == 0)
		flags |= MOUNT_CYGDRIVE;
	if (strcmp(m->mnt_type, "usertemp") == 0)
		flags |= MOUNT_USER_TEMP;
	return mount(m->mnt_fsname, m->mnt_dir, flags) < 0 ?
	    failed(m->mnt_dir) : 0;
}

static int
mount_all(void)
{
	FILE *fp = setmntent(FSTAB, "r");
	struct mntent *m;
	int e = 0;

	if (fp == NULL)
		return errno == ENOENT ? 0 : failed(FSTAB);
	while ((m = getmntent(fp)) != NULL)
		if (!is_mounted(m->mnt_dir))
			e |= mount_entry(m);
	endmntent(fp);
	return e;
}

static int
mount_one(const char *win32, const char *posix, unsigned flags, int force)
{
	struct stat st;

	if (mount(win32, posix, flags) < 0)
		return failed(posix);
	if (!force && (flags & MOUNT_CYGDRIVE) == 0 && stat(posix, &st) < 0)
		fprintf(stderr, "mount: warning: %s is not there\n", win32);
	return 0;
}

int
main(int argc, char **argv)
{
	unsigned flags = MOUNT_BINARY | MOUNT_SYSTEM;
	int c, what = 0, force = 0, e;

	while ((c = getopt(argc, argv, "acfmo:ph")) != -1)
		switch (c) {
		case 'a':
		case 'c':
		case 'm':
		case 'p':
			what = c;
			break;
		case 'f':
			force = 1;
			break;
		case 'o':
			if ((e = parse_options(optarg, &flags)) != 0)
				return e;
			break;
		case 'h':
			usage(stdout);
			return 0;
		default:
			usage(stderr);
			return 2;
		}
	argc -= optind;
	argv += optind;
	if (what == 'c' && argc == 1)
		e = mount_one(NULL, argv[0], flags | MOUNT_CYGDRIVE, force);
	else if (what == 0 && argc == 2)
		e = mount_one(argv[0], argv[1], flags, force);
	else if (what == 'c' || argc != 0) {
		usage(stderr);
		return 2;
	} else
		e = what == 'a' ? mount_all() : what == 'p' ? show_prefix() :
		    list(what == 'm');
	if (fflush(stdout) != 0 || ferror(stdout))
		return failed("standard output");
	return e;
}
