/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files, directories and pipes as NT has them (ntifs.h, MS-FSCC).
 * Functions return >= 0 or -errno.  Constants are NT's own values, checked
 * against the system's headers in file.c.
 */
#ifndef ISTHMUS_NT_FILE_H
#define ISTHMUS_NT_FILE_H

#include "nt/types.h"

/* Access rights (MS-SMB2 2.2.13.1; winnt.h). */
#define NT_READ_DATA		0x0001u		/* also: list a directory */
#define NT_WRITE_DATA		0x0002u
#define NT_APPEND_DATA		0x0004u
#define NT_EXECUTE		0x0020u		/* also: pass through */
#define NT_READ_ATTRIBUTES	0x0080u
#define NT_WRITE_ATTRIBUTES	0x0100u
#define NT_DELETE		0x00010000u
#define NT_READ_CONTROL		0x00020000u	/* read the access list */
#define NT_WRITE_DAC		0x00040000u	/* write it */
#define NT_WRITE_OWNER		0x00080000u
#define NT_SYNCHRONIZE		0x00100000u

/* What to do with the name (NtCreateFile's CreateDisposition). */
#define NT_OPEN			1u
#define NT_CREATE		2u
#define NT_OPEN_IF		3u
#define NT_OVERWRITE		4u
#define NT_OVERWRITE_IF		5u

/* Options (NtCreateFile's CreateOptions). */
#define NT_DIRECTORY_FILE	0x0001u
#define NT_WRITE_THROUGH	0x0002u
#define NT_SYNCHRONOUS		0x0020u		/* ..._IO_NONALERT */
#define NT_NON_DIRECTORY_FILE	0x0040u
#define NT_DELETE_ON_CLOSE	0x1000u
#define NT_BY_FILE_ID		0x2000u		/* the name is its number */
#define NT_BACKUP_INTENT	0x4000u
#define NT_OPEN_REPARSE_POINT	0x00200000u

/* File attributes. */
#define NT_ATTR_READONLY	0x0001u
#define NT_ATTR_HIDDEN		0x0002u
#define NT_ATTR_SYSTEM		0x0004u
#define NT_ATTR_DIRECTORY	0x0010u
#define NT_ATTR_NORMAL		0x0080u
#define NT_ATTR_TEMPORARY	0x0100u
#define NT_ATTR_REPARSE		0x0400u

/* Offsets with a meaning of their own. */
#define NT_AT_CURRENT		(-1)		/* the handle's own offset */
#define NT_AT_END		(-2)		/* append */

/* What others may do with it meanwhile; -EBUSY where somebody does already. */
enum nt_share {
	NT_SHARE_ALL,
	NT_SHARE_IN_PLACE,		/* not open it to rename or delete it */
	NT_SHARE_NONE
};

struct nt_open_args {
	nt_handle root;			/* directory handle or NULL */
	struct nt_name name;
	uint32_t access;
	uint32_t attributes;		/* of a new file */
	const void *security;		/* of a new file, or NULL */
	uint32_t disposition;
	uint32_t options;
	int inherit;			/* handle passes to child processes */
	int no_wait;			/* not to be read, written, waited on */
	enum nt_share share;
	int *created;			/* if not NULL: 1 for a new file */
};

/*
 * What NT tells of a file.  Times count 100 ns units since 1601.
 */
struct nt_stat {
	int64_t birth_time, access_time, write_time, change_time;
	uint64_t id;
	uint64_t size, allocation;
	uint32_t attributes;
	uint32_t links;
	uint32_t tag;			/* reparse tag; 0: not asked */
};

/* One entry of a directory listing. */
struct nt_dirent {
	uint64_t id;
	uint32_t attributes;
	uint32_t ea_size;		/* reparse tag where ATTR_REPARSE */
	uint64_t size;
	const uint16_t *name;
	size_t units;
};

/* What is behind a handle. */
enum nt_handle_kind {
	NT_KIND_NONE,			/* not a file handle, or closed */
	NT_KIND_DISK,
	NT_KIND_PIPE,
	NT_KIND_CONSOLE,
	NT_KIND_NULL,
	NT_KIND_CHAR			/* another character device */
};

/*
 * Of names: -ENOENT is "the last component is not there"; -ENOTDIR is
 * "something on the way is missing, no folder, or a link that NT cannot
 * follow" (and NT_DIRECTORY_FILE was asked of a file): which, path_walk()
 * finds out.  -EAGAIN: a name to be made is one that is being deleted.
 */
int nt_open(nt_handle *, const struct nt_open_args *);
void nt_close(nt_handle);
/*
 * hold.c: until nt_let_go() nt_close() leaves these handles open, and marks
 * them in an array of n.  For one thread at a time.
 */
void nt_hold(const nt_handle *, unsigned char *marks, unsigned n);
void nt_let_go(void);
int nt_dup(nt_handle, nt_handle *out, int inherit);
int nt_set_inherit(nt_handle, int inherit);
enum nt_handle_kind nt_kind(nt_handle);
nt_handle nt_std_handle(int fd);		/* 0 to 2; may be NULL */
int nt_handle_access(nt_handle, uint32_t *granted);
/* Handles to the same object, in all processes; -errno. */
long nt_handle_count(nt_handle);

/* Returns bytes moved, 0 at the end of the file or of a closed pipe. */
long nt_read(nt_handle, void *, size_t, int64_t offset);
long nt_write(nt_handle, const void *, size_t, int64_t offset);
/* The same for a caller beside whom all other threads stand still. */
long nt_write_alone(nt_handle, const void *, size_t, int64_t offset);
int nt_flush(nt_handle);

int nt_get_position(nt_handle, int64_t *);
int nt_set_position(nt_handle, int64_t);
int nt_get_size(nt_handle, int64_t *);
int nt_set_size(nt_handle, int64_t);
/*
 * Makes [at, at + n) read as zeros and gives its space back where the volume
 * can (MS-FSCC FSCTL_SET_SPARSE, FSCTL_SET_ZERO_DATA), else -EOPNOTSUPP.
 */
int nt_punch(nt_handle, int64_t at, int64_t n);
/* What is not written to takes no space from now on; -EOPNOTSUPP. */
/*
 * A lock that native programs heed (file_lock.c): -EAGAIN, at once.  It is
 * taken off as it was set, or goes with the handle.
 */
int nt_lock(nt_handle, int64_t start, uint64_t n, int exclusive);
int nt_unlock(nt_handle, int64_t start, uint64_t n);

int nt_set_sparse(nt_handle);
/*
 * The first run of data that ends after at (FSCTL_QUERY_ALLOCATED_RANGES):
 * 1 and [*start, *end), 0 if there is none; -EOPNOTSUPP.
 */
int nt_data_after(nt_handle, int64_t at, int64_t size, int64_t *start,
    int64_t *end);

int nt_stat(nt_handle, struct nt_stat *);
/* The file's number on its volume, as in struct nt_stat. */
int nt_file_id(nt_handle, uint64_t *);
/* Attributes and size only, in one query. */
int nt_brief(nt_handle, uint32_t *attributes, uint64_t *size);
/*
 * The same by name.  Of a file that is open this is less than half the work
 * where the system answers from the file's own entry (Wine: 6 us, not 13).
 */
int nt_look(const struct nt_name *, uint32_t *attributes, uint64_t *size);
/* With times (0 where the volume has none), but no id and count of links. */
int nt_stat_name(const struct nt_name *, struct nt_stat *);
int nt_volume_serial(nt_handle, uint32_t *);
/* Its name below its volume, "\\a\\b", or "\\server\\share\\a"; the units. */
long nt_place(nt_handle, uint16_t *nt, size_t max);
/*
 * Numbers of files, where a file system gives none (place.c): what was told
 * of h, or one made of its place; and of what lies in the folder h, whose
 * place is asked for when it is first needed.
 */
struct nt_place_hash {
	int asked;
	uint64_t here, above;
};
int nt_is_number(uint64_t);
uint64_t nt_number(nt_handle h, uint64_t told);
uint64_t nt_number_below(nt_handle h, struct nt_place_hash *,
    const uint16_t *name, size_t units);
/*
 * The same in one call where the system has it; what a pending deletion
 * takes away is not known then.
 */
int nt_stat_quick(nt_handle, struct nt_stat *);
/*
 * The same by name, without opening it; of a link the link's own.
 * -EOPNOTSUPP: the system or the volume cannot be asked so.
 */
int nt_stat_by_name(const struct nt_name *, struct nt_stat *);
/*
 * Attributes of a name without opening it; -errno if it is not there.  Of a
 * link NT knows they are the link's own.
 */
int nt_attributes(const struct nt_name *, uint32_t *attributes);
/* Times of 0 are left as they are, attributes of 0 as well. */
int nt_set_basic(nt_handle, int64_t access_time, int64_t write_time,
    uint32_t attributes);

/*
 * Both need NT_DELETE.  The first takes the name away at once, also from a
 * file that is open elsewhere, or fails with -ENOSYS where nobody knows of
 * that and -EOPNOTSUPP where the volume cannot; after the second the name goes
 * with the last handle.
 */
int nt_delete_posix(nt_handle);
int nt_delete(nt_handle);
/* Takes that attribute off; what the file was like before. */
int nt_not_read_only(nt_handle, struct nt_stat *was);
/* Of a file whose name is going and that has so many, by another count. */
uint32_t nt_names_left(nt_handle, uint32_t counted);
int nt_rename(nt_handle, const struct nt_name *to, int replace);
int nt_link(nt_handle, const struct nt_name *to);
/*
 * Names in that folder differ by case from now on, needs
 * NT_WRITE_ATTRIBUTES.  -EOPNOTSUPP where the system or the volume cannot.
 */
int nt_case_sensitive(nt_handle);

/* FSCTL_GET_REPARSE_POINT, FSCTL_SET_REPARSE_POINT (winioctl.h). */
#define NT_FSCTL_GET_REPARSE	0x000900a8u
#define NT_FSCTL_SET_REPARSE	0x000900a4u
/* Bytes that came out; -EOPNOTSUPP where there is no such request. */
long nt_fs_control(nt_handle, uint32_t code, const void *in, size_t in_size,
    void *out, size_t out_size);

struct nt_space {
	uint64_t unit, total, free, available;	/* in units of bytes */
	uint32_t name_max;
	uint32_t serial;
	int read_only;
};
int nt_space(nt_handle, struct nt_space *);

/*
 * Directory listing: fill reads a batch into buf (aligned to 8, at least
 * 1 KiB), next walks it.  fill returns the bytes read, 0 at the end; next
 * returns 0 when the batch is used up.
 */
long nt_dir_fill(nt_handle, void *buf, size_t size, int restart);
int nt_dir_next(const void *buf, size_t filled, size_t *at,
    struct nt_dirent *);
/*
 * The name of at most 12 units that it has besides that one (8.3); -ENOENT:
 * none, as most volumes but the system's own make none now.
 */
#define NT_SHORT_MAX	12
int nt_dir_short(nt_handle, const struct nt_name *, uint16_t out[NT_SHORT_MAX]);
/* What the folder says of one of its names, which is not opened; -ENOENT. */
int nt_dir_find(nt_handle, const struct nt_name *, struct nt_stat *);

#endif
