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
#include "account/room.h"

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
