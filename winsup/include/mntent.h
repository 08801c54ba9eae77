/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mount table as a file. Not in POSIX.
 */
#ifndef _MNTENT_H
#define _MNTENT_H

#include <sys/cdefs.h>
#include <stdio.h>

#define MNTTAB		"/etc/mtab"
#define MOUNTED		MNTTAB
#define _PATH_MNTTAB	MNTTAB
#define _PATH_MOUNTED	MNTTAB

#define MNTTYPE_IGNORE	"ignore"
#define MNTTYPE_SWAP	"swap"
#define MNTOPT_DEFAULTS	"defaults"
#define MNTOPT_RO	"ro"
#define MNTOPT_RW	"rw"

struct mntent {
	char	*mnt_fsname;
	char	*mnt_dir;
	char	*mnt_type;
	char	*mnt_opts;
	int	mnt_freq;
	int	mnt_passno;
};

__BEGIN_DECLS

FILE *setmntent(const char *__file, const char *__mode);
struct mntent *getmntent(FILE *__fp);
struct mntent *getmntent_r(FILE *__fp, struct mntent *__ent, char *__buf,
    int __size);
int addmntent(FILE *__fp, const struct mntent *__ent);
int endmntent(FILE *__fp);
char *hasmntopt(const struct mntent *__ent, const char *__opt);

__END_DECLS

#endif /* _MNTENT_H */
