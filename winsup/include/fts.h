/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walking a file hierarchy, as in 4.4BSD. Not in POSIX.
 */
#ifndef _FTS_H
#define _FTS_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define FTS_COMFOLLOW	0x0001
#define FTS_LOGICAL	0x0002
#define FTS_NOCHDIR	0x0004
#define FTS_NOSTAT	0x0008
#define FTS_PHYSICAL	0x0010
#define FTS_SEEDOT	0x0020
#define FTS_XDEV	0x0040
#define FTS_NAMEONLY	0x0100

#define FTS_ROOTPARENTLEVEL	(-1)
#define FTS_ROOTLEVEL	0

/* fts_info */
#define FTS_D		1
#define FTS_DC		2
#define FTS_DEFAULT	3
#define FTS_DNR		4
#define FTS_DOT		5
#define FTS_DP		6
#define FTS_ERR		7
#define FTS_F		8
#define FTS_NS		10
#define FTS_NSOK	11
#define FTS_SL		12
#define FTS_SLNONE	13

/* fts_set() */
#define FTS_AGAIN	1
#define FTS_FOLLOW	2
#define FTS_SKIP	4

struct stat;
typedef struct __isthmus_fts FTS;

typedef struct _ftsent {
	struct _ftsent	*fts_cycle;
	struct _ftsent	*fts_parent;
	struct _ftsent	*fts_link;
	long		fts_number;
	void		*fts_pointer;
	char		*fts_accpath;
	char		*fts_path;
	char		*fts_name;
	struct stat	*fts_statp;
	ino_t		fts_ino;
	dev_t		fts_dev;
	nlink_t		fts_nlink;
	size_t		fts_pathlen;
	size_t		fts_namelen;
	long		fts_level;
	int		fts_info;
	int		fts_errno;
	int		fts_instr;
	int		__fts_flags;
	long		__fts_spare[4];
} FTSENT;

__BEGIN_DECLS

FTS *fts_open(char *const *__paths, int __options,
    int (*__compar)(const FTSENT **, const FTSENT **));
FTSENT *fts_read(FTS *__fts);
FTSENT *fts_children(FTS *__fts, int __options);
int fts_set(FTS *__fts, FTSENT *__ent, int __instr);
int fts_close(FTS *__fts);

__END_DECLS

#endif /* _FTS_H */
