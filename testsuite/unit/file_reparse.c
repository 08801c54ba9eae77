/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/aside.c file/by_name.c file/link.c file/name.c file/open.c file/remove.c file/volume.c path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c lib/fault.c */
/*
 * What only Windows' volumes have: folders with volumes in them, junctions,
 * links to folders, files whose contents a driver keeps, reparse points that
 * nobody knows, files that must not be opened, programs that run.
 */
#include "unit.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include "fake_ntfs.h"
#include "path/room.h"
#include "path/room_impl.h"

#define st_birthtim	st_ctim		/* Linux' has none */
#include "file/stat.c"
#include "file/block.h"
#include "file/special.h"
#include "lib/caps.h"
#include "nt/clock.h"
#include "nt/console.h"
#include "nt/random.h"
#include "nt/sync.h"
#include "mm/room.h"

/* --- what the other rooms have --- */

const struct file_ops disk_ops = { .name = "disk", .type = S_IFREG },
    dir_ops = { .name = "dir", .type = S_IFDIR },
    link_name_ops = { .name = "link" }, fifo_name_ops, console_ops, null_ops,
    zero_ops, full_ops, random_ops, urandom_ops, clipboard_ops, vdir_ops;

struct file *
file_new(const struct file_ops *ops, nt_handle h, int flags)
{
	struct file *f = calloc(1, sizeof *f);

	f->ops = ops;
	f->handle = h;
	f->flags = flags;
	return f;
}

int
file_set_path(struct file *f, const char *posix)
{
	return 0;
}

void
file_unref(struct file *f)
{
	nt_close(f->handle);
	free(f);
}

size_t
nt_copy(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return n;
}

#define NOTHING(type, name, args, r) type name args { return r; }
#define VOID(name, args) void name args { }
NOTHING(int, fd_no_volume, (struct file *f, struct statvfs *v), -EOPNOTSUPP)

NOTHING(int, account_in_group, (uint32_t g), 0)
NOTHING(uint32_t, account_uid, (void), 1)
NOTHING(uint32_t, account_gid, (void), 1)
NOTHING(int, block_look, (const char *p, struct stat *st, uint64_t *n), -1)
NOTHING(int, block_open, (struct file **f, const struct path *p, int fl), -1)
NOTHING(uint32_t, disk_exchange_count, (void), 0)
NOTHING(int, disk_exchange_dropped, (nt_handle h, uint32_t since), 0)
NOTHING(nt_handle, disk_exchanges_await, (void), NULL)
NOTHING(nt_handle, disk_exchanges_stop, (uint32_t s, struct path *p), NULL)
VOID(disk_exchanges_go_on, (nt_handle h))
NOTHING(int, disk_exchange, (struct path *a, struct path *b), -1)
NOTHING(int, disk_respell, (nt_handle h, const struct path *a,
    const struct path *b), -1)
NOTHING(int, disk_rename_once, (nt_handle h, const struct nt_name *n, int r),
    nt_rename(h, n, r))
NOTHING(int, disk_replace_begins, (nt_handle old, const struct path *name,
    int w, nt_handle *j), nt_rename(old, &(struct nt_name){
    u"\\??\\C:\\i\\.isthmus-0", 18 }, 0))
VOID(disk_replace_ends, (nt_handle j))
VOID(disk_drop_set_id, (struct file *f))
VOID(disk_set_id_given, (void))
NOTHING(int, disk_reopen, (struct file *f, uint32_t a, nt_handle *h), -1)
NOTHING(int, fd_device_stat, (struct file *f, struct stat *st, unsigned n), 0)
VOID(fd_each, (void (*visit)(int fd, struct file *, int, void *), void *a))
NOTHING(struct file *, fd_get, (int fd), NULL)
NOTHING(mode_t, fd_get_umask, (void), 0)
NOTHING(int, fifo_open, (struct file **f, struct path *p, int fl,
    const struct fifo_id *id), -1)
NOTHING(int, file_open_link_name, (struct file **f, struct path *p, int fl),
    -1)
VOID(file_moved, (const struct path *a, const struct path *b, int d))
VOID(inotify_note, (struct file *f, uint32_t mask))
NOTHING(uint32_t, inotify_hint, (const struct path *p, uint32_t mask), 0)
NOTHING(uint32_t, inotify_hint_move, (const struct path *a,
    const struct path *b, int d), 0)
VOID(fd_hint_void, (uint32_t cookie))
VOID(modes_clear, (uint64_t n, uint32_t d))
NOTHING(int, modes_any, (void), 0)
NOTHING(int, nt_not_read_only, (nt_handle h, struct nt_stat *was), -1)
NOTHING(int, modes_any_set_id, (void), 0)
NOTHING(int, modes_get, (const struct nt_stat *s, uint32_t d, const char *n,
    mode_t *m), 0)
NOTHING(int, modes_renamed, (uint64_t n, uint32_t d, const char *a,
    const char *b), 0)
NOTHING(volatile uint32_t *, modes_watched, (void), NULL)
NOTHING(int64_t, nt_clock_monotonic, (void), clock())
NOTHING(int, nt_console_open, (nt_handle *i, nt_handle *o), -1)
NOTHING(int, nt_brief, (nt_handle h, uint32_t *a, uint64_t *s), -1)
NOTHING(int, nt_case_sensitive, (nt_handle h), -EOPNOTSUPP)
NOTHING(int, nt_random, (void *b, size_t n), 0)
NOTHING(long, nt_read, (nt_handle h, void *b, size_t n, int64_t o), 0)
NOTHING(long, nt_write, (nt_handle h, const void *b, size_t n, int64_t o),
    (long)n)
NOTHING(int, nt_set_lx_symlink, (nt_handle h, const char *t, size_t n), 0)
NOTHING(int, nt_set_position, (nt_handle h, int64_t o), 0)
NOTHING(int, nt_set_size, (nt_handle h, int64_t n), 0)
NOTHING(int, nt_set_sparse, (nt_handle h), 0)
NOTHING(int, nt_space, (nt_handle h, struct nt_space *s), -1)
NOTHING(int, nt_wait_handles, (const nt_handle *h, unsigned n, int64_t t), 0)
VOID(nt_yield, (void))
NOTHING(int, path_blocks, (unsigned *n, char name[16]), 0)
NOTHING(uint32_t, path_drives, (void), 0)
NOTHING(long, path_temp_name, (uint16_t *nt, size_t max), -ENOENT)
NOTHING(long, path_user_name, (char *d, size_t n), -ENOENT)
NOTHING(int, nt_dir_next, (const void *b, size_t n, size_t *at,
    struct nt_dirent *d), 0)
NOTHING(int, perm_access, (const struct path *p, int m,
    const struct stat *st), 0)
NOTHING(int, perm_chmod, (nt_handle h, int d, mode_t m), 0)
NOTHING(int, perm_kept, (nt_handle h, int d, uint32_t v), 0)
NOTHING(int, perm_new, (const struct path *p, mode_t m, int d, void *s), 0)
NOTHING(int, perm_parent_gives_group, (const struct path *p), 0)
NOTHING(int, perm_possible, (int d), !fake_by_name)
NOTHING(int, perm_proved, (void), 1)
NOTHING(int, perm_stat, (nt_handle h, int d, const struct nt_stat *n,
    struct stat *st), 0)
VOID(proc_fill_stat, (struct stat *st, mode_t m, const char *path))
NOTHING(int, proc_open, (struct file **f, struct path *p, int fl, mode_t m),
    -1)
NOTHING(long, proc_readlink, (const struct path *p, char *b, size_t n), -1)
NOTHING(int, proc_stat, (const struct path *p, struct stat *st), -1)
NOTHING(int, disk_truncate_opened, (nt_handle h), 0)
NOTHING(int, special_is_fifo, (struct path *p, struct fifo_id *id), 0)
NOTHING(int, special_make_fifo, (struct path *p, mode_t m), -1)
NOTHING(int, special_read, (nt_handle h, struct fifo_id *id), 0)
VOID(special_stat, (struct path *p, struct stat *st))

static mode_t kept;

void
modes_set(const struct nt_stat *s, uint32_t d, const char *n, mode_t m)
{
	kept = m;
}

void *
mm_alloc(size_t n)
{
	return malloc(n);
}

void *
mm_zalloc(size_t n)
{
	return calloc(1, n);
}

void
mm_free(void *p)
{
	free(p);
}

/* --- the tests --- */

#define DIR	NT_ATTR_DIRECTORY
#define POINT	NT_ATTR_REPARSE

static struct path p, q;

static void
named(const char *name)
{
	CHECK_INT(path_resolve(&p, NULL, name), 0);
}

static struct stat
told(const char *name, int nofollow)
{
	struct stat st;

	named(name);
	p.nofollow = nofollow;
	CHECK_INT(file_stat(&p, &st), 0);
	return st;
}

/* What an open() leads to: the node, 1 if a driver opened it, or -errno. */
static int
opened(const char *name, int flags, const char *node)
{
	struct file *f;
	int r;

	named(name);
	if ((r = file_open(&f, &p, flags, 0)) < 0)
		return r;
	CHECK_STR(((struct handle *)f->handle)->node->name, node);
	r = ((struct handle *)f->handle)->through;
	file_unref(f);
	return r;
}

/* A folder that a volume is mounted in is that volume's top. */
static void
mounted_volumes(void)
{
	struct node *top;
	struct stat st;

	add("C:\\i\\vol", DIR | POINT, NT_TAG_MOUNT_POINT,
	    "\\??\\Volume{1}");
	top = add("Volume{1}", DIR, 0, NULL);
	top->volume = 2;
	add("Volume{1}\\f", NT_ATTR_NORMAL, 0, NULL)->volume = 2;
	for (int nofollow = 0; nofollow < 2; nofollow++) {
		st = told("/vol", nofollow);
		CHECK(S_ISDIR(st.st_mode) && st.st_ino == top->id);
		CHECK_INT(st.st_dev, 2);
	}
	CHECK_INT(told("/vol/f", 0).st_dev, 2);
	CHECK_INT(told("/d", 0).st_dev, 1);
	CHECK_INT(opened("/vol", O_RDONLY, "Volume{1}"), 0);
	CHECK_INT(opened("/vol", O_RDONLY | O_NOFOLLOW,
	    "Volume{1}"), 0);
}

/* Nobody reads a deduplicated file past the driver that has its contents. */
static void
kept_elsewhere(void)
{
	add("C:\\i\\dedup", NT_ATTR_NORMAL | POINT, TAG_DEDUP, NULL)->size = 9;
	CHECK_INT(opened("/dedup", O_RDONLY, "C:\\i\\dedup"), 1);
	CHECK_INT(opened("/dedup", O_RDONLY | O_NOFOLLOW, "C:\\i\\dedup"), 1);
	CHECK_INT(opened("/dedup", O_RDWR | O_CREAT | O_NOFOLLOW,
	    "C:\\i\\dedup"), 1);
	CHECK(S_ISREG(told("/dedup", 1).st_mode));
	CHECK_INT(told("/dedup", 1).st_size, 9);
	add("C:\\i\\far", DIR | POINT, TAG_DEDUP, NULL);
	CHECK_INT(opened("/far", O_RDONLY | O_NOFOLLOW,
	    "C:\\i\\far"), 1);
	/* What NT knows no driver of is there, and goes. */
	add("C:\\i\\socket", NT_ATTR_NORMAL | POINT, TAG_SOCKET, NULL);
	CHECK(S_ISREG(told("/socket", 0).st_mode));
	CHECK_INT(opened("/socket", O_RDONLY, NULL), -ENXIO);
	CHECK_INT(opened("/socket", O_RDONLY | O_NOFOLLOW, NULL), -ENXIO);
	named("/socket");
	CHECK_INT(file_unlink(&p), 0);
	CHECK(node_of("C:\\i\\socket") == NULL);
}

/* Links that are folders to NT are links all the same. */
static void
links_to_folders(void)
{
	add("C:\\i\\junction", DIR | POINT, NT_TAG_MOUNT_POINT,
	    "\\??\\C:\\i\\d");
	CHECK(S_ISLNK(told("/junction", 1).st_mode));
	CHECK(S_ISDIR(told("/junction", 0).st_mode));
	CHECK_INT(opened("/junction", O_RDONLY | O_NOFOLLOW, NULL), -ELOOP);
	CHECK_INT(opened("/junction/f", O_RDONLY, "C:\\i\\d\\f"), 0);
	named("/junction");
	CHECK_INT(path_resolve(&q, NULL, "/other"), 0);
	p.nofollow = 1;
	CHECK_INT(file_link(&p, &q), -EPERM);
	named("/junction");
	CHECK_INT(file_rmdir(&p), -ENOTDIR);
	named("/junction");
	CHECK_INT(file_unlink(&p), 0);
	CHECK(node_of("C:\\i\\junction") == NULL);
	CHECK(node_of("C:\\i\\d\\f") != NULL);
	named("/d");
	CHECK_INT(file_unlink(&p), -EISDIR);
	/* A file takes the place of one. */
	add("C:\\i\\again", DIR | POINT, NT_TAG_MOUNT_POINT, "\\??\\C:\\i\\d");
	add("C:\\i\\new", NT_ATTR_NORMAL, 0, NULL);
	named("/new");
	CHECK_INT(path_resolve(&q, NULL, "/again"), 0);
	CHECK_INT(file_rename(&p, &q, 0), 0);
	CHECK(S_ISREG(told("/again", 1).st_mode));
	CHECK(node_of("C:\\i\\new") == NULL);
}

static void
native_link(const char *target, const char *name, const char *want, int dir)
{
	char node[100] = "C:\\i\\d\\";

	strcat(node, name);
	CHECK_INT(path_resolve(&p, "/d", name), 0);
	CHECK_INT(file_symlink(target, &p), 0);
	CHECK_STR(fake_link, want);
	CHECK_INT((node_of(node)->attributes & DIR) != 0, dir);
	forget(node_of(node));
}

static void
native_links(void)
{
	caps_symlinks = SYMLINKS_NATIVESTRICT;
	native_link("f", "a", "f", 0);
	native_link("../d", "b", "..\\d", 1);
	native_link("..//d/", "c", "..\\d\\", 1);
	native_link("/d", "e", "\\??\\C:\\i\\d", 1);
	native_link("/d/f", "g", "\\??\\C:\\i\\d\\f", 0);
	native_link("none", "h", "none", 0);
	CHECK_INT(path_resolve(&p, NULL, "/d"), 0);
	CHECK_INT(file_symlink("x", &p), -EEXIST);
	caps_symlinks = SYMLINKS_LX;
}

/* Its folder tells what it is where it must not be opened. */
static void
not_opened(void)
{
	struct stat st;
	struct node *n = add("C:\\i\\pagefile.sys", NT_ATTR_NORMAL, 0, NULL);

	n->size = 7;
	for (int i = 0; i < 2; i++) {
		n->open_error = i == 0 ? -EBUSY : -EACCES;
		st = told("/pagefile.sys", i);
		CHECK(st.st_ino == n->id && st.st_size == 7);
		CHECK_INT(st.st_mode, S_IFREG);
		CHECK_INT(st.st_uid, ACCOUNT_NOBODY);
	}
	CHECK_INT(opened("/pagefile.sys", O_RDONLY, NULL), -EACCES);
	/* Nor is that a link which nobody can read (a user's registry). */
	n = add("C:\\i\\ntuser.dat.LOG1", NT_ATTR_SYSTEM, 0, NULL);
	for (int i = 0; i < 2; i++) {
		n->read_error = i == 0 ? -EBUSY : -EACCES;
		st = told("/ntuser.dat.LOG1", 0);
		CHECK(st.st_ino == n->id && st.st_uid == 1);
		CHECK_INT(st.st_mode, S_IFREG | 0644);
	}
	/* A folder that may not be listed tells nothing. */
	node_of("C:\\i")->open_error = -EACCES;
	named("/pagefile.sys");
	CHECK_INT(file_stat(&p, &st), -EACCES);
	node_of("C:\\i")->open_error = 0;
}

/* FAT's times begin in 1980, and its top folder has none. */
static void
times(void)
{
	const struct timespec early[2] = { { .tv_nsec = UTIME_OMIT },
	    { .tv_sec = 0 } };
	struct node *n = node_of("C:\\i\\d\\f");
	struct stat st;

	basic_error_before = 1;
	named("/d/f");
	CHECK_INT(file_utimens(&p, early), 0);
	CHECK_INT(n->set_times[0], 0);
	CHECK_INT((n->set_times[1] - NT_EPOCH_UNITS) / UNITS_PER_SEC / 86400,
	    3653);
	n->time = 0;
	st = told("/d/f", 0);
	CHECK(st.st_mtime == 0 && st.st_atime == 0 && st.st_ctime == 0);
}

/* A program that runs loses its name, whoever has it open. */
static void
running_programs(void)
{
	struct node *n = add("C:\\i\\run.exe", NT_ATTR_NORMAL, 0, NULL);
	struct stat st;

	n->runs = 1;
	named("/run.exe");
	CHECK_INT(file_unlink(&p), 0);
	named("/run.exe");
	CHECK_INT(file_stat(&p, &st), -ENOENT);
	CHECK(n->name != NULL && strncmp(n->name, "C:\\i\\.isthmus-", 14) == 0);
	forget(n);
	n = add("C:\\i\\run.exe", NT_ATTR_NORMAL, 0, NULL);
	n->runs = 1;
	add("C:\\i\\new.exe", NT_ATTR_NORMAL, 0, NULL)->size = 3;
	named("/new.exe");
	CHECK_INT(path_resolve(&q, NULL, "/run.exe"), 0);
	CHECK_INT(file_rename(&p, &q, 0), 0);
	CHECK_INT(told("/run.exe", 0).st_size, 3);
}

/* Who may change a folder takes names away that lead to others' files. */
static void
others_files(void)
{
	static const uint32_t granted[] = {
		NT_SYNCHRONIZE | NT_READ_CONTROL | NT_READ_ATTRIBUTES,
		NT_READ_CONTROL
	};

	for (size_t i = 0; i < 2; i++) {
		add("C:\\i\\others", NT_ATTR_NORMAL, 0, NULL)->granted =
		    granted[i];
		CHECK_INT(opened("/others", O_RDONLY, NULL), -EACCES);
		named("/others");
		CHECK_INT(path_resolve(&q, NULL, "/moved"), 0);
		CHECK_INT(file_rename(&p, &q, 0), 0);
		named("/moved");
		CHECK_INT(file_unlink(&p), 0);
		CHECK(node_of("C:\\i\\moved") == NULL);
	}
}

/* fchmod() of what has no name any more has the handle only. */
static void
new_files(void)
{
	struct file *f;

	named("/made");
	CHECK_INT(file_open(&f, &p, O_RDWR | O_CREAT | O_EXCL, 0600), 0);
	CHECK_INT((((struct handle *)f->handle)->access & NT_WRITE_DAC) != 0,
	    perm_possible(0));
	file_unref(f);
	named("/made");
	CHECK_INT(file_unlink(&p), 0);
}

/*
 * A name that is deleted goes with the handle that this was asked of, not
 * with the file's last (FILE_DISPOSITION_INFORMATION_EX).
 */
static void
never_named(void)
{
	struct file *f;

	named("/d");
	CHECK_INT(file_open(&f, &p, O_RDWR | O_TMPFILE | O_EXCL, 0400), 0);
	for (int i = 0; i < 40; i++)
		CHECK(nodes[i].name == NULL ||
		    strncmp(nodes[i].name, "C:\\i\\d\\.", 8) != 0);
	file_unref(f);
}

/* A file that its name makes no program is none by another name either. */
static void
modes_of_names(void)
{
	for (fake_ids_move = 0; fake_ids_move < 2; fake_ids_move++) {
		kept = 0;
		add("C:\\i\\text.tmp", NT_ATTR_NORMAL, 0, NULL);
		named("/text.tmp");
		CHECK_INT(path_resolve(&q, NULL, "/text"), 0);
		CHECK_INT(file_rename(&p, &q, 0), 0);
		CHECK_INT(kept, 0644);
		forget(node_of("C:\\i\\text"));
	}
	fake_ids_move = 0;
}

static void
all(void)
{
	add("C:", DIR, 0, NULL);
	add("C:\\i", DIR, 0, NULL);
	add("C:\\i\\d", DIR, 0, NULL);
	add("C:\\i\\d\\f", NT_ATTR_NORMAL, 0, NULL);
	mounted_volumes();
	kept_elsewhere();
	links_to_folders();
	native_links();
	not_opened();
	times();
	running_programs();
	others_files();
	new_files();
	never_named();
	modes_of_names();
	CHECK_INT(handles, 0);
	for (int i = 0; i < 40; i++)
		forget(&nodes[i]);
}

int
main(void)
{
	path_set_root(u"\\??\\C:\\i", 8, "/");
	all();
	CHECK_INT(fake_named, 0);
	/* The same where stat() need not open what is plain. */
	fake_by_name = 1;
	all();
	CHECK(fake_named > 5);
	return (0);
}
