/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names: stat and open of what is there and of what is not, against the
 * fewest calls of NT that find out the same; files created and removed.
 */
#include "bench.h"

#define FILES	10000

#ifdef BENCH_RAW
#include <winternl.h>

NTSTATUS NTAPI NtQueryFullAttributesFile(POBJECT_ATTRIBUTES, void *);

static wchar_t here[400], text[500];
static UNICODE_STRING u;
static OBJECT_ATTRIBUTES oa;

static void
set_name(const wchar_t *name)
{
	swprintf(text, 500, L"\\??\\%ls\\%ls", here, name);
	RtlInitUnicodeString(&u, text);
	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, NULL, NULL);
}

static NTSTATUS
open_it(HANDLE *h, ACCESS_MASK access, ULONG disposition, ULONG options)
{
	IO_STATUS_BLOCK io;

	return NtCreateFile(h, access | SYNCHRONIZE, &oa, &io, NULL,
	    FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ | FILE_SHARE_WRITE |
	    FILE_SHARE_DELETE, disposition, options |
	    FILE_SYNCHRONOUS_IO_NONALERT | FILE_OPEN_FOR_BACKUP_INTENT, NULL,
	    0);
}

/* One query where the system has it, else the three narrow ones. */
static void
query_all(HANDLE h)
{
	static int quick = 1;
	IO_STATUS_BLOCK io;
	char info[128];

	if (quick && NtQueryInformationFile(h, &io, info, 72,
	    (FILE_INFORMATION_CLASS)68) >= 0)
		return;
	quick = 0;
	BENCH_CHECK(NtQueryInformationFile(h, &io, info, 40,
	    (FILE_INFORMATION_CLASS)4) >= 0);
	BENCH_CHECK(NtQueryInformationFile(h, &io, info, 24,
	    (FILE_INFORMATION_CLASS)5) >= 0);
	BENCH_CHECK(NtQueryInformationFile(h, &io, info, 8,
	    (FILE_INFORMATION_CLASS)6) >= 0);
}

static void
stat_hit(long n)
{
	HANDLE h;

	set_name(L"names.tmp");
	while (n-- > 0) {
		BENCH_CHECK(open_it(&h, FILE_READ_ATTRIBUTES, FILE_OPEN,
		    FILE_OPEN_REPARSE_POINT) >= 0);
		query_all(h);
		NtClose(h);
	}
}

static void
stat_miss(long n)
{
	HANDLE h;

	set_name(L"names.none");
	while (n-- > 0)
		BENCH_CHECK(open_it(&h, FILE_READ_ATTRIBUTES, FILE_OPEN,
		    FILE_OPEN_REPARSE_POINT) < 0);
}

static void
open_close(long n)
{
	HANDLE h;

	set_name(L"names.tmp");
	while (n-- > 0) {
		BENCH_CHECK(open_it(&h, FILE_GENERIC_READ, FILE_OPEN,
		    FILE_NON_DIRECTORY_FILE) >= 0);
		NtClose(h);
	}
}

static void
create_unlink(long n)
{
	wchar_t name[40];
	IO_STATUS_BLOCK io;
	BOOLEAN yes = TRUE;
	HANDLE h;
	int i;

	while (n-- > 0) {
		for (i = 0; i < FILES; i++) {
			swprintf(name, 40, L"names-%d.tmp", i);
			set_name(name);
			BENCH_CHECK(open_it(&h, FILE_GENERIC_WRITE,
			    FILE_CREATE, FILE_NON_DIRECTORY_FILE) >= 0);
			NtClose(h);
		}
		for (i = 0; i < FILES; i++) {
			swprintf(name, 40, L"names-%d.tmp", i);
			set_name(name);
			BENCH_CHECK(open_it(&h, DELETE, FILE_OPEN,
			    FILE_NON_DIRECTORY_FILE |
			    FILE_OPEN_REPARSE_POINT) >= 0);
			BENCH_CHECK(NtSetInformationFile(h, &io, &yes, 1,
			    (FILE_INFORMATION_CLASS)13) >= 0);
			NtClose(h);
		}
	}
}

static void
prepare(void)
{
	HANDLE h;

	GetCurrentDirectoryW(400, here);
	set_name(L"names.tmp");
	BENCH_CHECK(open_it(&h, FILE_GENERIC_WRITE, FILE_OPEN_IF,
	    FILE_NON_DIRECTORY_FILE) >= 0);
	NtClose(h);
}

static void
clean_up(void)
{
	DeleteFileW(L"names.tmp");
}
#else
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
stat_hit(long n)
{
	struct stat st;

	while (n-- > 0)
		BENCH_CHECK(stat("names.tmp", &st) == 0);
}

static void
stat_miss(long n)
{
	struct stat st;

	while (n-- > 0)
		BENCH_CHECK(stat("names.none", &st) < 0 && errno == ENOENT);
}

static void
open_close(long n)
{
	int fd;

	while (n-- > 0) {
		fd = open("names.tmp", O_RDONLY);
		BENCH_CHECK(fd >= 0);
		close(fd);
	}
}

static void
create_unlink(long n)
{
	char name[40];
	int fd, i;

	while (n-- > 0) {
		for (i = 0; i < FILES; i++) {
			sprintf(name, "names-%d.tmp", i);
			fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0644);
			BENCH_CHECK(fd >= 0);
			close(fd);
		}
		for (i = 0; i < FILES; i++) {
			sprintf(name, "names-%d.tmp", i);
			BENCH_CHECK(unlink(name) == 0);
		}
	}
}

static void
prepare(void)
{
	close(open("names.tmp", O_WRONLY | O_CREAT, 0644));
}

static void
clean_up(void)
{
	unlink("names.tmp");
}
#endif

int
main(void)
{
	prepare();
	bench("stat_hit", stat_hit);
	bench("stat_miss", stat_miss);
	bench("open_close_nt", open_close);
	bench("create_unlink_10k", create_unlink);
	clean_up();
	return 0;
}
