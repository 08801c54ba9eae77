/* SPDX-License-Identifier: BSD-2-Clause */
/* What the two halves of sd.h share: the parts of a descriptor. */
#ifndef ISTHMUS_FILE_SD_IMPL_H
#define ISTHMUS_FILE_SD_IMPL_H

#include "file/sd.h"

#define SD_HEAD			20
#define SD_DACL_PRESENT		0x0004u
#define SD_DACL_PROTECTED	0x1000u
#define SD_SELF_RELATIVE	0x8000u

/* Kinds and flags of ACEs (MS-DTYP 2.4.4.1). */
#define SD_ALLOW		0
#define SD_DENY			1
#define SD_INHERIT		0x03u	/* by files, by folders */
#define SD_INHERIT_ONLY		0x08u

/* Rights (MS-DTYP 2.4.3, MS-SMB2 2.2.13.1). */
#define SD_READ_DATA		0x00000001u
#define SD_WRITE_DATA		0x00000002u
#define SD_APPEND_DATA		0x00000004u
#define SD_READ_EA		0x00000008u
#define SD_WRITE_EA		0x00000010u
#define SD_EXECUTE		0x00000020u
#define SD_DELETE_CHILD		0x00000040u
#define SD_READ_ATTRIBUTES	0x00000080u
#define SD_WRITE_ATTRIBUTES	0x00000100u
#define SD_DELETE		0x00010000u
#define SD_READ_CONTROL		0x00020000u
#define SD_WRITE_DAC		0x00040000u
#define SD_WRITE_OWNER		0x00080000u
#define SD_SYNCHRONIZE		0x00100000u
#define SD_GENERIC_ALL		0x10000000u
#define SD_GENERIC_EXECUTE	0x20000000u
#define SD_GENERIC_WRITE	0x40000000u
#define SD_GENERIC_READ		0x80000000u

#define SD_NULL_HAS_MASK	0x40u	/* in the null SID's ACE */
#define SD_LOGON_ID		0xfffu	/* every logon session's id */

extern const unsigned char sd_everyone[12], sd_null[12];
extern const unsigned char sd_creator_owner[12], sd_creator_group[12];

struct sd_parts {
	const unsigned char *owner, *group;
	const unsigned char *dacl;	/* NULL: there is none */
	size_t dacl_size;
	unsigned aces;
};
int sd_parse(const void *sd, size_t size, struct sd_parts *);

/* Begins with .end = 0; ACEs that neither allow nor deny are left out. */
struct sd_ace {
	size_t end;
	unsigned index, type, flags;
	uint32_t mask;
	const unsigned char *sid, *raw;
	size_t size;			/* of raw */
};
int sd_next_ace(const struct sd_parts *, struct sd_ace *);

size_t sd_sid_size(const unsigned char *sid);
int sd_sid_equal(const unsigned char *, const unsigned char *);
int sd_is_root(const unsigned char *sid);	/* SYSTEM, Administrators */
int sd_has_default(const struct sd_parts *);

#endif
