/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The named objects of shared.c.  As with the process table the names have
 * no "Global\", and tell the installation and the user.
 */
#include "thread/shared.h"

#include "nt/error.h"
#include "nt/mem.h"
#include "nt/named.h"
#include "nt/ntdll.h"
#include "nt/process.h"
#include "nt/utf.h"

#define LAYOUT	1	/* part of the names: changes with the table's form */

/* Fork class: copy (set at start-up). */
static uint64_t (*installation)(void);
static uint32_t (*user)(void);

void
thr_shared_setup(uint64_t (*inst)(void), uint32_t (*uid)(void))
{
	installation = inst;
	user = uid;
}

static void
object_name(WCHAR name[64], const WCHAR *prefix, unsigned number)
{
	while (*prefix != 0)
		*name++ = *prefix++;
	*name++ = L'0' + LAYOUT;
	*name++ = L'-';
	name = nt_name_hex(name, installation != NULL ? installation() : 0, 16);
	*name++ = L'-';
	name = nt_name_hex(name, user != NULL ? user() : 0, 8);
	*name++ = L'-';
	name = nt_name_hex(name, number, 4);
	*name = 0;
}

int
shared_table_map(void **out, size_t size)
{
	WCHAR name[64];
	nt_handle h;		/* stays, and so does the name */
	int fresh;

	object_name(name, L"isthmus1-wait-", 0);
	return nt_named_table(name, size, &h, out, &fresh);
}

int
shared_event(unsigned place, nt_handle *out)
{
	WCHAR name[64];

	object_name(name, L"isthmus1-wake-", place);
	*out = CreateEventW(nt_named_attributes(0), FALSE, FALSE, name);
	return *out != NULL ? 0 : nt_last_errno();
}

void *
shared_handles(size_t size)
{
	void *p = NULL;

	if (nt_mem_reserve(NULL, size, &p) < 0)
		return NULL;
	if (nt_mem_commit(p, size, NT_MEM_READ | NT_MEM_WRITE) < 0) {
		nt_mem_release(p);
		return NULL;
	}
	return p;
}

uint32_t
shared_winpid(void)
{
	return GetCurrentProcessId();
}

int
shared_process_gone(uint32_t winpid)
{
	return nt_process_gone(winpid, 0);
}
