/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/sd.c file/sd_write.c account/sid.c */
/*
 * Modes and lists as descriptors: what is read is what was written, and who
 * may what by Windows' rule is what POSIX says.
 */
#include "unit.h"

#include <string.h>

#include "account/room.h"
#include "file/sd_impl.h"

static const uint32_t domain[3] = { 7, 8, 9 };

long account_sid_by_rule(uint32_t, const uint32_t domain[3],
    unsigned char *);

static long
sid_of(uint32_t id, unsigned char *buf)
{
	return account_sid_by_rule(id, domain, buf);
}

static const unsigned char *
sid(uint32_t id)
{
	static unsigned char buf[8][ACCOUNT_SID_MAX];
	static unsigned n;
	unsigned char *b = buf[n++ % 8];

	CHECK(sid_of(id, b) > 0);
	return b;
}

#define OWNER	(0x30000 + 1001u)
#define GROUP	(0x30000 + 513u)
#define ANN	(0x30000 + 1002u)
#define STAFF	(0x30000 + 1100u)

static unsigned char sd[8192];
static long size;

static void
make(const struct sd_list *l, mode_t special, int is_dir, uint32_t owner,
    uint32_t group)
{
	struct sd_new n = {
		.owner = sid(owner),
		.group = sid(group),
		.special = special,
		.is_dir = is_dir,
		.access = l,
		.sid_of = sid_of,
	};

	size = sd_write(sd, sizeof sd, &n);
	CHECK(size > 0);
}

/* Which rights of mask does somebody get who is all of ids?  (0 ends.) */
static uint32_t
granted(const uint32_t *ids, uint32_t mask)
{
	struct sd_parts p;
	struct sd_ace a = { .end = 0 };
	uint32_t allowed = 0, denied = 0, id;

	CHECK_INT(sd_parse(sd, (size_t)size, &p), 0);
	while (sd_next_ace(&p, &a)) {
		id = account_id_of_raw(a.sid, sd_sid_size(a.sid));
		for (const uint32_t *i = ids; *i != 0; i++) {
			if (*i != id || (a.flags & SD_INHERIT_ONLY))
				continue;
			if (a.type == SD_DENY)
				denied |= a.mask & ~allowed;
			else
				allowed |= a.mask & ~denied;
		}
	}
	return allowed & mask;
}

#define WORLD	0x10100u

static unsigned
may(const uint32_t *ids)
{
	uint32_t r = granted(ids, SD_READ_DATA | SD_WRITE_DATA | SD_EXECUTE);

	return (r & SD_READ_DATA ? 4u : 0) | (r & SD_WRITE_DATA ? 2u : 0) |
	    (r & SD_EXECUTE ? 1u : 0);
}

#define MAY(...)	may((const uint32_t[]){ __VA_ARGS__, WORLD, 0 })

static int
denies_come_first(void)
{
	struct sd_parts p;
	struct sd_ace a = { .end = 0 };
	int allowed = 0;

	CHECK_INT(sd_parse(sd, (size_t)size, &p), 0);
	while (sd_next_ace(&p, &a)) {
		if (a.type == SD_DENY && allowed)
			return 0;
		allowed |= a.type == SD_ALLOW;
	}
	return 1;
}

static unsigned
aces(void)
{
	struct sd_parts p;

	CHECK_INT(sd_parse(sd, (size_t)size, &p), 0);
	return p.aces;
}

static void
all_modes(void)
{
	struct sd_list l;
	struct sd_view v;

	for (mode_t m = 0; m < 010000; m++) {
		unsigned u = m >> 6 & 7, g = m >> 3 & 7, o = m & 7;

		sd_list_of_mode(&l, m);
		make(&l, m & 07000, m & 1, OWNER, GROUP);
		CHECK_INT(sd_read(sd, (size_t)size, NULL, &v), 0);
		CHECK_INT(v.mode, m);
		CHECK_INT(v.uid, OWNER);
		CHECK_INT(v.gid, GROUP);
		CHECK_INT(v.access.n, 3);
		CHECK_INT(v.standard.n, 0);
		CHECK_INT(MAY(OWNER), u);
		CHECK_INT(MAY(OWNER, GROUP), u);
		CHECK_INT(MAY(GROUP), g);
		CHECK_INT(MAY(ANN), o);
		/* No more than needed, in the order of Windows' tools. */
		if ((m & 07000) == 0 && (g & ~u) == 0 && (o & ~g) == 0)
			CHECK_INT(aces(), 3);
		if ((u & o & ~g) == 0)
			CHECK(denies_come_first());
		/* One SID as owner and group. */
		make(&l, m & 07000, 0, OWNER, OWNER);
		CHECK_INT(sd_read(sd, (size_t)size, NULL, &v), 0);
		CHECK_INT(v.mode, m);
	}
}

static int
is_user(uint32_t id)
{
	return id == ANN || id == OWNER;
}

static void
lists(void)
{
	struct sd_list l = { 6, {
		{ SD_USER_OBJ, 6, 0, NULL }, { SD_USER, 7, ANN, NULL },
		{ SD_GROUP_OBJ, 5, 0, NULL }, { SD_GROUP, 2, STAFF, NULL },
		{ SD_MASK, 6, 0, NULL }, { SD_OTHER, 1, 0, NULL } } };
	struct sd_view v;

	for (unsigned n = 0; n < 1u << 15; n += 7) {
		l.e[1].perm = n & 7;
		l.e[2].perm = n >> 3 & 7;
		l.e[3].perm = n >> 6 & 7;
		l.e[4].perm = n >> 9 & 7;
		l.e[5].perm = n >> 12 & 7;
		make(&l, 02000, 0, OWNER, GROUP);
		CHECK_INT(sd_read(sd, (size_t)size, is_user, &v), 0);
		CHECK_INT(v.access.n, 6);
		for (unsigned i = 0; i < 6; i++) {
			CHECK_INT(v.access.e[i].tag, l.e[i].tag);
			CHECK_INT(v.access.e[i].perm, l.e[i].perm);
			CHECK_INT(v.access.e[i].id, l.e[i].id);
		}
		CHECK_INT(v.mode, 02600 | (n >> 9 & 7) << 3 | n >> 12);
		CHECK_INT(MAY(OWNER, GROUP, STAFF), 6);
		CHECK_INT(MAY(ANN, GROUP), l.e[1].perm & l.e[4].perm);
		CHECK_INT(MAY(GROUP), l.e[2].perm & l.e[4].perm);
		CHECK_INT(MAY(STAFF), l.e[3].perm & l.e[4].perm);
		CHECK_INT(MAY(0x30000 + 1003), n >> 12);
	}
	sd_list_chmod(&l, 0741);
	CHECK_INT(sd_mode_of_list(&l), 0741);
	CHECK_INT(l.e[4].perm, 4);
	sd_list_restrict(&l, 0577);
	CHECK_INT(sd_mode_of_list(&l), 0541);
}

static void
folders(void)
{
	struct sd_list l, d = { 5, {
		{ SD_USER_OBJ, 7, 0, NULL }, { SD_GROUP_OBJ, 5, 0, NULL },
		{ SD_GROUP, 7, STAFF, NULL }, { SD_MASK, 7, 0, NULL },
		{ SD_OTHER, 0, 0, NULL } } };
	struct sd_new n = {
		.owner = sid(OWNER), .group = sid(GROUP), .is_dir = 1,
		.access = &l, .standard = &d, .sid_of = sid_of,
	};
	const uint32_t owner[] = { OWNER, WORLD, 0 };
	const uint32_t other[] = { ANN, WORLD, 0 };
	struct sd_view v;

	/* Sticky: only the owner removes what is others'. */
	sd_list_of_mode(&l, 0777);
	make(&l, 01000, 1, OWNER, GROUP);
	CHECK(granted(owner, SD_DELETE_CHILD) != 0);
	CHECK(granted(other, SD_DELETE_CHILD) == 0);
	make(&l, 0, 1, OWNER, GROUP);
	CHECK(granted(other, SD_DELETE_CHILD) != 0);
	CHECK(granted(other, SD_WRITE_DAC | SD_DELETE) == 0);
	/* What new files get does not touch the folder itself. */
	sd_list_of_mode(&l, 0700);
	size = sd_write(sd, sizeof sd, &n);
	CHECK(size > 0);
	CHECK_INT(sd_read(sd, (size_t)size, is_user, &v), 0);
	CHECK_INT(v.mode, 0700);
	CHECK_INT(v.access.n, 3);
	CHECK_INT(v.standard.n, 5);
	for (unsigned i = 0; i < 5; i++) {
		CHECK_INT(v.standard.e[i].tag, d.e[i].tag);
		CHECK_INT(v.standard.e[i].perm, d.e[i].perm);
	}
	CHECK_INT(MAY(STAFF), 0);
	CHECK_INT(sd_write(sd, 100, &n), -ENOSPC);
	/* chmod of it keeps what it passes on. */
	n.standard = &v.standard;
	CHECK(sd_write(sd, sizeof sd, &n) == size);
}

/*
 * Windows removes a file for who has DELETE of the file or DELETE_CHILD of
 * its folder.  Who that is in a sticky folder POSIX says (XBD 4.5): of those
 * who may write there, the folder's owner and the file's.
 */
static int
may_remove(mode_t folder, mode_t file, uint32_t who)
{
	const uint32_t ids[] = { who, STAFF, WORLD, 0 };
	struct sd_list l;
	uint32_t r;

	sd_list_of_mode(&l, folder & 0777);
	make(&l, folder & 07000, 1, OWNER, STAFF);
	r = granted(ids, SD_DELETE_CHILD);
	sd_list_of_mode(&l, file);
	make(&l, 0, 0, ANN, STAFF);
	return r != 0 || granted(ids, SD_DELETE) != 0;
}

static void
sticky(void)
{
	enum { BOB = 0x30000 + 1003 };

	for (int i = 0; i < 2; i++) {
		mode_t file = i == 0 ? 0666 : 0400;

		CHECK(may_remove(01777, file, OWNER));
		CHECK(may_remove(01777, file, ANN));
		CHECK(!may_remove(01777, file, BOB));
		CHECK(!may_remove(01770, file, BOB));
		CHECK(may_remove(0777, file, BOB));
		CHECK(may_remove(0770, file, BOB));
		CHECK(!may_remove(0755, file, BOB));
		CHECK(!may_remove(01555, file, BOB));
	}
}

/* A list as Windows makes it in a user's folder. */
static void
native(void)
{
	static const struct {
		unsigned flags;
		uint32_t mask, id;
	} e[] = {
		{ 0x10, 0x1f01ff, 18 }, { 0x13, 0x1f01ff, 544 },
		{ 0x13, 0x1f01ff, OWNER }, { 0x10, 0x1200a9, 545 },
		{ 0x10, 0x1301bf, 11 }
	};
	unsigned char raw[512] = { 1, 0, 0x04, 0x84 }, *p = raw + 20;
	struct sd_list l;
	struct sd_view v;
	struct sd_new n;
	unsigned char again[512];
	long w;

	raw[4] = 20;
	p += sid_of(OWNER, p);
	raw[8] = (unsigned char)(p - raw);
	p += sid_of(GROUP, p);
	raw[16] = (unsigned char)(p - raw);
	p[0] = 2;
	p[4] = 5;
	for (unsigned i = 0, at = 8; i < 5; i++) {
		long s = sid_of(e[i].id, p + at + 8);

		p[at + 1] = (unsigned char)e[i].flags;
		p[at + 2] = (unsigned char)(8 + s);
		memcpy(p + at + 4, &e[i].mask, 4);
		at += 8 + (unsigned)s;
		p[2] = (unsigned char)at;
	}
	size = p - raw + p[2];
	memcpy(sd, raw, (size_t)size);
	CHECK_INT(sd_read(sd, (size_t)size, NULL, &v), 0);
	/* Users are a group of their own; authenticated is who anybody is. */
	CHECK_INT(v.mode, 0777);
	CHECK_INT(v.access.n, 5);
	CHECK_INT(v.access.e[2].id, 545);
	CHECK_INT(v.standard.n, 0);
	/* chmod 700 of the folder: root stays, and what it passes on. */
	sd_list_of_mode(&l, 0700);
	n = (struct sd_new){ .owner = v.owner, .group = v.group, .is_dir = 1,
	    .access = &l, .old = sd, .old_size = (size_t)size,
	    .keep_passed = 1, .sid_of = sid_of };
	w = sd_write(again, sizeof again, &n);
	CHECK(w > 0);
	memcpy(sd, again, (size_t)w);
	size = w;
	CHECK_INT(aces(), 3 + 2 + 1);
	CHECK_INT(sd_read(sd, (size_t)size, NULL, &v), 0);
	CHECK_INT(v.mode, 0700);
	CHECK_INT(MAY(544), 7);
	CHECK_INT(MAY(545), 0);
	CHECK(sd_equal(sd, (size_t)size, again, (size_t)w));
	again[w - 20] ^= 1;
	CHECK(!sd_equal(sd, (size_t)size, again, (size_t)w));
}

int
main(void)
{
	all_modes();
	lists();
	folders();
	sticky();
	native();
	return (0);
}
