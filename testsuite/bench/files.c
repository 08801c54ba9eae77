/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files: open and close, stat, 4 KiB reads and writes.  The file lies in the
 * current directory and fits into every cache.
 */
#include "bench.h"

#define BLOCK	4096
#define BLOCKS	256

static char block[BLOCK];

#ifdef BENCH_RAW
static HANDLE file;
static wchar_t name[MAX_PATH];

static void
open_close(long n)
{
	HANDLE h;

	while (n-- > 0) {
		h = CreateFileW(name, GENERIC_READ, FILE_SHARE_READ |
		    FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
		    FILE_ATTRIBUTE_NORMAL, NULL);
		BENCH_CHECK(h != INVALID_HANDLE_VALUE);
		CloseHandle(h);
	}
}

/* What stat() has to find out, identity and links included. */
static void
do_stat(long n)
{
	BY_HANDLE_FILE_INFORMATION info;
	HANDLE h;

	while (n-- > 0) {
		h = CreateFileW(name, FILE_READ_ATTRIBUTES, FILE_SHARE_READ |
		    FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
		    FILE_FLAG_BACKUP_SEMANTICS, NULL);
		BENCH_CHECK(h != INVALID_HANDLE_VALUE);
		BENCH_CHECK(GetFileInformationByHandle(h, &info));
		BENCH_CHECK(info.nFileSizeLow == BLOCK * BLOCKS);
		CloseHandle(h);
	}
}

static void
do_fstat(long n)
{
	BY_HANDLE_FILE_INFORMATION info;

	while (n-- > 0)
		BENCH_CHECK(GetFileInformationByHandle(file, &info));
}

static void
lock_unlock(long n)
{
	OVERLAPPED at = { 0 };

	while (n-- > 0) {
		BENCH_CHECK(LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK |
		    LOCKFILE_FAIL_IMMEDIATELY, 0, 10, 0, &at));
		BENCH_CHECK(UnlockFileEx(file, 0, 10, 0, &at));
	}
}

static void
rewind_file(void)
{
	BENCH_CHECK(SetFilePointer(file, 0, NULL, FILE_BEGIN) == 0);
}

static void
do_read(long n)
{
	DWORD got;
	long i;

	for (i = 0; i < n; i++) {
		if (i % BLOCKS == 0)
			rewind_file();
		BENCH_CHECK(ReadFile(file, block, BLOCK, &got, NULL));
		BENCH_CHECK(got == BLOCK);
	}
}

static void
do_write(long n)
{
	DWORD put;
	long i;

	for (i = 0; i < n; i++) {
		if (i % BLOCKS == 0)
			rewind_file();
		BENCH_CHECK(WriteFile(file, block, BLOCK, &put, NULL));
		BENCH_CHECK(put == BLOCK);
	}
}

static void
prepare(void)
{
	BENCH_CHECK(GetFullPathNameW(L"files-raw.tmp", MAX_PATH, name, NULL));
	file = CreateFileW(name, GENERIC_READ | GENERIC_WRITE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
	    CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	BENCH_CHECK(file != INVALID_HANDLE_VALUE);
}

static void
clean_up(void)
{
	CloseHandle(file);
	DeleteFileW(name);
}
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int file;
static const char name[] = "files-ours.tmp";

static void
open_close(long n)
{
	int fd;

	while (n-- > 0) {
		fd = open(name, O_RDONLY);
		BENCH_CHECK(fd >= 0);
		close(fd);
	}
}

static void
do_stat(long n)
{
	struct stat st;

	while (n-- > 0) {
		BENCH_CHECK(stat(name, &st) == 0);
		BENCH_CHECK(st.st_size == BLOCK * BLOCKS);
	}
}

static void
do_fstat(long n)
{
	struct stat st;

	while (n-- > 0)
		BENCH_CHECK(fstat(file, &st) == 0);
}

static void
lock_unlock(long n)
{
	struct flock l = { .l_whence = SEEK_SET, .l_len = 10 };

	while (n-- > 0) {
		l.l_type = F_WRLCK;
		BENCH_CHECK(fcntl(file, F_SETLK, &l) == 0);
		l.l_type = F_UNLCK;
		BENCH_CHECK(fcntl(file, F_SETLK, &l) == 0);
	}
}

static void
rewind_file(void)
{
	BENCH_CHECK(lseek(file, 0, SEEK_SET) == 0);
}

static void
do_read(long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (i % BLOCKS == 0)
			rewind_file();
		BENCH_CHECK(read(file, block, BLOCK) == BLOCK);
	}
}

static void
do_write(long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (i % BLOCKS == 0)
			rewind_file();
		BENCH_CHECK(write(file, block, BLOCK) == BLOCK);
	}
}

static void
prepare(void)
{
	file = open(name, O_RDWR | O_CREAT | O_TRUNC, 0666);
	BENCH_CHECK(file >= 0);
}

static void
clean_up(void)
{
	close(file);
	unlink(name);
}
#endif

int
main(void)
{
	prepare();
	memset(block, 'x', sizeof(block));
	do_write(BLOCKS);
	bench("open_close", open_close);
	bench("stat", do_stat);
	bench("fstat", do_fstat);
	bench("fcntl_lock", lock_unlock);
	bench("write_4k", do_write);
	bench("read_4k", do_read);
	clean_up();
	return 0;
}
