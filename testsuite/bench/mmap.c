/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file is mapped, read from end to end and unmapped.  BENCH_MMAP_MIB in the
 * environment sets its size, 1024 by default.
 */
#include "bench.h"

#ifndef BENCH_RAW
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

#define NAME	"mmap.dat"

static size_t size;
static volatile unsigned long long sum;

static void
scan(const unsigned long long *p)
{
	unsigned long long s = 0;

	for (size_t i = 0; i < size / sizeof(*p); i++)
		s += p[i];
	sum = s;
}

#ifdef BENCH_RAW
static void
map_scan(long n)
{
	HANDLE f, m;
	void *p;

	while (n-- > 0) {
		f = CreateFileA(NAME, GENERIC_READ, 7, NULL, OPEN_EXISTING,
		    0, NULL);
		BENCH_CHECK(f != INVALID_HANDLE_VALUE);
		m = CreateFileMappingA(f, NULL, PAGE_READONLY, 0, 0, NULL);
		BENCH_CHECK(m != NULL);
		p = MapViewOfFile(m, FILE_MAP_READ, 0, 0, 0);
		BENCH_CHECK(p != NULL);
		CloseHandle(m);
		CloseHandle(f);
		scan(p);
		BENCH_CHECK(UnmapViewOfFile(p));
	}
}
#else
static void
map_scan(long n)
{
	void *p;
	int fd;

	while (n-- > 0) {
		BENCH_CHECK((fd = open(NAME, O_RDONLY)) >= 0);
		p = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
		BENCH_CHECK(p != MAP_FAILED);
		close(fd);
		scan(p);
		BENCH_CHECK(munmap(p, size) == 0);
	}
}
#endif

int
main(void)
{
	const char *mib = getenv("BENCH_MMAP_MIB");
	static char block[1 << 16];
	FILE *f = fopen(NAME, "wb");

	BENCH_CHECK(f != NULL);
	size = (size_t)(mib != NULL ? atoi(mib) : 1024) << 20;
	memset(block, 1, sizeof(block));
	for (size_t at = 0; at < size; at += sizeof(block))
		BENCH_CHECK(fwrite(block, sizeof(block), 1, f) == 1);
	BENCH_CHECK(fclose(f) == 0);
	bench("mmap_scan", map_scan);
	remove(NAME);
	return 0;
}
