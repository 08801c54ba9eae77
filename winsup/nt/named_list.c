/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who may have the named objects of this installation: whom the token says by
 * default, and its user.  What an administrator's elevated process makes would
 * else be the Administrators' only, whom his other processes are not among,
 * and those could not fork while it lives.
 */
#include "nt/named.h"

#include <stddef.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/file.h"
#include "nt/ntdll.h"

#define SELF		((HANDLE)(LONG_PTR)-1)	/* NtCurrentProcess() */
#define LIST_MAX	1024			/* a token's default list */
#define SID_MAX		68

/* ACL and ACCESS_ALLOWED_ACE (winnt.h; MS-DTYP 2.4.5, 2.4.4.2). */
struct list {
	uint8_t revision, zero;
	uint16_t size, n, zero_too;
	uint8_t aces[LIST_MAX + SID_MAX + 8];
};
struct ace {
	uint8_t type, flags;
	uint16_t size;
	uint32_t mask;
};
#define HEAD	offsetof(struct list, aces)

KEEP static struct list list;
KEEP static SECURITY_DESCRIPTOR descriptor;
KEEP static SECURITY_ATTRIBUTES attributes[2];
KEEP static volatile int known;		/* 1: they are there, -1: not */

static size_t
sid_size(const uint8_t *sid)
{
	return 8 + (size_t)sid[1] * 4;
}

static int
ask(HANDLE token, TOKEN_INFORMATION_CLASS class, void *buf, ULONG size)
{
	ULONG used;

	return NT_SUCCESS(NtQueryInformationToken(token, class, buf, size,
	    &used));
}

/* The default list and one more entry: 1. */
static int
fill(HANDLE token, struct list *l)
{
	struct { TOKEN_DEFAULT_DACL is; uint8_t room[LIST_MAX]; } old;
	struct { TOKEN_USER is; uint8_t room[SID_MAX]; } user;
	struct ace ace = { .type = ACCESS_ALLOWED_ACE_TYPE,
	    .mask = GENERIC_ALL };
	const uint8_t *sid;
	uint16_t size;

	if (!ask(token, TokenDefaultDacl, &old, sizeof old) ||
	    old.is.DefaultDacl == NULL ||
	    !ask(token, TokenUser, &user, sizeof user))
		return 0;
	memcpy(l, old.is.DefaultDacl, HEAD);
	size = l->size;
	sid = (const void *)user.is.User.Sid;
	if (size < HEAD || size > LIST_MAX || sid_size(sid) > SID_MAX)
		return 0;
	memcpy(l, old.is.DefaultDacl, size);
	ace.size = (uint16_t)(sizeof ace + sid_size(sid));
	memcpy((char *)l + size, &ace, sizeof ace);
	memcpy((char *)l + size + sizeof ace, sid, sid_size(sid));
	l->size = (uint16_t)(size + ace.size);
	l->n++;
	return 1;
}

static int
make(void)
{
	struct list l = { .n = 0 };
	HANDLE token;
	int ok;

	if (!NT_SUCCESS(NtOpenProcessToken(SELF, TOKEN_QUERY, &token)))
		return 0;
	ok = fill(token, &l);
	nt_close(token);
	list = l;
	descriptor.Revision = SECURITY_DESCRIPTOR_REVISION;
	descriptor.Control = SE_DACL_PRESENT;
	descriptor.Dacl = (void *)&list;
	for (int i = 0; i < 2; i++) {
		attributes[i].nLength = sizeof attributes[i];
		attributes[i].lpSecurityDescriptor = ok ? &descriptor : NULL;
		attributes[i].bInheritHandle = i;
	}
	return ok;
}

/* Two threads may write the same bytes at once. */
void *
nt_named_attributes(int inherit)
{
	if (!known)
		known = make() ? 1 : -1;
	return &attributes[inherit != 0];
}
