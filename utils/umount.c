/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * umount: takes POSIX paths back that mount gave.
 */
#include <errno.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static void
usage(FILE *out)
{
	fprintf(out,
	    "usage: umount posixpath ...\n"
	    "       umount -U\n"
	    "  -U  all that users have mounted for themselves\n");
}

static int
take_back(const char *path)
{
	if (umount(path) == 0)
		return 0;
	fprintf(stderr, "umount: %s: %s\n", path, errno == EINVAL ?
	    "nothing is mounted there" : strerror(errno));
	return 1;
}

/* The table is read whole before it changes. */
static int
take_back_users(void)
{
	char *dir[256];
	FILE *fp = setmntent(MOUNTED, "r");
	struct mntent *m;
	int n = 0, e = 0;

	if (fp == NULL) {
		fprintf(stderr, "umount: %s: %s\n", MOUNTED, strerror(errno));
		return 1;
	}
	while (n < 256 && (m = getmntent(fp)) != NULL)
		if (hasmntopt(m, "user") != NULL &&
		    (dir[n] = strdup(m->mnt_dir)) != NULL)
			n++;
	endmntent(fp);
	while (n-- > 0) {
		e |= take_back(dir[n]);
		free(dir[n]);
	}
	return e;
}

int
main(int argc, char **argv)
{
	int c, users = 0, e = 0;

	while ((c = getopt(argc, argv, "Uh")) != -1)
		switch (c) {
		case 'U':
			users = 1;
			break;
		case 'h':
			usage(stdout);
			return 0;
		default:
			usage(stderr);
			return 2;
		}
	if (users == (optind < argc)) {
		usage(stderr);
		return 2;
	}
	if (users)
		return take_back_users();
	for (; optind < argc; optind++)
		e |= take_back(argv[optind]);
	return e;
}
