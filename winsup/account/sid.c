/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SID to POSIX id.  One number space serves users and groups:
 *
 *	S-1-5-RID			RID		(18: SYSTEM)
 *	S-1-5-32-RID			RID		(544: Administrators)
 *	S-1-5-X-RID, X < 1000		0x1000 * X + RID
 *	S-1-5-5-X-Y			0xfff		(logon session)
 *	S-1-5-21-A-B-C-RID		0x30000 + RID for RID < 0x30000
 *					0x100000 + RID else
 *	S-1-16-RID			0x60000 + RID	(integrity level)
 *	S-1-X-Y				0x10000 + 0x100 * X + Y
 *
 * These are the numbers known from Cygwin ("POSIX accounts, permission, and
 * security") for a machine that is in no domain.
 */
#include "account/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/bytes.h"

static uint32_t
id_of_nt(unsigned count, const uint32_t *sub)
{
	uint32_t rid = sub[count - 1];

	if (count == 1)
		return rid < 0x1000 ? rid : ACCOUNT_NOBODY;
	if (sub[0] == 5 && count == 3)
		return 0xfff;
	if (sub[0] == 32 && count == 2)
		return rid;
	if (sub[0] == 21 && count == 5)
		return rid < 0x30000 ? 0x30000 + rid : 0x100000 + rid;
	if (sub[0] < 1000 && count == 2 && rid < 0x1000)
		return 0x1000 * sub[0] + rid;
	return ACCOUNT_NOBODY;
}

uint32_t
account_id_of_sid(unsigned authority, unsigned count, const uint32_t *sub)
{
	if (count == 0 || count > 15)
		return ACCOUNT_NOBODY;
	if (authority == 5)
		return id_of_nt(count, sub);
	if (authority == 16 && count == 1)
		return 0x60000 + sub[0];
	if (authority < 0x100 && count == 1 && sub[0] < 0x100)
		return 0x10000 + 0x100 * authority + sub[0];
	return ACCOUNT_NOBODY;
}

uint32_t
account_id_of_raw(const unsigned char *sid, size_t size)
{
	uint32_t sub[15];
	unsigned n, authority;

	if (size < 8 || sid[0] != 1 || (n = sid[1]) > 15 ||
	    size < 8 + 4 * (size_t)n)
		return ACCOUNT_NOBODY;
	if (sid[2] != 0 || sid[3] != 0 || sid[4] != 0 || sid[5] != 0)
		return ACCOUNT_NOBODY;
	authority = (unsigned)sid[6] << 8 | sid[7];
	for (unsigned i = 0; i < n; i++)
		sub[i] = get32(sid + 8 + 4 * i);
	return account_id_of_sid(authority, n, sub);
}

static long
put_sid(unsigned char *buf, unsigned authority, unsigned n,
    const uint32_t *sub)
{
	memset(buf, 0, 8);
	buf[0] = 1;
	buf[1] = (unsigned char)n;
	buf[6] = (unsigned char)(authority >> 8);
	buf[7] = (unsigned char)authority;
	for (unsigned i = 0; i < n; i++)
		put32(buf + 8 + 4 * i, sub[i]);
	return 8 + 4 * (long)n;
}

/*
 * The rule backwards.  Where it is not one to one the more usual SID is
 * meant: S-1-5-32-RID for 0x200 to 0x3ff, S-1-5-RID below.
 */
long
account_sid_by_rule(uint32_t id, const uint32_t domain[3], unsigned char *buf)
{
	uint32_t sub[5] = { 21, domain[0], domain[1], domain[2], 0 };

	if (id >= 0x30000 && id < 0x60000) {
		sub[4] = id - 0x30000;
		return put_sid(buf, 5, 5, sub);
	}
	if (id >= 0x100000 + 0x30000) {
		sub[4] = id - 0x100000;
		return put_sid(buf, 5, 5, sub);
	}
	if (id >= 0x60000 && id < 0x70000) {
		sub[0] = id - 0x60000;
		return put_sid(buf, 16, 1, sub);
	}
	if (id >= 0x10000 && id < 0x20000 && id != ACCOUNT_NOBODY) {
		sub[0] = id & 0xff;
		return put_sid(buf, (id - 0x10000) >> 8, 1, sub);
	}
	if (id >= 0x200 && id < 0x400) {
		sub[0] = 32;
		sub[1] = id;
		return put_sid(buf, 5, 2, sub);
	}
	if (id > 0 && id < 0x200) {
		sub[0] = id;
		return put_sid(buf, 5, 1, sub);
	}
	return -EINVAL;
}
