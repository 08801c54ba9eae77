/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ids in the process' own access token (securitybaseapi.h, ntifs.h:
 * NtOpenProcessToken, NtQueryInformationToken).
 */
#include "account/room_impl.h"

#include <errno.h>
#include <string.h>

#include "nt/file.h"
#include "nt/ntdll.h"
#include "nt/token.h"

#define IDS_MAX		256

/* Fork class: copy (a child has the same token, or fewer groups). */
static struct own {
	volatile int known;
	uint32_t uid, gid;
	uint32_t groups[IDS_MAX];
	unsigned ngroups;
	uint32_t domain[3];		/* of the user's SID, if it has one */
	unsigned char user[ACCOUNT_SID_MAX];
	unsigned user_size;
} own;

static uint32_t
id_of(PSID psid)
{
	const SID *sid = psid;
	unsigned i, authority = 0;

	for (i = 0; i < 6; i++)
		authority = authority << 8 | sid->IdentifierAuthority.Value[i];
	return account_id_of_sid(authority, sid->SubAuthorityCount,
	    (const uint32_t *)sid->SubAuthority);
}

static int
ask(HANDLE token, TOKEN_INFORMATION_CLASS what, void *buf, ULONG size)
{
	ULONG used;

	return NtQueryInformationToken(token, what, buf, size, &used) >= 0;
}

/* Adds a group unless it is listed or has no id of its own. */
static void
add_group(struct own *o, uint32_t id)
{
	unsigned i;

	for (i = 0; i < o->ngroups; i++)
		if (o->groups[i] == id)
			return;
	if (id != ACCOUNT_NOBODY && o->ngroups < IDS_MAX)
		o->groups[o->ngroups++] = id;
}

static void
add_groups(struct own *o, const TOKEN_GROUPS *list)
{
	DWORD i;

	for (i = 0; i < list->GroupCount; i++)
		if ((list->Groups[i].Attributes & SE_GROUP_ENABLED) != 0 &&
		    (list->Groups[i].Attributes & SE_GROUP_INTEGRITY) == 0)
			add_group(o, id_of(list->Groups[i].Sid));
}

static void
take_user(struct own *o, PSID psid)
{
	const SID *sid = psid;
	size_t n = 8 + 4u * sid->SubAuthorityCount;

	o->uid = id_of(psid);
	if (n > sizeof o->user)
		return;
	memcpy(o->user, sid, n);
	o->user_size = (unsigned)n;
	if (sid->SubAuthorityCount == 5 && sid->SubAuthority[0] == 21)
		memcpy(o->domain, (const char *)sid + 12, sizeof o->domain);
}

static void
read_token(HANDLE token, struct own *o)
{
	union {
		TOKEN_USER user;
		TOKEN_PRIMARY_GROUP group;
		TOKEN_GROUPS groups;
		char room[16384];
	} info;

	memset(o, 0, sizeof *o);
	o->uid = o->gid = ACCOUNT_NOBODY;
	if (token == NULL)
		return;
	if (ask(token, TokenUser, &info, sizeof(info)))
		take_user(o, info.user.User.Sid);
	if (ask(token, TokenPrimaryGroup, &info, sizeof(info)))
		o->gid = id_of(info.group.PrimaryGroup);
	add_group(o, o->gid);
	if (ask(token, TokenGroups, &info, sizeof(info)))
		add_groups(o, &info.groups);
}

/* Two threads may both do it; they find the same. */
static const struct own *
learn(void)
{
	HANDLE token = NULL;
	struct own o;

	if (own.known)
		return &own;
	if (NtOpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token) < 0)
		token = NULL;
	read_token(token, &o);
	nt_close(token);
	o.known = 0;
	own = o;
	__atomic_store_n(&own.known, 1, __ATOMIC_RELEASE);
	return &own;
}

/* The user that it acts as.  Fork class of all: copy. */
static struct own other;
static volatile enum { ITSELF, EFFECTIVE, ALL } acts;

static struct own *
effective(void)
{
	learn();
	return acts != ITSELF ? &other : &own;
}

static const struct own *
real(void)
{
	learn();
	return acts == ALL ? &other : &own;
}

uint32_t
account_uid(void)
{
	return effective()->uid;
}

uint32_t
account_gid(void)
{
	return effective()->gid;
}

uint32_t
account_real_uid(void)
{
	return real()->uid;
}

uint32_t
account_real_gid(void)
{
	return real()->gid;
}

/* Of what is offered.  Fork class: copy. */
static int for_a_while;

int
account_offer_token(nt_handle token, int restricted)
{
	for_a_while = restricted;
	return nt_offer_token(token);
}

/* 1: the one that is offered is that user's, who is now acted as; -EPERM. */
static int
take_offered(uint32_t uid, int all)
{
	struct own o;
	int e;

	if (nt_offered() == NULL)
		return 0;
	read_token(nt_offered(), &o);
	if (o.uid != uid)
		return 0;
	if ((e = nt_act_as_offered()) < 0)
		return e;
	other = o;
	acts = all && !for_a_while ? ALL : EFFECTIVE;
	return 1;
}

int
account_act_as(uint32_t uid, int all)
{
	int r;

	learn();
	if ((r = take_offered(uid, all)) != 0)
		return r;
	if (acts != ITSELF && uid == other.uid &&
	    (acts == ALL || uid != own.uid)) {
		if (all)
			acts = ALL;
		return 0;
	}
	if (uid != own.uid || acts == ALL)
		return -EPERM;
	if (acts == ITSELF)
		return 0;
	acts = ITSELF;
	nt_act_as_self();
	return 1;
}

int
account_acts_as_other(void)
{
	return acts != ITSELF && other.uid != own.uid;
}

static int
has_group(const struct own *o, uint32_t gid)
{
	for (unsigned i = 0; i < o->ngroups; i++)
		if (o->groups[i] == gid)
			return 1;
	return o->gid == gid;
}

int
account_may_be_in(uint32_t gid)
{
	struct own o;

	if (nt_offered() == NULL)
		return has_group(effective(), gid);
	read_token(nt_offered(), &o);
	return has_group(&o, gid);
}

long
account_groups(uint32_t *list, size_t max)
{
	const struct own *o = effective();

	if (max == 0)
		return o->ngroups;
	if (max < o->ngroups)
		return -EINVAL;
	memcpy(list, o->groups, o->ngroups * sizeof(*list));
	return o->ngroups;
}

int
account_in_group(uint32_t gid)
{
	return has_group(effective(), gid);
}

long
account_sid_of_id(uint32_t id, unsigned char *buf)
{
	const struct own *o = effective();

	if (id == own.uid)
		o = &own;
	if (id == o->uid && o->user_size > 0) {
		memcpy(buf, o->user, o->user_size);
		return o->user_size;
	}
	return account_sid_by_rule(id, o->domain, buf);
}

int
account_keep_groups(const uint32_t *list, size_t n)
{
	struct own *o = effective();

	for (size_t k = 0; k < n; k++)
		if (!account_may_be_in(list[k]))
			return -EPERM;
	/* Whose token is offered has what that says, from then on. */
	if (nt_offered() != NULL)
		return 0;
	memcpy(o->groups, list, n * sizeof *list);
	o->ngroups = (unsigned)n;
	return 0;
}
