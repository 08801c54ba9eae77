/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/caps.c lib/trace.c */
/*
 * stat() by name on a system that has NtQueryInformationByName: how many
 * calls it takes, and what is left to who opens the file.
 */
#include "unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "fake_nt.h"

#include "file/by_name.c"
#include "nt/stat_quick.c"
#include "nt/unsupported.c"

/* E: and the share cannot be asked by name, D: has no numbers. */
static const struct {
	const char *name;
	NTSTATUS says;
	uint32_t attributes;
	uint64_t id;
} files[] = {
	{ "C:\\d", 0, NT_ATTR_DIRECTORY, 5 },
	{ "C:\\f.txt", 0, NT_ATTR_NORMAL, 6 },
	{ "C:\\f", 0, NT_ATTR_NORMAL, 7 },
	{ "C:\\prog.exe", 0, NT_ATTR_NORMAL, 8 },
	{ "C:\\link", 0, NT_ATTR_REPARSE, 9 },
	{ "C:\\cookie", 0, NT_ATTR_SYSTEM, 10 },
	{ "C:\\going", STATUS_DELETE_PENDING, 0, 0 },
	{ "C:\\going2.exe", STATUS_DELETE_PENDING, 0, 0 },
	{ "C:\\f\\x", STATUS_OBJECT_PATH_NOT_FOUND, 0, 0 },
	{ "C:\\theirs", STATUS_ACCESS_DENIED, 0, 0 },
	{ "D:\\f", 0, NT_ATTR_NORMAL, 0 },
	{ "E:\\f", STATUS_INVALID_PARAMETER, 0, 0 },
	{ "UNC\\server\\f", STATUS_INVALID_LEVEL, 0, 0 },
};

static int asked, missing, acls, unknown;
static uint32_t exchanges, exchanges_added;
static NTSTATUS file_says;		/* when its handle is asked */
static int slow;			/* the way without one answer */

static NTSTATUS
query_by_name(OBJECT_ATTRIBUTES *oa, IO_STATUS_BLOCK *io, void *buf,
    ULONG size, FILE_INFORMATION_CLASS class)
{
	struct told t = { .birth = 1, .access = 2, .write = 3, .change = 4,
	    .allocation = 4096, .size = 12, .tag = 13, .links = 2 };
	char name[100];
	size_t n = oa->ObjectName->Length / 2;

	asked++;
	exchanges += exchanges_added;
	CHECK(class == 68 && size == 72 && n > 4 && n < sizeof name);
	for (size_t i = 4; i <= n; i++)
		name[i - 4] = i == n ? '\0' : (char)oa->ObjectName->Buffer[i];
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (strcmp(files[i].name, name) == 0) {
			t.attributes = files[i].attributes;
			t.id = files[i].id;
			memcpy(buf, &t, sizeof t);
			return files[i].says;
		}
	return STATUS_OBJECT_NAME_NOT_FOUND;
}

HANDLE
GetModuleHandleW(const void *name)
{
	return &asked;
}

void *
GetProcAddress(HANDLE h, const char *name)
{
	CHECK(h == (HANDLE)&asked);
	CHECK_STR(name, "NtQueryInformationByName");
	return missing ? NULL : (void *)query_by_name;
}

NTSTATUS
NtQueryInformationFile(HANDLE h, IO_STATUS_BLOCK *io, void *buf, ULONG size,
    FILE_INFORMATION_CLASS class)
{
	asked++;
	memset(buf, 0, size);
	return file_says;
}

int
nt_stat(nt_handle h, struct nt_stat *st)
{
	slow++;
	return 0;
}

uint64_t
nt_number(nt_handle h, uint64_t told)
{
	return told;
}

int
nt_is_number(uint64_t id)
{
	return id != 0 && id != UINT64_MAX;
}

int
nt_errno(uint32_t st)
{
	return (NTSTATUS)st >= 0 ? 0 : -EIO;
}

int
nt_name_errno(uint32_t st)
{
	switch ((NTSTATUS)st) {
	case STATUS_OBJECT_NAME_NOT_FOUND:
	case STATUS_DELETE_PENDING:
		return -ENOENT;
	case STATUS_OBJECT_PATH_NOT_FOUND:
		return -ENOTDIR;
	}
	return -EACCES;
}

int
perm_possible(int drive)
{
	return acls && (drive & DISK_NOACL) == 0;
}

int
disk_drive(const struct path *p)
{
	return (p->mount_flags & PATH_MOUNT_NOACL ? DISK_NOACL : 0) |
	    (p->nt[5] == ':' ? p->nt[4] : 0);
}

int
disk_device_known(const struct path *p, uint32_t *number)
{
	*number = 77;
	return !unknown;
}

uint32_t
disk_exchange_count(void)
{
	return exchanges;
}

int
path_may_be_link(const struct nt_name *name, uint32_t attributes)
{
	return (attributes & (NT_ATTR_REPARSE | NT_ATTR_SYSTEM)) != 0;
}

/* As those of path/walk.c do it. */
int
path_add_exe(struct path *p)
{
	if (p->exe)
		return 0;
	for (size_t i = 0; i < p->nt_units; i++)
		if (p->nt[i] == '.')
			return 0;
	for (int i = 0; i < 4; i++)
		p->nt[p->nt_units++] = (uint16_t)".exe"[i];
	p->exe = 1;
	return 1;
}

void
path_drop_exe(struct path *p)
{
	if (p->exe)
		p->nt_units -= 4;
	p->exe = 0;
}

int
path_is_program(struct path *p)
{
	struct nt_name name;
	struct nt_stat unused;
	int e;

	if (!path_add_exe(p))
		return 0;
	name = path_nt_name(p);
	e = nt_stat_by_name(&name, &unused);
	path_drop_exe(p);
	return e == 0;
}

static struct path p;
static struct nt_stat st;

static void
name(const char *s)
{
	memset(&p, 0, sizeof p);
	memcpy(p.nt, u"\\??\\", 8);
	for (p.nt_units = 4; *s != '\0'; s++)
		p.nt[p.nt_units++] = (uint16_t)*s;
}

/* Of p: the result, and how many calls it took. */
static void
looks(int result, int calls)
{
	uint32_t device = 0;

	asked = 0;
	exchanges = exchanges & 1;
	memset(&st, 0, sizeof st);
	CHECK_INT(disk_stat_by_name(&p, &st, &device), result);
	CHECK_INT(asked, calls);
	CHECK(result != 1 || device == 77);
}

static void
look(const char *s, int result, int calls)
{
	name(s);
	looks(result, calls);
}

static void
test_answers(void)
{
	look("C:\\f.txt", 1, 1);
	CHECK(st.birth_time == 1 && st.access_time == 2 &&
	    st.write_time == 3 && st.change_time == 4 && st.size == 12 &&
	    st.allocation == 4096 && st.links == 2 && st.tag == 13 &&
	    st.id == 6 && st.attributes == NT_ATTR_NORMAL);
	look("C:\\d", 1, 1);
	look("C:\\none", -ENOENT, 2);
	CHECK(!p.exe && p.nt_units == 11);
	look("C:\\none.txt", -ENOENT, 1);
	look("C:\\prog", 1, 2);
	CHECK(p.exe && st.id == 8);
	name("C:\\prog");
	p.must_be_dir = 1;
	looks(-ENOTDIR, 2);
	CHECK(!p.exe);
}

/* What opening it says is right. */
static void
test_left(void)
{
	look("C:\\link", 0, 1);
	look("C:\\cookie", 0, 1);
	look("C:\\f\\x", 0, 1);
	look("C:\\theirs", 0, 1);
	name("C:\\f");
	p.must_be_dir = 1;
	looks(0, 1);
	name("C:\\f");
	p.at_mount = 1;
	looks(0, 0);
	name("C:\\f");
	p.kind = PATH_PROC;
	looks(0, 0);
	look("C:\\f", 1, 1);
	name("C:\\none.txt");
	p.nt_units = NT_NAME_MAX + 1;
	looks(0, 0);
}

/* A name that is not there may be changing with another. */
static void
test_exchanges(void)
{
	exchanges = 1;
	look("C:\\none.txt", 0, 1);
	look("C:\\f", 1, 1);
	exchanges = 0;
	exchanges_added = 2;
	look("C:\\none", 0, 2);
	CHECK(!p.exe);
	exchanges_added = 0;
	look("C:\\going", -ENOENT, 2);
	look("C:\\going2", -ENOENT, 2);
}

/* More is to be known than the name tells. */
static void
test_handles(void)
{
	unknown = 1;
	look("C:\\f", 0, 0);
	unknown = 0;
	acls = 1;
	look("C:\\f", 0, 0);
	name("C:\\f");
	p.mount_flags = PATH_MOUNT_NOACL;
	looks(1, 1);
	acls = 0;
}

/* Each volume that cannot is asked once. */
static void
test_refusals(void)
{
	static const char *const names[] = {
		"D:\\f", "E:\\f", "UNC\\server\\f"
	};

	for (int i = 0; i < 3; i++) {
		look(names[i], 0, 1);
		look(names[i], 0, 0);
	}
	look("C:\\f", 1, 1);
}

/* A volume that cannot is one, a system that cannot is all of them. */
static void
test_handles_asked(void)
{
	static const struct {
		NTSTATUS says;
		int asked, slow;
	} in_turn[] = {
		{ STATUS_INVALID_PARAMETER, 1, 1 },
		{ 0, 1, 0 },
		{ STATUS_NOT_SUPPORTED, 1, 1 },
		{ STATUS_INVALID_INFO_CLASS, 1, 1 },
		{ 0, 0, 1 },
	};

	for (size_t i = 0; i < sizeof in_turn / sizeof in_turn[0]; i++) {
		file_says = in_turn[i].says;
		asked = slow = 0;
		CHECK_INT(nt_stat_quick(NULL, &st), 0);
		CHECK_INT(asked, in_turn[i].asked);
		CHECK_INT(slow, in_turn[i].slow);
	}
}

static void
test_absent(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		missing = 1;
		look("C:\\f", 0, 0);
		look("C:\\none", 0, 0);
		exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

int
main(void)
{
	test_absent();
	test_answers();
	test_left();
	test_exchanges();
	test_handles();
	test_refusals();
	test_handles_asked();
	CHECK_INT(caps_parse("-by_name"), 0);
	refused = 0;
	look("C:\\f", 0, 0);
	return (0);
}
