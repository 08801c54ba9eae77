/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * path/: POSIX names to NT names and back.
 *
 * Terms: a *POSIX path* is absolute and normalised (one slash between
 * components, no "." or "..", no slash at its end but for "/" itself).  An
 * *NT name* is UTF-16 with the prefix \??\ .
 *
 * The namespace without mounts:
 *	/			the installation's root
 *	/usr/bin /usr/lib	the same as /bin and /lib
 *	/cygdrive/c		drive C:
 *	//server/share		a network share
 *	/dev/null ...		devices
 *	/tmp			<root>/tmp, or Windows' TEMP if that is missing
 * /etc/fstab and mount() put other places into it (mount.c).
 * Win32 paths (C:\x, C:/x, \\server\share, with or without \\?\) are taken
 * as well.  Characters that Windows forbids in names are kept as U+F000 + c.
 */
#ifndef ISTHMUS_PATH_ROOM_H
#define ISTHMUS_PATH_ROOM_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "nt/types.h"

#ifndef NAME_MAX
#define NAME_MAX 255
#endif
#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

#define PATH_NT_MAX	(PATH_MAX + 512)

enum path_kind {
	PATH_DISK,		/* a file or folder known by its NT name */
	PATH_DEVICE,		/* a device of ours: path.device */
	PATH_VIRTUAL_DIR,	/* /dev, /cygdrive: folders without a disk */
	PATH_PROC		/* /proc and below, /dev/fd */
};

enum path_device {
	PATH_DEV_NONE,
	PATH_DEV_NULL,
	PATH_DEV_ZERO,
	PATH_DEV_FULL,
	PATH_DEV_RANDOM,
	PATH_DEV_URANDOM,
	PATH_DEV_CONSOLE,	/* also tty */
	PATH_DEV_CLIPBOARD,
	PATH_DEV_BLOCK,		/* path_block_device() says which */
	PATH_DEV_STDIN,		/* PATH_DEV_STDIN + n: descriptor n */
	PATH_DEV_STDOUT,
	PATH_DEV_STDERR
};

struct path {
	enum path_kind kind;
	enum path_device device;
	int must_be_dir;		/* the name ended in a slash */
	int slash;			/* of file/: it did, once */
	int nofollow;			/* caller's: the last may be a link */
	int exe;			/* nt ends in the .exe left out */
	int at_mount;			/* something is mounted right here */
	int led;			/* of file/: NT led on from right here */
	unsigned mount_flags;		/* PATH_MOUNT_* of where it lies */
	int walked;			/* no link on the way any more */
	int below_root;			/* path_resolve_root()'s: no walk */
	uint32_t attributes;		/* of a walk: NT's, of the last */
	size_t posix_len, nt_units;
	char posix[PATH_MAX];		/* terminated */
	uint16_t nt[PATH_NT_MAX];	/* not terminated */
};

/* Where its last name begins in nt, behind the folder's. */
static inline size_t
path_last_name(const struct path *p)
{
	size_t at = p->nt_units;

	while (at > 0 && p->nt[at - 1] != '\\')
		at--;
	return at;
}

static inline struct nt_name
path_nt_name(const struct path *p)
{
	struct nt_name n = { p->nt, p->nt_units };

	return n;
}

/*
 * Resolves name against base, a POSIX path, or against the current
 * directory if base is NULL.  Makes no system call, except to walk what
 * stands before a ".." in name.  Links are not followed: see path_again().
 * Errors: ENOENT (empty name), ENAMETOOLONG, ENOTDIR and ENOENT for what is
 * before "..".
 */
int path_resolve(struct path *, const char *base, const char *name);

/* The same of a path that is not the program's, which chroot() may limit. */
int path_resolve_outer(struct path *, const char *name);

/*
 * chroot(): that folder, without links, is "/" to names that path_resolve()
 * is given; NULL: there is none.  path_inner() makes of a whole path what the
 * program calls it: its length, -ENOENT where it cannot be called anything.
 */
void path_set_jail(const char *posix);
const char *path_jail(void);
long path_inner(char *posix);

/* A name below the installation's root, whatever is mounted; no links. */
int path_resolve_root(struct path *, const char *name);

/* The pure half of it: no ".." check, everything given.  For tests, too. */
int path_normalise(char dst[PATH_MAX], size_t *len, const char *base,
    const char *name, int *must_be_dir);

/*
 * A Win32 path in UTF-8 to its POSIX path.  Returns the length, or
 * -ENAMETOOLONG, -EINVAL if it is not absolute.
 */
long path_from_win32(char *dst, size_t size, const char *win32);

/*
 * A POSIX path, relative or absolute, to the Win32 path (no \??\ prefix, but
 * \\?\ where it is longer than 259 units).
 */
long path_to_win32(char *dst, size_t size, const char *posix);
long path_outer_to_win32(char *dst, size_t size, const char *posix);
/* The same of one that was resolved, which it spoils. */
long path_put_win32(char *dst, size_t size, struct path *);

/*
 * Lists such as PATH: entries between ';' to entries between ':', and back.
 * Entries that are not absolute Win32 paths pass through with slashes
 * turned.  Returns the length, -ENAMETOOLONG if it does not fit.
 */
long path_list_from_win32(char *dst, size_t size, const char *list);
long path_list_to_win32(char *dst, size_t size, const char *list);

/* Is this the start of an absolute Win32 path?  ("C:\", "C:/", "\\x") */
int path_is_win32(const char *);

/* NT or Win32 form of a handle's name, as UTF-16, to a POSIX path. */
long path_from_nt(char *dst, size_t size, const uint16_t *nt, size_t units);

/*
 * One component between POSIX and NT: forbidden characters to U+F000 + c
 * and back.  Both return the units needed and write at most max.
 */
size_t path_name_to_nt(uint16_t *dst, size_t max, const char *s, size_t len);
size_t path_name_from_nt(char *dst, size_t max, const uint16_t *s,
    size_t units);

/*
 * A program's file is called name.exe, which Unix programs look for as name:
 * puts that behind p's NT name, 1, or does not, 0, where that has a suffix;
 * takes it off again.  Is only that there?
 */
int path_add_exe(struct path *);
void path_drop_exe(struct path *);
int path_is_program(struct path *);

/*
 * The long way, through symbolic links.  path_walk() looks at each component
 * of p and puts what they lead to in p's place; of the last one only with
 * follow_last, or where a slash followed it.  1 if the last exists, 0 if only
 * that is missing; -ENOENT, -ENOTDIR, -ELOOP (more than 40 links), -EACCES,
 * -ENAMETOOLONG.  path_walk_from() walks name from p->posix[0..done).
 */
int path_walk(struct path *, int follow_last);
int path_walk_from(struct path *, size_t done, const char *name,
    int follow_last);

/*
 * An NT call on p failed with e.  If that may be because a link is on the way
 * (-ENOTDIR), p is walked: 1 if it leads elsewhere now and the call should be
 * made again, else the exact error.
 */
int path_again(struct path *, int e);
/* The last component may be a link: 1 if p leads elsewhere now, 0, -errno. */
int path_follow(struct path *);

/* Can that, the whole name or its end, with these attributes be a link? */
int path_may_be_link(const struct nt_name *, uint32_t attributes);
/* The target, terminated, and its length; -EINVAL: no link. */
long path_read_link(const struct nt_name *, uint32_t attributes, char *dst,
    size_t size);
#define PATH_COOKIE	"!<symlink>"
#define PATH_COOKIE_LEN	(sizeof PATH_COOKIE - 1)
long path_parse_cookie(char *dst, size_t size, const char *text, size_t len);
long path_parse_shortcut(char *dst, size_t size, const char *text,
    size_t len);

#define PATH_LINKS_MAX	40		/* SYMLOOP_MAX */

/*
 * The NT name of Windows' folder for temporary files; its units, or -errno.
 */
long path_temp_name(uint16_t *nt, size_t max);

/*
 * Number n of what a folder has in it that is on no disk, into name
 * (NAME_MAX + 1 bytes): all of a PATH_VIRTUAL_DIR, and in others devices and
 * mounts.  Returns 0 when there are no more.
 */
enum path_entry_kind {
	PATH_ENTRY_CHAR, PATH_ENTRY_DIR, PATH_ENTRY_BLOCK, PATH_ENTRY_LINK
};
int path_entry(const char *folder, unsigned n, char *name,
    enum path_entry_kind *);

/*
 * Is name (behind "/dev/") that of a disk, "sda", or of a partition, "sda1"?
 * 1, and Windows' number of the disk and that of the partition, 0 if none.
 * Whether it is there is not asked.
 */
int path_block_device(const char *name, unsigned *disk, unsigned *partition);
/*
 * Those that are there: 1 and the name of number *n; 0, and *n less by how
 * many there are.
 */
int path_blocks(unsigned *n, char name[16]);

/* The prefix of drives, "/" if that is what it is. */
void path_get_cygdrive(char dst[256]);

/* Flags of a mount: the values of <sys/mount.h>. */
#define PATH_MOUNT_BINARY	0x00000002u
#define PATH_MOUNT_TEXT		0x80000000u	/* of ours: no binary */
#define PATH_MOUNT_POSIX	0x40000000u	/* of ours: posix=1 was said */
#define PATH_MOUNT_SYSTEM	0x00000008u
#define PATH_MOUNT_EXEC		0x00000010u
#define PATH_MOUNT_CYGDRIVE	0x00000020u
#define PATH_MOUNT_NOTEXEC	0x00000100u
#define PATH_MOUNT_RO		0x00001000u
#define PATH_MOUNT_NOACL	0x00002000u
#define PATH_MOUNT_NOPOSIX	0x00004000u
#define PATH_MOUNT_OVERRIDE	0x00008000u
#define PATH_MOUNT_IHASH	0x00010000u
#define PATH_MOUNT_BIND		0x00020000u
#define PATH_MOUNT_SPARSE	0x00080000u

/* A line of /etc/fstab. */
struct path_fstab {
	enum {
		FSTAB_MOUNT,
		FSTAB_CYGDRIVE,		/* target is the drives' prefix */
		FSTAB_TEMP,		/* Windows' temporary folder */
		FSTAB_GONE		/* not mounted any more */
	} kind;
	char *source, *target;
	unsigned flags;
};

/* Cuts line up: 1, 0 (nothing in it), -EINVAL. */
int path_fstab_line(char *line, struct path_fstab *);
/* Writes one; its length, as snprintf() counts. */
size_t path_fstab_format(char *dst, size_t size, const struct path_fstab *);

/*
 * Puts a mount into the table and keeps it for processes to come; -EINVAL
 * (no absolute source), -ENOMEM (128 are there), -EROFS and the like where
 * it cannot be kept.  path_umount(): -EINVAL where nothing is mounted.
 */
int path_mount(const struct path_fstab *);
int path_umount(const char *target);
/*
 * All mounts as /proc/mounts shows them, then a comment for each line of
 * fstab that is none; the length, as snprintf() counts.
 */
size_t path_mounts_text(char *dst, size_t size);
/* NULL, or a word that processes share: counts what mount() does. */
extern volatile uint32_t *path_mount_generation;

/*
 * The current directory.  get copies it (ERANGE if size is too small, ENOENT
 * if it was removed) and returns its length; set takes a POSIX path that the
 * caller has checked.  path_cwd_text() gives what it is or was called.
 */
long path_getcwd(char *dst, size_t size);
long path_cwd_text(char *dst, size_t size, int *gone);
void path_setcwd(const char *posix);
/* Those of another process, for proc_peek(): the directory, chroot()'s. */
struct proc_peek;
long path_see_cwd(const struct proc_peek *, char dst[PATH_MAX], int *gone);
long path_see_jail(const struct proc_peek *, char dst[PATH_MAX]);
/* A folder has another name now: so has the current directory in it. */
void path_moved(const struct nt_name *from, const struct nt_name *to);
/* A folder is gone; NULL: the current one. */
void path_removed(const char *posix);
/*
 * The new path of what was called posix before from became to; its length, 0
 * if it lies elsewhere.
 */
long path_renamed(char out[PATH_MAX], const char *posix,
    const struct nt_name *from, const struct nt_name *to);
/* Of file/: applies what other processes renamed.  NULL: nothing known. */
extern void (*path_catch_up_hook)(void);

/*
 * Follows the first link in a path below /proc that is not at its end: 1 and
 * another path, 0 if there is none, -errno.  Of file/; NULL: no links.
 */
extern int (*path_proc_hook)(char posix[PATH_MAX], size_t *len);

/*
 * Called once at start-up: the first finds the root, the second, unless a
 * parent of ours will name it, the current directory.
 */
int path_init(void);
int path_begin(int has_cwd);

/* A number that names the installation: from the root, case ignored. */
uint64_t path_root_hash(void);

/*
 * Sets root (an NT name such as \??\C:\isthmus) and the current directory
 * without asking the system; path_init uses it, and so do unit tests.
 */
void path_set_root(const uint16_t *nt, size_t units, const char *cwd);

#endif
