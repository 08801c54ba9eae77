/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pipes within one process, so that nothing waits and only the transfers
 * count: blocks of 64 KiB and single bytes through a pipe, a pipe made and
 * closed.  pipe_ready asks whether there is something to read.
 */
#include "bench.h"

#define BLOCK	65536

static char block[BLOCK];

#ifdef BENCH_RAW
static HANDLE end[2];

static void
make(HANDLE e[2])
{
	BENCH_CHECK(CreatePipe(&e[0], &e[1], NULL, 2 * BLOCK));
}

static void
transfer(DWORD size)
{
	DWORD n;

	BENCH_CHECK(WriteFile(end[1], block, size, &n, NULL) && n == size);
	BENCH_CHECK(ReadFile(end[0], block, size, &n, NULL) && n == size);
}

static void
make_and_close(long n)
{
	HANDLE e[2];

	while (n-- > 0) {
		make(e);
		CloseHandle(e[0]);
		CloseHandle(e[1]);
	}
}

static void
ready(long n)
{
	DWORD there;

	while (n-- > 0)
		BENCH_CHECK(PeekNamedPipe(end[0], NULL, 0, NULL, &there,
		    NULL) && there == 1);
}
#else
#include <poll.h>
#include <unistd.h>

static int end[2];

static void
make(int e[2])
{
	BENCH_CHECK(pipe(e) == 0);
}

static void
transfer(size_t size)
{
	BENCH_CHECK(write(end[1], block, size) == (ssize_t)size);
	BENCH_CHECK(read(end[0], block, size) == (ssize_t)size);
}

static void
make_and_close(long n)
{
	int e[2];

	while (n-- > 0) {
		make(e);
		close(e[0]);
		close(e[1]);
	}
}

static void
ready(long n)
{
	struct pollfd p = { end[0], POLLIN, 0 };

	while (n-- > 0)
		BENCH_CHECK(poll(&p, 1, 0) == 1);
}
#endif

static void
blocks(long n)
{
	while (n-- > 0)
		transfer(BLOCK);
}

static void
bytes(long n)
{
	while (n-- > 0)
		transfer(1);
}

int
main(void)
{
	make(end);
	bench("pipe_64k", blocks);
	bench("pipe_byte", bytes);
	bench("pipe_open_close", make_and_close);
#ifdef BENCH_RAW
	DWORD n;
	BENCH_CHECK(WriteFile(end[1], block, 1, &n, NULL));
#else
	BENCH_CHECK(write(end[1], block, 1) == 1);
#endif
	bench("pipe_ready", ready);
	return 0;
}
