/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * account/: users and groups.  So far: the process' own ids, by the one
 * arithmetic rule from its access token, asked for at first use and without
 * any directory service.
 */
#ifndef ISTHMUS_ACCOUNT_ROOM_H
#define ISTHMUS_ACCOUNT_ROOM_H

#include <stddef.h>
#include <stdint.h>

#define ACCOUNT_NOBODY	((uint32_t)0xfffe)	/* a SID without a rule */

/*
 * The id of a SID: the numbers of its authority and sub-authorities
 * (MS-DTYP 2.4.2).  See sid.c for the rule.
 */
uint32_t account_id_of_sid(unsigned authority, unsigned count,
    const uint32_t *sub);

uint32_t account_uid(void);
uint32_t account_gid(void);		/* primary group */

/*
 * Supplementary groups, the primary one first; how many there are, -EINVAL
 * if max is neither 0 nor enough.
 */
long account_groups(uint32_t *list, size_t max);

#endif
