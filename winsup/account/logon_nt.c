/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Passwords of Windows' accounts (winbase.h: LogonUserW).  A system may say
 * that every password is right and give a token that is none, as Wine does:
 * so it counts only if it says that it is that user's.
 */
#include "account/room_impl.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"
#include "nt/utf.h"

#define PASSWORD_MAX	512		/* units */

typedef BOOL WINAPI log_on_fn(LPCWSTR, LPCWSTR, LPCWSTR, DWORD, DWORD,
    PHANDLE);

static int
widen(WCHAR *dst, size_t max, const char *s)
{
	size_t n = utf_8to16((uint16_t *)dst, max - 1, s, strlen(s));

	if (n >= max)
		return -EACCES;
	dst[n] = 0;
	return 0;
}

/* What is no token at all cannot be closed. */
static int
is_token_of(HANDLE token, uint32_t uid)
{
	union {
		TOKEN_USER user;
		char room[256];
	} info;
	ULONG used;
	const SID *sid;

	if (NtQueryInformationToken(token, TokenUser, &info, sizeof info,
	    &used) < 0)
		return 0;
	sid = info.user.User.Sid;
	if (account_id_of_raw((const unsigned char *)sid,
	    8 + 4u * sid->SubAuthorityCount) == uid)
		return 1;
	NtClose(token);
	return 0;
}

static int
log_on(const struct account *a, const char *password, HANDLE *token)
{
	HMODULE dll = LoadLibraryExW(L"advapi32.dll", NULL,
	    LOAD_LIBRARY_SEARCH_SYSTEM32);
	log_on_fn *fn = dll == NULL ? NULL :
	    (log_on_fn *)(void *)GetProcAddress(dll, "LogonUserW");
	WCHAR name[ACCOUNT_NAME_MAX], domain[ACCOUNT_NAME_MAX];
	WCHAR secret[PASSWORD_MAX];
	int e = fn == NULL ? -EOPNOTSUPP : 0;

	if (e == 0 && (e = widen(name, ACCOUNT_NAME_MAX, a->name)) == 0 &&
	    (e = widen(domain, ACCOUNT_NAME_MAX, a->domain)) == 0 &&
	    (e = widen(secret, PASSWORD_MAX, password)) == 0 &&
	    !fn(name, domain, secret, LOGON32_LOGON_INTERACTIVE,
	    LOGON32_PROVIDER_DEFAULT, token))
		e = nt_last_errno();
	explicit_bzero(secret, sizeof secret);
	return e;
}

int
account_log_on(uint32_t uid, const char *password, nt_handle *out)
{
	struct account a;
	HANDLE token;
	int e;

	if ((e = account_by_id(uid, &a)) < 0)
		return e;
	if (!a.is_user)
		return -ENOENT;
	if ((e = log_on(&a, password, &token)) < 0)
		return e;
	if (!is_token_of(token, uid))
		return -EOPNOTSUPP;
	*out = token;
	return 0;
}
