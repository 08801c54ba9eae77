/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/xattr.c */
/*
 * Extended attributes over a system that has them as NT does: one list,
 * names in capitals, no attribute without a value.
 */
#include "unit.h"

#include <ctype.h>
#include <sys/xattr.h>

#include "file/room_impl.h"
#include "file/xattr.h"
#include "mm/room.h"
#include "nt/ea.h"

static _Alignas(8) char list[NT_EA_MAX];
static size_t list_size;
static int supported = 1;

int
nt_ea_supported(nt_handle h)
{
	return supported;
}

long
nt_ea_get(nt_handle h, void *buf, size_t size)
{
	CHECK(size >= list_size);
	memcpy(buf, list, list_size);
	return (long)list_size;
}

static size_t
entry_size(const struct nt_ea *ea)
{
	return sizeof *ea + ea->name_size + 1u + ea->value_size;
}

/* Copies the entries of from but the one of that name. */
static void
copy_but(const struct nt_ea *out)
{
	static _Alignas(8) char old[NT_EA_MAX];
	size_t n = list_size, last = 0, at = 0;

	memcpy(old, list, n);
	list_size = 0;
	while (n > 0) {
		struct nt_ea *ea = (struct nt_ea *)(old + at);

		if (ea->name_size != out->name_size || memcmp(ea->name,
		    out->name, ea->name_size) != 0) {
			size_t to = (list_size + 3) & ~(size_t)3;

			if (list_size > 0)
				((struct nt_ea *)(list + last))->next =
				    (uint32_t)(to - last);
			memcpy(list + to, ea, entry_size(ea));
			((struct nt_ea *)(list + to))->next = 0;
			last = to;
			list_size = to + entry_size(ea);
		}
		if (ea->next == 0)
			break;
		at += ea->next;
	}
}

int
nt_ea_set(nt_handle h, const void *buf, size_t size)
{
	static _Alignas(8) char copy[NT_EA_MAX + 1024];
	size_t at = 0;

	memcpy(copy, buf, size);
	for (;;) {
		struct nt_ea *ea = (struct nt_ea *)(copy + at), *p;
		size_t to, last = 0;
		uint32_t next = ea->next;

		CHECK(at % 4 == 0 && at + entry_size(ea) <= size);
		CHECK_INT(ea->name[ea->name_size], 0);
		for (int i = 0; i < ea->name_size; i++) {
			CHECK(strchr("\"*+,/:;<=>?[\\]| ", ea->name[i]) ==
			    NULL);
			ea->name[i] = (char)toupper(ea->name[i]);
		}
		copy_but(ea);
		if (ea->value_size > 0) {
			to = (list_size + 3) & ~(size_t)3;
			if (to + entry_size(ea) > NT_EA_MAX - 1024)
				return -ENOSPC;
			if (list_size > 0) {
				for (p = (struct nt_ea *)list; p->next != 0;
				    p = (struct nt_ea *)(list + last))
					last += p->next;
				p->next = (uint32_t)(to - last);
			}
			ea->next = 0;
			memcpy(list + to, ea, entry_size(ea));
			list_size = to + entry_size(ea);
		}
		if (next == 0)
			return 0;
		at += next;
	}
}

/* What files need, and this does not. */
const struct file_ops disk_ops, dir_ops;
int file_stat(struct path *p, struct stat *st) { return -ENOENT; }
int disk_reopen(struct file *f, uint32_t a, nt_handle *h) { return -ENOENT; }
void nt_close(nt_handle h) { }
void *mm_alloc(size_t n) { return malloc(n); }
void mm_free(void *p) { free(p); }

int
disk_open_stat(nt_handle *h, struct path *p, uint32_t a, struct nt_stat *st)
{
	return -ENOENT;
}

static void
put(const char *name, const char *value)
{
	CHECK_INT(xattr_set(NULL, name, value, strlen(value), 0), 0);
}

static void
expect(const char *name, const char *value)
{
	char got[100];
	long n = (long)strlen(value);

	CHECK_INT(xattr_get(NULL, name, got, sizeof got), n);
	CHECK(memcmp(got, value, (size_t)n) == 0);
	CHECK_INT(xattr_get(NULL, name, NULL, 0), n);
}

static int
listed(const char *name)
{
	char names[1000];
	long n = xattr_list(NULL, names, sizeof names);

	CHECK(n >= 0);
	CHECK_INT(xattr_list(NULL, NULL, 0), n);
	for (char *p = names; p < names + n; p += strlen(p) + 1)
		if (strcmp(p, name) == 0)
			return 1;
	return 0;
}

static void
names(void)
{
	static const char *const name[] = { "user.a", "user.A", "user.aB",
	    "user.with space", "user.^-", "user.%41", "user.\xc3\xa4",
	    "user.mime:type/x", "user.a^", "user.*" };
	unsigned n = sizeof name / sizeof name[0];
	char value[8];

	for (unsigned i = 0; i < n; i++) {
		snprintf(value, sizeof value, "%u", i);
		put(name[i], value);
	}
	for (unsigned i = 0; i < n; i++) {
		snprintf(value, sizeof value, "%u", i);
		expect(name[i], value);
		CHECK(listed(name[i]));
	}
	for (unsigned i = 0; i < n; i++) {
		CHECK_INT(xattr_remove(NULL, name[i]), 0);
		CHECK(!listed(name[i]));
	}
	CHECK_INT(list_size, 0);
}

static void
values(void)
{
	static char big[65000];
	char got[4];

	put("user.x", "one");
	put("user.y", "");
	expect("user.y", "");
	CHECK(listed("user.y"));
	put("user.y", "something");
	expect("user.y", "something");
	put("user.y", "");
	expect("user.y", "");
	put("user.x", "two");
	expect("user.x", "two");
	CHECK_INT(xattr_get(NULL, "user.x", got, 2), -ERANGE);
	CHECK_INT(xattr_list(NULL, got, 4), -ERANGE);
	CHECK_INT(xattr_set(NULL, "user.x", "3", 1, XATTR_CREATE), -EEXIST);
	CHECK_INT(xattr_set(NULL, "user.y", "3", 1, XATTR_REPLACE), 0);
	CHECK_INT(xattr_set(NULL, "user.z", "3", 1, XATTR_REPLACE), -ENODATA);
	CHECK_INT(xattr_set(NULL, "user.z", big, sizeof big, 0), -ENOSPC);
	CHECK_INT(xattr_set(NULL, "user.z", big, 65537, 0), -E2BIG);
	CHECK_INT(xattr_remove(NULL, "user.y"), 0);
	CHECK_INT(xattr_get(NULL, "user.y", NULL, 0), -ENODATA);
	CHECK_INT(xattr_remove(NULL, "user.y"), -ENODATA);
}

/* What the kernel notes at programs is not told, as nobody can copy it. */
static void
kernels(void)
{
	_Alignas(8) char buf[64] = "";
	struct nt_ea *ea = (struct nt_ea *)buf;

	strcpy(ea->name, "$kernel.purge.x");
	ea->name_size = 15;
	ea->value_size = 1;
	put("user.own", "value");
	CHECK_INT(nt_ea_set(NULL, buf, entry_size(ea)), 0);
	CHECK(listed("user.own"));
	CHECK(!listed("user.$kernel.purge.x"));
}

static void
errors(void)
{
	char name[300] = "user.";

	CHECK_INT(xattr_get(NULL, "trusted.x", NULL, 0), -ENOTSUP);
	CHECK_INT(xattr_set(NULL, "x", "", 0, 0), -ENOTSUP);
	CHECK_INT(xattr_set(NULL, "user.", "", 0, 0), -EINVAL);
	memset(name + 5, 'x', 290);
	CHECK_INT(xattr_set(NULL, name, "", 0, 0), -ERANGE);
	memset(name + 5, '+', 200);
	name[205] = '\0';
	CHECK_INT(xattr_set(NULL, name, "", 0, 0), -ERANGE);
	/* A list that is cut off is read as far as it goes. */
	((struct nt_ea *)list)->value_size = 60000;
	CHECK_INT(xattr_get(NULL, "user.x", NULL, 0), -ENODATA);
	supported = 0;
	CHECK_INT(xattr_list(NULL, NULL, 0), -ENOTSUP);
}

int
main(void)
{
	names();
	values();
	kernels();
	errors();
	return 0;
}
