/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* Hundreds of threads, one after the other, leave no memory behind. */
#include <windows.h>
#include <psapi.h>

#include "test.h"

static __thread char big[100000];

static DWORD WINAPI
run(void *arg)
{
	memset(big, 1, sizeof big);
	for (int i = 0; i < 100; i++)
		free(malloc((size_t)i * 100));
	errno = 3;
	return (0);
}

static size_t
resident(void)
{
	PROCESS_MEMORY_COUNTERS m;
	CHECK(K32GetProcessMemoryInfo(GetCurrentProcess(), &m, sizeof m));
	return (m.WorkingSetSize);
}

static void
many(int n)
{
	for (int i = 0; i < n; i++) {
		HANDLE h = CreateThread(NULL, 0, run, NULL, 0, NULL);
		CHECK(h != NULL);
		CHECK_INT(WaitForSingleObject(h, 50000), 0);
		CloseHandle(h);
	}
}

int
main(void)
{
	many(50);
	size_t before = resident();
	CHECK(before > 0);
	many(400);
	CHECK(resident() < before + (8 << 20));
	return (0);
}
