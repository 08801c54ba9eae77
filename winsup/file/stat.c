/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What NT knows of a file, in POSIX's words, and back.  The mode shows the
 * read-only attribute and, for the execute bits, the name; one that differs
 * is in a table (modes.c).
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "account/room.h"
#include "file/perm.h"

#define NT_EPOCH_UNITS	INT64_C(116444736000000000)	/* 1601 to 1970 */
#define UNITS_PER_SEC	10000000

/* 0 is none, as FAT has it of its top folder: POSIX' first second. */
static struct timespec
from_nt_time(int64_t t)
{
	struct timespec ts = { 0, 0 };

	if (t == 0)
		return ts;
	t -= NT_EPOCH_UNITS;
	ts.tv_sec = t / UNITS_PER_SEC;
	ts.tv_nsec = t % UNITS_PER_SEC * 100;
	if (ts.tv_nsec < 0) {
		ts.tv_sec--;
		ts.tv_nsec += 1000000000;
	}
	return ts;
}

static int64_t
to_nt_time(const struct timespec *ts)
{
	return (int64_t)ts->tv_sec * UNITS_PER_SEC + ts->tv_nsec / 100 +
	    NT_EPOCH_UNITS;
}

/*
 * Without ACLs a file cannot say that it may be executed: programs and
 * scripts are known by their suffix, or by having none, as Unix' have.
 */
static int
is_program(const char *name)
{
	static const char *const suffix[] = {
		".exe", ".dll", ".com", ".bat", ".cmd", ".sh", ".pl", ".py"
	};
	const char *base, *dot;

	if (name == NULL)
		return 0;
	base = strrchr(name, '/');
	dot = strrchr(base != NULL ? base : name, '.');
	if (dot == NULL)
		return 1;
	for (size_t i = 0; i < sizeof suffix / sizeof suffix[0]; i++)
		if (strcasecmp(dot, suffix[i]) == 0)
			return 1;
	return 0;
}

static mode_t
mode_of(const struct nt_stat *nt, const char *name)
{
	if (nt->attributes & NT_ATTR_DIRECTORY)
		return S_IFDIR | 0755;
	return S_IFREG | (nt->attributes & NT_ATTR_READONLY ? 0444 : 0644) |
	    (is_program(name) ? 0111 : 0);
}

void
disk_fill_stat(struct stat *st, const struct nt_stat *nt, const char *name)
{
	memset(st, 0, sizeof *st);
	st->st_mode = mode_of(nt, name);
	st->st_ino = nt->id;
	st->st_nlink = nt->links;
	st->st_uid = account_uid();
	st->st_gid = account_gid();
	st->st_size = (off_t)nt->size;
	st->st_blksize = 65536;
	st->st_blocks = (blkcnt_t)((nt->allocation + 511) / 512);
	st->st_atim = from_nt_time(nt->access_time != 0 ? nt->access_time :
	    nt->write_time);
	st->st_mtim = from_nt_time(nt->write_time);
	st->st_ctim = from_nt_time(nt->change_time != 0 ? nt->change_time :
	    nt->write_time);
	st->st_birthtim = from_nt_time(nt->birth_time);
}

int
disk_drive(const struct path *p)
{
	int noacl = p->mount_flags & PATH_MOUNT_NOACL ? DISK_NOACL : 0;

	return noacl | (p->nt_units > 6 && p->nt[5] == ':' ? p->nt[4] : 0);
}

/*
 * The mode of the access list, or the one that was set, as far as the
 * read-only attribute agrees.
 */
static void
put_mode(struct stat *st, nt_handle h, int drive, const struct nt_stat *nt,
    const char *name)
{
	mode_t mode;

	if (perm_stat(h, drive, nt, st) ||
	    !modes_get(nt, (uint32_t)st->st_dev, name, &mode))
		return;
	if ((nt->attributes & (NT_ATTR_READONLY | NT_ATTR_DIRECTORY)) ==
	    NT_ATTR_READONLY)
		mode &= ~(mode_t)0222;
	else if ((mode & 0222) == 0 && S_ISREG(st->st_mode))
		mode |= 0200;
	st->st_mode = (st->st_mode & S_IFMT) | mode;
}

int
disk_stat_handle(nt_handle h, const char *name, int drive, struct stat *st)
{
	struct nt_stat nt;
	int e;

	if ((e = nt_stat(h, &nt)) < 0)
		return e;
	disk_fill_stat(st, &nt, name);
	st->st_dev = disk_device(h, drive, NULL);
	put_mode(st, h, drive, &nt, name);
	return 0;
}

/*
 * A link shows its target's length, whatever form it has; what only looks
 * like one (a file with the system attribute) is what it is.
 */
void
disk_stat_path(nt_handle h, struct path *p, const struct nt_stat *nt,
    uint32_t device, struct stat *st)
{
	char target[PATH_MAX];
	struct nt_name name = path_nt_name(p);
	long n;

	disk_fill_stat(st, nt, p->posix);
	st->st_dev = device;
	put_mode(st, h, disk_drive(p), nt, p->posix);
	if (S_ISREG(st->st_mode) && (p->mount_flags & PATH_MOUNT_EXEC))
		st->st_mode |= 0111;
	if (S_ISREG(st->st_mode) && (p->mount_flags & PATH_MOUNT_NOTEXEC))
		st->st_mode &= ~(mode_t)0111;
	if (!path_may_be_link(&name, nt->attributes))
		return;
	n = path_read_link(&name, nt->attributes, target, sizeof target);
	if (n < 0)
		return;
	st->st_mode = S_IFLNK | 0777;
	st->st_size = n;
	st->st_blocks = 0;
}

static int64_t
time_to_set(const struct timespec *ts, const struct timespec *now)
{
	return ts->tv_nsec == UTIME_OMIT ? 0 :
	    to_nt_time(ts->tv_nsec == UTIME_NOW ? now : ts);
}

/*
 * What FAT can store, in whatever zone: 2 January 1980 to 30 December 2107.
 */
static int64_t
fat_time(int64_t t)
{
	const int64_t first = NT_EPOCH_UNITS + INT64_C(315619200) *
	    UNITS_PER_SEC;
	const int64_t last = NT_EPOCH_UNITS + INT64_C(4354732800) *
	    UNITS_PER_SEC;

	if (t == 0)
		return 0;		/* not to be set */
	return t < first ? first : t > last ? last : t;
}

int
disk_set_times(nt_handle h, const struct timespec times[2])
{
	static const struct timespec both_now[2] = {
		{ .tv_nsec = UTIME_NOW }, { .tv_nsec = UTIME_NOW }
	};
	struct timespec now;	/* one time for both */
	int64_t at, wt;
	int e;

	if (times == NULL)
		times = both_now;
	if (!fd_valid_times(times))
		return -EINVAL;
	clock_gettime(CLOCK_REALTIME, &now);
	at = time_to_set(&times[0], &now);
	wt = time_to_set(&times[1], &now);
	if (at == 0 && wt == 0)
		return 0;
	/* As Linux does: the nearest time that the volume has. */
	e = nt_set_basic(h, at, wt, 0);
	return e == -EINVAL ? nt_set_basic(h, fat_time(at), fat_time(wt), 0) :
	    e;
}

uint32_t
disk_chmod_access(int drive)
{
	return NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES |
	    (perm_possible(drive) ? NT_WRITE_DAC : 0);
}

/* The list says it all: the attribute only stands in the way. */
static int
chmod_list(nt_handle h, const struct nt_stat *nt, mode_t mode)
{
	int is_dir = (nt->attributes & NT_ATTR_DIRECTORY) != 0;
	uint32_t attr = nt->attributes & ~NT_ATTR_READONLY;
	int e = perm_chmod(h, is_dir, mode);

	if (e == 0 && !is_dir && (mode & 06000) != 0)
		disk_set_id_given();
	if (e < 0 || is_dir || attr == nt->attributes || (mode & 0222) == 0)
		return e;
	return nt_set_basic(h, 0, 0, attr == 0 ? NT_ATTR_NORMAL : attr);
}

int
disk_chmod_handle(nt_handle h, const char *name, int drive, mode_t mode)
{
	struct nt_stat nt;
	uint32_t attr, device;
	int e, told;

	if ((e = nt_stat(h, &nt)) < 0)
		return e;
	device = disk_device(h, drive, NULL);
	if (perm_kept(h, drive, device))
		return chmod_list(h, &nt, mode);
	attr = nt.attributes & ~NT_ATTR_READONLY;
	/* The attribute means nothing to folders. */
	if ((mode & 0222) == 0 && (attr & NT_ATTR_DIRECTORY) == 0)
		attr |= NT_ATTR_READONLY;
	/* If nothing else, it changes the time of the last change. */
	told = attr != nt.attributes && (attr & NT_ATTR_DIRECTORY) == 0;
	if (!told)
		nt_set_basic(h, nt.access_time, 0, 0);
	else if ((e = nt_set_basic(h, 0, 0, attr == 0 ? NT_ATTR_NORMAL :
	    attr)) < 0)
		return e == -EACCES ? -EPERM : e;
	nt.attributes = attr;
	/* Other names may tell something else. */
	if ((mode_of(&nt, name) & 07777) == (mode & 07777) &&
	    (nt.links < 2 || (attr & NT_ATTR_DIRECTORY)))
		modes_clear(nt.id, device);
	else
		modes_set(&nt, device, name, mode);
	/* The system tells who watches of the attribute only. */
	if (!told && is_watched(IN_ATTRIB))
		inotify_note_name(h, name, drive, IN_ATTRIB |
		    (attr & NT_ATTR_DIRECTORY ? IN_ISDIR : 0));
	return 0;
}

static int
is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* Numbers change with the name on some volumes (FAT, nt/place.c). */
static int
is_still(const struct stat *now, const struct stat *was)
{
	return now->st_dev == was->st_dev && (now->st_ino == was->st_ino ||
	    (now->st_size == was->st_size &&
	    is_same_time(&now->st_mtim, &was->st_mtim) &&
	    is_same_time(&now->st_birthtim, &was->st_birthtim)));
}

/*
 * A file with this mode has got the name to: where its mode was only that of
 * its name, and the new name tells another, it is kept from now on.
 */
void
disk_keep_mode(const char *from, struct path *to, const struct stat *was)
{
	struct nt_stat nt;
	struct stat now;
	nt_handle h;

	if ((!S_ISREG(was->st_mode) && !S_ISFIFO(was->st_mode)) ||
	    is_program(from) == is_program(to->posix))
		return;
	if (disk_open_stat(&h, to, 0, &nt) < 0)
		return;
	disk_stat_path(h, to, &nt, disk_path_device(h, to), &now);
	if (is_still(&now, was) &&
	    ((now.st_mode ^ was->st_mode) & 07777) != 0 &&
	    !perm_kept(h, disk_drive(to), (uint32_t)now.st_dev))
		modes_set(&nt, (uint32_t)now.st_dev, to->posix,
		    was->st_mode & 07777);
	nt_close(h);
}

void
disk_new_mode(nt_handle h, const struct path *p, mode_t mode)
{
	struct nt_stat nt = { .attributes = 0 };
	uint32_t device;

	if (mode & S_IFDIR)
		nt.attributes = NT_ATTR_DIRECTORY;
	else if ((mode & 0222) == 0)
		nt.attributes = NT_ATTR_READONLY;
	mode &= 07777;
	if ((mode_of(&nt, p->posix) & 07777) == mode && !modes_any())
		return;
	if (nt_file_id(h, &nt.id) < 0)
		return;
	device = disk_device(h, disk_drive(p), p);
	if ((mode_of(&nt, p->posix) & 07777) == mode)
		modes_clear(nt.id, device);
	else
		modes_set(&nt, device, p->posix, mode);
}

int
disk_statvfs_handle(nt_handle h, struct statvfs *out)
{
	struct nt_space sp;
	int e;

	if ((e = nt_space(h, &sp)) < 0)
		return e;
	memset(out, 0, sizeof *out);
	out->f_bsize = out->f_frsize = sp.unit;
	out->f_blocks = sp.total;
	out->f_bfree = sp.free;
	out->f_bavail = sp.available;
	out->f_files = out->f_ffree = out->f_favail = (fsfilcnt_t)-1;
	out->f_fsid = sp.serial;
	out->f_namemax = sp.name_max;
	out->f_flag = sp.read_only ? ST_RDONLY : 0;
	return 0;
}
