/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/token.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"

/* Fork class: copy, as children inherit the handles. */
static struct pair {
	HANDLE thread, process;
} acting, offered;

static int
copy_token(HANDLE token, TOKEN_TYPE type, HANDLE *out)
{
	SECURITY_QUALITY_OF_SERVICE how = {
		.Length = sizeof how,
		.ImpersonationLevel = SecurityImpersonation
	};
	OBJECT_ATTRIBUTES oa;
	NTSTATUS st;

	InitializeObjectAttributes(&oa, NULL, OBJ_INHERIT, NULL, NULL);
	oa.SecurityQualityOfService = &how;
	st = NtDuplicateToken(token, TOKEN_QUERY | TOKEN_DUPLICATE |
	    (type == TokenPrimary ? TOKEN_ASSIGN_PRIMARY : TOKEN_IMPERSONATE),
	    &oa, FALSE, type, out);
	if (!NT_SUCCESS(st))
		*out = NULL;
	return nt_errno((uint32_t)st);
}

static void
drop(struct pair *p)
{
	nt_close(p->thread);
	nt_close(p->process);
	memset(p, 0, sizeof *p);
}

int
nt_offer_token(nt_handle token)
{
	int e;

	drop(&offered);
	if (token == NULL)
		return 0;
	if ((e = copy_token(token, TokenImpersonation, &offered.thread)) < 0 ||
	    (e = copy_token(token, TokenPrimary, &offered.process)) < 0)
		drop(&offered);
	return e;
}

nt_handle
nt_offered(void)
{
	return offered.thread;
}

static int
show(HANDLE thread, HANDLE token)
{
	return nt_errno((uint32_t)NtSetInformationThread(thread,
	    (THREADINFOCLASS)NT_ThreadImpersonationToken, &token,
	    sizeof token));
}

/*
 * Who has no privilege to act as that user shows his token all the same, but
 * at a level that only says who he is: NT lowers it and tells nobody, and each
 * open would fail.
 */
static int
is_lowered(void)
{
	SECURITY_IMPERSONATION_LEVEL level = SecurityAnonymous;
	HANDLE shown;
	ULONG n;

	if (NtOpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE,
	    &shown) < 0)
		return 1;
	if (NtQueryInformationToken(shown, TokenImpersonationLevel, &level,
	    sizeof level, &n) < 0)
		level = SecurityAnonymous;
	nt_close(shown);
	return level < SecurityImpersonation;
}

int
nt_act_as_offered(void)
{
	int e = show(GetCurrentThread(), offered.thread);

	if (e == 0 && is_lowered()) {
		show(GetCurrentThread(), acting.thread);
		e = -EPERM;
	}
	if (e < 0)
		return e;
	drop(&acting);
	acting = offered;
	memset(&offered, 0, sizeof offered);
	return 0;
}

void
nt_act_as_self(void)
{
	drop(&acting);
}

void
nt_thread_acts_not(void)
{
	show(GetCurrentThread(), NULL);
}

int
nt_thread_acts(nt_handle thread)
{
	return show(thread != NULL ? thread : GetCurrentThread(),
	    acting.thread);
}

nt_handle
nt_acting(void)
{
	return acting.thread;
}

nt_handle
nt_acting_primary(void)
{
	return acting.process;
}

unsigned
nt_tokens(nt_handle out[NT_TOKENS])
{
	unsigned n = 0;

	if (acting.thread != NULL) {
		out[n++] = acting.thread;
		out[n++] = acting.process;
	}
	if (offered.thread != NULL) {
		out[n++] = offered.thread;
		out[n++] = offered.process;
	}
	return n;
}
