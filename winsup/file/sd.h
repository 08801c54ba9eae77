/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Security descriptors in the words of POSIX: owner, group, mode, access
 * control lists (POSIX.1e), and back.  Descriptors are self-relative, as
 * MS-DTYP 2.4.6 lays them out; nothing here asks the system for anything.
 */
#ifndef ISTHMUS_FILE_SD_H
#define ISTHMUS_FILE_SD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What an entry is about: the numbers of <sys/acl.h>. */
#define SD_USER_OBJ	0x01
#define SD_USER		0x02
#define SD_GROUP_OBJ	0x04
#define SD_GROUP	0x08
#define SD_MASK		0x10
#define SD_OTHER	0x20

#define SD_ENTRIES	128

struct sd_entry {
	uint16_t tag, perm;		/* perm: of 07 */
	uint32_t id;			/* of SD_USER and SD_GROUP */
	const unsigned char *sid;	/* where it was read; NULL: id's */
};

/* In the order of the tags; n is 0 or at least 3. */
struct sd_list {
	unsigned n;
	struct sd_entry e[SD_ENTRIES];
};

struct sd_view {
	uint32_t uid, gid;
	mode_t mode;			/* of 07777 */
	struct sd_list access;
	struct sd_list standard;	/* of new files in a folder */
	const unsigned char *owner, *group;	/* in the descriptor */
};

/*
 * is_user tells users from groups, which SIDs do not; NULL: all that are
 * named are groups.  -EINVAL: no owner, no group, or no descriptor at all.
 */
int sd_read(const void *sd, size_t size, int (*is_user)(uint32_t id),
    struct sd_view *);

struct sd_new {
	const unsigned char *owner, *group;	/* SIDs */
	mode_t special;				/* of 07000 */
	int is_dir;
	const struct sd_list *access;
	const struct sd_list *standard;		/* NULL or n 0: none */
	/*
	 * The descriptor it replaces, or NULL: what the system and the
	 * administrators may stays; what a folder passes on does, with
	 * keep_passed.
	 */
	const void *old;
	size_t old_size;
	int keep_passed;
	long (*sid_of)(uint32_t id, unsigned char *);	/* bytes, -errno */
};

/*
 * The descriptor's bytes; -ENOSPC: they do not fit; -EINVAL: an id is no
 * SID's.
 */
long sd_write(void *buf, size_t size, const struct sd_new *);

/* The three entries of a mode. */
void sd_list_of_mode(struct sd_list *, mode_t);
/* The mode that a list shows, of 0777. */
mode_t sd_mode_of_list(const struct sd_list *);
/* chmod(): the list shows that mode. */
void sd_list_chmod(struct sd_list *, mode_t);
/* A new file's: not more than mode says (POSIX.1e 23.1.6). */
void sd_list_restrict(struct sd_list *, mode_t);

/* Do two descriptors say the same: owner, group, and ACEs in order? */
int sd_equal(const void *a, size_t a_size, const void *b, size_t b_size);

#endif
