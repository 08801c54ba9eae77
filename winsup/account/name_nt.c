/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of accounts, from Windows.  advapi32 is loaded when the first is
 * asked for.  What was found is remembered; fork class: copy.
 */
#include "account/room_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "nt/ntdll.h"
#include "nt/utf.h"

#define REMEMBERED	16

static struct account known[REMEMBERED];
static volatile unsigned nknown;	/* atomic; entries stay as they are */

typedef BOOL WINAPI by_sid_fn(LPCWSTR, PSID, LPWSTR, LPDWORD, LPWSTR, LPDWORD,
    PSID_NAME_USE);
typedef BOOL WINAPI by_name_fn(LPCWSTR, LPCWSTR, PSID, LPDWORD, LPWSTR,
    LPDWORD, PSID_NAME_USE);

static FARPROC
advapi(const char *name)
{
	HMODULE dll = LoadLibraryExW(L"advapi32.dll", NULL,
	    LOAD_LIBRARY_SEARCH_SYSTEM32);

	return dll != NULL ? GetProcAddress(dll, name) : NULL;
}

static int
text(char *dst, const WCHAR *src, DWORD units)
{
	size_t n = utf_16to8(dst, ACCOUNT_NAME_MAX - 1,
	    (const uint16_t *)src, units);

	if (n >= ACCOUNT_NAME_MAX)
		return -ENOENT;
	dst[n] = '\0';
	return 0;
}

/* "S-1-5-21-..." (MS-DTYP 2.4.2.1). */
static void
sid_text(char *dst, size_t size, const SID *sid)
{
	unsigned authority = 0;
	int n;

	for (int i = 0; i < 6; i++)
		authority = authority << 8 |
		    sid->IdentifierAuthority.Value[i];
	n = snprintf(dst, size, "S-1-%u", authority);
	for (int i = 0; i < sid->SubAuthorityCount; i++)
		n += snprintf(dst + n, size - (size_t)n, "-%lu",
		    (unsigned long)sid->SubAuthority[i]);
}

static void
remember(const struct account *a)
{
	unsigned n = __atomic_load_n(&nknown, __ATOMIC_ACQUIRE);

	if (n >= REMEMBERED)
		return;
	known[n] = *a;
	__atomic_compare_exchange_n(&nknown, &n, n + 1, 0, __ATOMIC_RELEASE,
	    __ATOMIC_RELAXED);
}

static int
finish(struct account *a, SID *sid, SID_NAME_USE use, const WCHAR *name,
    DWORD n, const WCHAR *domain, DWORD nd)
{
	a->is_user = use == SidTypeUser;
	if (text(a->name, name, n) < 0 || text(a->domain, domain, nd) < 0)
		return -ENOENT;
	for (char *s = a->name; *s != '\0'; s++)
		if (*s == ':' || *s == '\n')
			*s = '_';
	sid_text(a->sid, sizeof a->sid, sid);
	remember(a);
	return 0;
}

int
account_by_id(uint32_t id, struct account *out)
{
	union {
		SID sid;
		unsigned char raw[ACCOUNT_SID_MAX];
	} u;
	WCHAR name[ACCOUNT_NAME_MAX], domain[ACCOUNT_NAME_MAX];
	DWORD n = ACCOUNT_NAME_MAX, nd = ACCOUNT_NAME_MAX;
	by_sid_fn *by_sid;
	SID_NAME_USE use;

	for (unsigned i = 0; i < nknown; i++)
		if (known[i].id == id) {
			*out = known[i];
			return 0;
		}
	if (account_sid_of_id(id, u.raw) < 0)
		return -ENOENT;
	by_sid = (by_sid_fn *)(void *)advapi("LookupAccountSidW");
	if (by_sid == NULL ||
	    !by_sid(NULL, &u.sid, name, &n, domain, &nd, &use))
		return -ENOENT;
	out->id = id;
	return finish(out, &u.sid, use, name, n, domain, nd);
}

int
account_by_name(const char *s, struct account *out)
{
	union {
		SID sid;
		unsigned char raw[ACCOUNT_SID_MAX];
	} u;
	WCHAR name[ACCOUNT_NAME_MAX], domain[ACCOUNT_NAME_MAX];
	DWORD size = sizeof u, nd = ACCOUNT_NAME_MAX;
	by_name_fn *by_name;
	SID_NAME_USE use;
	size_t n;

	for (unsigned i = 0; i < nknown; i++)
		if (strcmp(known[i].name, s) == 0) {
			*out = known[i];
			return 0;
		}
	n = utf_8to16((uint16_t *)name, ACCOUNT_NAME_MAX - 1, s, strlen(s));
	if (n == 0 || n >= ACCOUNT_NAME_MAX)
		return -ENOENT;
	name[n] = 0;
	by_name = (by_name_fn *)(void *)advapi("LookupAccountNameW");
	if (by_name == NULL ||
	    !by_name(NULL, name, &u.sid, &size, domain, &nd, &use) ||
	    use == SidTypeDomain || use == SidTypeComputer)
		return -ENOENT;
	out->id = account_id_of_raw(u.raw, size);
	if (out->id == ACCOUNT_NOBODY)
		return -ENOENT;
	return finish(out, &u.sid, use, name, (DWORD)n, domain, nd);
}
