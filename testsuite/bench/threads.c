/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads: creating and joining one against CreateThread and waiting for it,
 * malloc in several at once against HeapAlloc, a thread-local variable
 * against TlsGetValue.
 */
#include "bench.h"

#include <stdint.h>

#ifdef BENCH_RAW
#define THREAD		HANDLE
#define RESULT		DWORD WINAPI
#define BEGIN(t, fn, arg) \
	BENCH_CHECK(((t) = CreateThread(NULL, 0, (fn), (arg), 0, NULL)) != NULL)
#define JOIN(t) do {							\
	WaitForSingleObject((t), INFINITE);				\
	CloseHandle(t);							\
} while (0)
#define ALLOC(n)	HeapAlloc(GetProcessHeap(), 0, (n))
#define FREE(p)		HeapFree(GetProcessHeap(), 0, (p))
#else
#include <pthread.h>
#define THREAD		pthread_t
#define RESULT		void *
#define BEGIN(t, fn, arg) \
	BENCH_CHECK(pthread_create(&(t), NULL, (fn), (arg)) == 0)
#define JOIN(t)		pthread_join((t), NULL)
#define ALLOC(n)	malloc(n)
#define FREE(p)		free(p)
#endif

static RESULT
nothing(void *arg)
{
	(void)arg;
	return 0;
}

static void
create_join(long n)
{
	THREAD t;

	while (n-- > 0) {
		BEGIN(t, nothing, NULL);
		JOIN(t);
	}
}

#define SLOTS	256
#define THREADS	8

static long each;

/* Each thread replaces its own blocks, of 1 to 512 bytes. */
static RESULT
allocate(void *arg)
{
	unsigned char *slot[SLOTS] = { NULL };
	unsigned x = (unsigned)(uintptr_t)arg * 2654435761u + 1;
	unsigned i;

	for (long n = each; n > 0; n--) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		i = x % SLOTS;
		if (slot[i] != NULL)
			FREE(slot[i]);
		slot[i] = ALLOC((x >> 8) % 512 + 1);
		BENCH_CHECK(slot[i] != NULL);
		slot[i][0] = 1;
	}
	for (i = 0; i < SLOTS; i++)
		if (slot[i] != NULL)
			FREE(slot[i]);
	return 0;
}

/* n times 400000 operations, shared out among the threads. */
static void
allocate_in(int threads, long n)
{
	THREAD t[THREADS];
	int i;

	each = n * 400000 / threads;
	for (i = 0; i < threads; i++)
		BEGIN(t[i], allocate, (void *)(uintptr_t)(i + 1));
	for (i = 0; i < threads; i++)
		JOIN(t[i]);
}

static void
allocate_in_2(long n)
{
	allocate_in(2, n);
}

static void
allocate_in_8(long n)
{
	allocate_in(8, n);
}

/* One access from a function of its own, so that its address is looked up. */
#ifdef BENCH_RAW
static DWORD key;

static void __attribute__((noinline))
touch(void)
{
	*(volatile long *)TlsGetValue(key) += 1;
}
#else
static __thread long variable;

static void __attribute__((noinline))
touch(void)
{
	*(volatile long *)&variable += 1;
}
#endif

static void
local(long n)
{
	while (n-- > 0) {
		touch();
		__asm__ volatile("" : : : "memory");
	}
}

int
main(void)
{
#ifdef BENCH_RAW
	static long variable;

	key = TlsAlloc();
	TlsSetValue(key, &variable);
#endif
	bench("thread_create_join", create_join);
	bench("malloc_threads_2", allocate_in_2);
	bench("malloc_threads_8", allocate_in_8);
	bench("thread_local", local);
	return 0;
}
