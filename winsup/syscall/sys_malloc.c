/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * malloc and its family: mimalloc, compiled into this file so that the short
 * paths are inlined into the exported names.
 *
 * newlib inside the DLL calls these same functions directly: a program that
 * defines a malloc of its own replaces it for itself, not for the DLL, and
 * what the DLL returned for the program to free (getline, strdup, asprintf,
 * realpath ...) is then to be freed with the DLL's free.
 */
#include "mm/mimalloc_host.h"

#pragma GCC diagnostic ignored "-Wattributes"	/* hidden: not for PE */
#include "isthmus.c"				/* mimalloc's whole source */

#include "syscall/stub.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

/* POSIX.1-2024 aligned_alloc, posix_memalign: also a multiple of a pointer. */
static int
align_is_bad(size_t align)
{
	return align == 0 || (align & (align - 1)) != 0;
}

static void *
checked(void *p, int error)
{
	return __builtin_expect(p != NULL, 1) ? p : sys_ret_ptr(-error, NULL);
}

/*
 * mimalloc aligns objects of 8 bytes and less to 8; here all are aligned for
 * max_align_t, of which programs keep a tag bit or more.
 */
static size_t
at_least(size_t size)
{
	return size < 16 ? 16 : size;
}

/* ENOMEM */
void *
malloc(size_t size)
{
	return checked(mi_malloc(at_least(size)), ENOMEM);
}

/* ENOMEM, also where the product overflows */
void *
calloc(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return sys_ret_ptr(-ENOMEM, NULL);
	return checked(mi_zalloc(at_least(bytes)), ENOMEM);
}

/* ENOMEM; the old object is then as it was.  Size 0 gives a new object. */
void *
realloc(void *old, size_t size)
{
	return checked(mi_realloc(old, at_least(size)), ENOMEM);
}

/* Leaves errno as it was (POSIX.1-2024 free). */
void
free(void *p)
{
	mi_free(p);
}

/* ENOMEM, also where the product overflows */
void *
reallocarray(void *old, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return sys_ret_ptr(-ENOMEM, NULL);
	return realloc(old, bytes);
}

/* Returns EINVAL: align is no power of two, or too small; ENOMEM. */
int
posix_memalign(void **out, size_t align, size_t size)
{
	void *p;

	if (align_is_bad(align) || align < sizeof(void *))
		return EINVAL;
	if ((p = mi_malloc_aligned(size, align)) == NULL)
		return ENOMEM;
	*out = p;
	return 0;
}

/* EINVAL: align is no power of two; ENOMEM */
void *
aligned_alloc(size_t align, size_t size)
{
	if (align_is_bad(align))
		return sys_ret_ptr(-EINVAL, NULL);
	return checked(mi_malloc_aligned(size, align), ENOMEM);
}

void *
memalign(size_t align, size_t size)
{
	return aligned_alloc(align, size);
}

void *
valloc(size_t size)
{
	return aligned_alloc(MM_PAGE, size);
}

void *
pvalloc(size_t size)
{
	if (size > SIZE_MAX - MM_PAGE)
		return sys_ret_ptr(-ENOMEM, NULL);
	return aligned_alloc(MM_PAGE, (size + MM_PAGE - 1) & ~(MM_PAGE - 1));
}

/* As in glibc: 1 if memory went back to the system; nothing is kept. */
int
malloc_trim(size_t pad)
{
	size_t before = mm_arena_returned();

	mi_collect(true);
	return mm_arena_returned() != before;
}

static bool
count_area(const mi_heap_t *heap, const mi_heap_area_t *a, void *block,
    size_t size, void *arg)
{
	struct mallinfo *info = arg;

	info->arena += a->committed;
	info->ordblks += a->committed / a->full_block_size - a->used;
	info->uordblks += a->used * a->block_size;
	return true;
}

/* SVID: of the memory that the calling thread allocated. */
struct mallinfo
mallinfo(void)
{
	struct mallinfo info = { 0 };

	mi_heap_visit_blocks(mi_heap_get_default(), false, count_area, &info);
	info.fordblks = info.arena - info.uordblks;
	return info;
}

/* glibc: the same as text, on standard error. */
void
malloc_stats(void)
{
	struct mallinfo info = mallinfo();

	dprintf(STDERR_FILENO, "system bytes     = %10zu\n"
	    "in use bytes     = %10zu\n", info.arena, info.uordblks);
}

/*
 * SVID: always 1, as in glibc.  These are hints for an allocator of another
 * kind; that free memory be kept is one for this, too.
 */
int
mallopt(int what, int value)
{
	static const long usual = 10;		/* mimalloc's, in ms */

	if (what == M_TRIM_THRESHOLD)
		mi_option_set(mi_option_purge_delay,
		    value == -1 ? -1 : usual);
	return 1;
}

size_t
malloc_usable_size(void *p)
{
	return mi_usable_size(p);
}
