/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Acting as another user by a stand-in for NT that lowers the level of a token
 * where the privilege is missing, as Windows does and Wine does not.
 */
#include "unit.h"

#include <stdlib.h>

#include "fake_nt.h"
#include "nt/token.h"

/* What nt/token.c needs of NT beyond fake_nt.h (ntifs.h, winnt.h). */
typedef HANDLE *PHANDLE;
typedef enum {
	SecurityAnonymous, SecurityIdentification, SecurityImpersonation
} SECURITY_IMPERSONATION_LEVEL;
typedef enum { TokenPrimary = 1, TokenImpersonation } TOKEN_TYPE;
typedef enum { TokenImpersonationLevel = 9 } TOKEN_INFORMATION_CLASS;
typedef int THREADINFOCLASS;
typedef struct {
	ULONG Length;
	SECURITY_IMPERSONATION_LEVEL ImpersonationLevel;
} SECURITY_QUALITY_OF_SERVICE;
#define OBJ_INHERIT			2
#define TOKEN_ASSIGN_PRIMARY		1
#define TOKEN_DUPLICATE			2
#define TOKEN_IMPERSONATE		4
#define TOKEN_QUERY			8
#define NT_ThreadImpersonationToken	5
#define STATUS_NO_TOKEN			((NTSTATUS)0xc000007c)

struct token {
	SECURITY_IMPERSONATION_LEVEL level;
	int others;			/* another user's */
};

static int tokens, privileged;
static struct token *shown;		/* by the thread: NT's own copy */

static struct token *
new_token(SECURITY_IMPERSONATION_LEVEL level, int others)
{
	struct token *t = malloc(sizeof *t);

	*t = (struct token){ level, others };
	tokens++;
	return t;
}

void
nt_close(nt_handle h)
{
	if (h != NULL)
		tokens--;
	free(h);
}

static HANDLE
GetCurrentThread(void)
{
	return (HANDLE)-2;
}

static NTSTATUS
NtDuplicateToken(HANDLE h, ULONG access, OBJECT_ATTRIBUTES *oa,
    BOOLEAN effective, TOKEN_TYPE type, HANDLE *out)
{
	SECURITY_QUALITY_OF_SERVICE *how = oa->SecurityQualityOfService;
	struct token *t = h;

	*out = new_token(type == TokenPrimary ? SecurityAnonymous :
	    how->ImpersonationLevel, t->others);
	return 0;
}

static NTSTATUS
NtSetInformationThread(HANDLE thread, THREADINFOCLASS class, void *p, ULONG n)
{
	struct token *t = *(HANDLE *)p;

	CHECK_INT(class, NT_ThreadImpersonationToken);
	nt_close(shown);
	shown = t == NULL ? NULL : new_token(t->others && !privileged ?
	    SecurityIdentification : t->level, t->others);
	return 0;
}

static NTSTATUS
NtOpenThreadToken(HANDLE thread, ULONG access, BOOLEAN as_self, HANDLE *out)
{
	if (shown == NULL)
		return STATUS_NO_TOKEN;
	/* A token of that level lets nobody open anything by it. */
	CHECK_INT(as_self, TRUE);
	*out = new_token(shown->level, shown->others);
	return 0;
}

static NTSTATUS
NtQueryInformationToken(HANDLE h, TOKEN_INFORMATION_CLASS class, void *p,
    ULONG n, ULONG *needed)
{
	struct token *t = h;

	CHECK_INT(class, TokenImpersonationLevel);
	CHECK_INT(n, sizeof t->level);
	memcpy(p, &t->level, sizeof t->level);
	return 0;
}

int
nt_errno(uint32_t status)
{
	return (NTSTATUS)status < 0 ? -EPERM : 0;
}

#include "nt/token.c"

int
main(void)
{
	struct token *own = new_token(SecurityAnonymous, 0);
	struct token *others = new_token(SecurityAnonymous, 1);
	nt_handle was;

	/* One of its own, which nobody lowers. */
	CHECK_INT(nt_offer_token(own), 0);
	CHECK_INT(nt_act_as_offered(), 0);
	CHECK(nt_offered() == NULL && nt_acting() != NULL);
	CHECK(shown != NULL && shown->level == SecurityImpersonation);

	/* Another user's, without the privilege: all is as it was. */
	was = nt_acting();
	CHECK_INT(nt_offer_token(others), 0);
	CHECK_INT(nt_act_as_offered(), -EPERM);
	CHECK(nt_acting() == was && nt_offered() != NULL);
	CHECK(!shown->others && shown->level == SecurityImpersonation);
	nt_act_as_self();
	CHECK_INT(nt_thread_acts(NULL), 0);
	CHECK(shown == NULL);
	CHECK_INT(nt_act_as_offered(), -EPERM);
	CHECK(shown == NULL && nt_acting() == NULL);

	/* With it. */
	privileged = 1;
	CHECK_INT(nt_act_as_offered(), 0);
	CHECK(shown->others && shown->level == SecurityImpersonation);

	nt_act_as_self();
	nt_thread_acts_not();
	nt_close(own);
	nt_close(others);
	CHECK_INT(tokens, 0);
	return 0;
}
