/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An administrator's elevated process makes named objects that his other
 * processes can have, too: the list they get is the token's default one, which
 * does not name him, and he.
 */
#include "unit.h"

#include "fake_nt.h"

/* What nt/named_list.c needs of NT beyond fake_nt.h (winnt.h). */
typedef intptr_t LONG_PTR;
typedef struct {
	void *DefaultDacl;
} TOKEN_DEFAULT_DACL;
typedef struct {
	struct {
		void *Sid;
		ULONG Attributes;
	} User;
} TOKEN_USER;
typedef enum { TokenUser = 1, TokenDefaultDacl = 6 } TOKEN_INFORMATION_CLASS;
typedef struct {
	uint8_t Revision, Sbz1;
	uint16_t Control;
	void *Owner, *Group, *Sacl, *Dacl;
} SECURITY_DESCRIPTOR;
typedef struct {
	ULONG nLength;
	void *lpSecurityDescriptor;
	int bInheritHandle;
} SECURITY_ATTRIBUTES;
#define ACCESS_ALLOWED_ACE_TYPE		0
#define GENERIC_ALL			0x10000000u
#define SE_DACL_PRESENT			4
#define SECURITY_DESCRIPTOR_REVISION	1
#define TOKEN_QUERY			8

/* S-1-5-21-1-2-3-1001; Administrators and SYSTEM may all. */
static const uint8_t user[28] = { 1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0,
    0, 2, 0, 0, 0, 3, 0, 0, 0, 0xe9, 3 };
static const uint8_t acl[52] = { 2, 0, 52, 0, 2, 0, 0, 0,
    0, 0, 24, 0, 0, 0, 0, 0x10, 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2,
    0, 0, 0, 0, 20, 0, 0, 0, 0, 0x10, 1, 1, 0, 0, 0, 0, 0, 5, 18 };
static int opened, has_list = 1;

static NTSTATUS
NtOpenProcessToken(HANDLE process, ULONG access, HANDLE *out)
{
	CHECK(process == (HANDLE)-1 && access == TOKEN_QUERY);
	opened++;
	*out = &opened;
	return 0;
}

void
nt_close(void *h)
{
	CHECK(h == &opened);
	opened--;
}

static NTSTATUS
NtQueryInformationToken(HANDLE h, TOKEN_INFORMATION_CLASS class, void *p,
    ULONG n, ULONG *needed)
{
	void *there = (char *)p + (class == TokenUser ? sizeof(TOKEN_USER) :
	    sizeof(TOKEN_DEFAULT_DACL));

	memcpy(p, &there, sizeof there);
	if (class == TokenUser)
		memcpy(there, user, sizeof user);
	else if (has_list)
		memcpy(there, acl, sizeof acl);
	else
		memset(p, 0, sizeof there);	/* none: everybody */
	return 0;
}

#include "nt/named_list.c"

static void
is_list(const SECURITY_ATTRIBUTES *a, int inherit)
{
	const SECURITY_DESCRIPTOR *sd = a->lpSecurityDescriptor;
	const uint8_t *dacl = sd->Dacl, *ace = dacl + sizeof acl;

	CHECK(a->nLength == sizeof *a && a->bInheritHandle == inherit);
	CHECK(sd->Revision == 1 && sd->Control == SE_DACL_PRESENT);
	CHECK_INT(dacl[2], sizeof acl + 8 + sizeof user);
	CHECK_INT(dacl[4], 3);
	CHECK(memcmp(dacl + 8, acl + 8, sizeof acl - 8) == 0);
	CHECK(ace[0] == 0 && ace[1] == 0 && ace[2] == 36 && ace[7] == 0x10);
	CHECK(memcmp(ace + 8, user, sizeof user) == 0);
}

int
main(void)
{
	const SECURITY_ATTRIBUTES *a;

	is_list(nt_named_attributes(0), 0);
	is_list(nt_named_attributes(1), 1);
	CHECK_INT(opened, 0);
	known = has_list = 0;
	a = nt_named_attributes(1);
	CHECK(a->lpSecurityDescriptor == NULL && a->bInheritHandle);
	return (0);
}
