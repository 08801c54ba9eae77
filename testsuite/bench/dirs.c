/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder of 10,000 files, listed with types and file numbers. */
#include "bench.h"

#define FILES	10000
#define DIR_NAME "dirs-bench.tmp"

#ifdef BENCH_RAW
#include <winternl.h>

#define ID_FULL_CLASS	38

NTSTATUS NTAPI NtQueryDirectoryFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID,
    PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS, BOOLEAN,
    PUNICODE_STRING, BOOLEAN);

struct entry {
	ULONG next, index;
	LARGE_INTEGER times[4], size, allocation;
	ULONG attributes, name_bytes, ea_size;
	LARGE_INTEGER id;
	WCHAR name[1];
};

static void
list_once(void)
{
	static char buf[32768] __attribute__((aligned(8)));
	const struct entry *e;
	IO_STATUS_BLOCK io;
	long found = 0;
	HANDLE h;

	h = CreateFileA(DIR_NAME, GENERIC_READ, FILE_SHARE_READ |
	    FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
	    FILE_FLAG_BACKUP_SEMANTICS, NULL);
	BENCH_CHECK(h != INVALID_HANDLE_VALUE);
	while (NtQueryDirectoryFile(h, NULL, NULL, NULL, &io, buf,
	    sizeof buf, ID_FULL_CLASS, FALSE, NULL, FALSE) == 0)
		for (e = (void *)buf;; e = (void *)((char *)e + e->next)) {
			found += e->name_bytes > 0;
			if (e->next == 0)
				break;
		}
	CloseHandle(h);
	BENCH_CHECK(found >= FILES);
}

static void
make_file(const char *name)
{
	HANDLE h = CreateFileA(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0,
	    NULL);

	BENCH_CHECK(h != INVALID_HANDLE_VALUE);
	CloseHandle(h);
}

#define make_dir(name)		CreateDirectoryA(name, NULL)
#define remove_file(name)	DeleteFileA(name)
#define remove_dir(name)	RemoveDirectoryA(name)
#else
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
list_once(void)
{
	DIR *d = opendir(DIR_NAME);
	struct dirent *e;
	long found = 0;

	BENCH_CHECK(d != NULL);
	while ((e = readdir(d)) != NULL)
		found += e->d_ino != 0 && e->d_type != DT_UNKNOWN;
	closedir(d);
	BENCH_CHECK(found >= FILES);
}

static void
make_file(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	BENCH_CHECK(fd >= 0);
	close(fd);
}

#define make_dir(name)		mkdir(name, 0777)
#define remove_file(name)	unlink(name)
#define remove_dir(name)	rmdir(name)
#endif

static void
readdir_10k(long n)
{
	while (n-- > 0)
		list_once();
}

int
main(void)
{
	char name[64];

	make_dir(DIR_NAME);
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, DIR_NAME "/file-%05d.txt", i);
		make_file(name);
	}
	bench("readdir_10k", readdir_10k);
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, DIR_NAME "/file-%05d.txt", i);
		remove_file(name);
	}
	remove_dir(DIR_NAME);
	return 0;
}
