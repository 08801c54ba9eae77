/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: account/sid.c */
/* The arithmetic rule from SIDs to ids. */
#include "unit.h"

#include "account/room.h"

#define ID(authority, ...)						\
	account_id_of_sid((authority),					\
	    sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t),	\
	    (const uint32_t[]){ __VA_ARGS__ })

int
main(void)
{
	CHECK_INT(ID(5, 18), 18);			/* SYSTEM */
	CHECK_INT(ID(5, 11), 11);			/* authenticated */
	CHECK_INT(ID(5, 32, 544), 544);			/* Administrators */
	CHECK_INT(ID(5, 64, 10), 0x4000a);		/* NTLM */
	CHECK_INT(ID(5, 5, 0, 12345), 0xfff);		/* logon session */
	CHECK_INT(ID(5, 21, 1, 2, 3, 1000), 0x30000 + 1000);
	CHECK_INT(ID(5, 21, 1, 2, 3, 513), 0x30000 + 513);
	CHECK_INT(ID(5, 21, 1, 2, 3, 0x30000), 0x130000);
	CHECK_INT(ID(1, 0), 0x10100);			/* Everyone */
	CHECK_INT(ID(3, 0), 0x10300);			/* CREATOR OWNER */
	CHECK_INT(ID(16, 12288), 0x63000);		/* high integrity */
	CHECK_INT(ID(5, 80, 1, 2, 3, 4, 5), ACCOUNT_NOBODY);	/* a service */
	CHECK_INT(ID(15, 2, 1), ACCOUNT_NOBODY);	/* an app package */
	CHECK_INT(account_id_of_sid(5, 0, NULL), ACCOUNT_NOBODY);
	return (0);
}
