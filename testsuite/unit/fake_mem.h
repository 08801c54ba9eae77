/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * nt/mem.h on the host's mmap, for the tests of mm/: strict about what NT is
 * strict about, counting what is alive, and failing when told to.
 */
#ifndef ISTHMUS_UNIT_FAKE_MEM_H
#define ISTHMUS_UNIT_FAKE_MEM_H

#include <sys/mman.h>

#include "unit.h"

#include "nt/file.h"
#include "nt/mem.h"

struct fake_section {
	size_t size;
	int mapped;
};

static int fake_sections, fake_views, fake_fail_after = -1;
static size_t fake_forgotten;
static struct { void *addr; size_t size; } fake_map[4096];

static int
fake_fails(void)
{
	return fake_fail_after >= 0 && fake_fail_after-- == 0;
}

static int
fake_record(void *addr, size_t size)
{
	int i;

	for (i = 0; i < 4096 && fake_map[i].addr != NULL; i++)
		continue;
	CHECK(i < 4096);
	fake_map[i].addr = addr;
	fake_map[i].size = size;
	return 0;
}

static int
fake_forget(void *addr)
{
	int i;

	for (i = 0; i < 4096; i++)
		if (fake_map[i].addr == addr) {
			CHECK_INT(munmap(addr, fake_map[i].size), 0);
			fake_map[i].addr = NULL;
			return 0;
		}
	return -EINVAL;
}

static void *
fake_place(void *addr, size_t size, int prot)
{
	return mmap(addr, size, prot, MAP_PRIVATE | MAP_ANONYMOUS |
	    MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
}

int
nt_mem_reserve(void *addr, size_t size, void **out)
{
	CHECK(((uintptr_t)addr | size) % NT_GRANULE == 0);
	if (fake_fails())
		return -ENOMEM;
	addr = fake_place(addr, size, PROT_NONE);
	if (addr == MAP_FAILED)
		return errno == EEXIST ? -EEXIST : -ENOMEM;
	if (out != NULL)
		*out = addr;
	return fake_record(addr, size);
}

int
nt_mem_commit(void *addr, size_t size, uint32_t prot)
{
	CHECK(((uintptr_t)addr | size) % NT_PAGE == 0);
	if (fake_fails())
		return -ENOMEM;
	return mprotect(addr, size, prot & NT_MEM_GUARD ? PROT_NONE :
	    PROT_READ | PROT_WRITE) == 0 ? 0 : -errno;
}

int
nt_mem_decommit(void *addr, size_t size)
{
	CHECK(((uintptr_t)addr | size) % NT_PAGE == 0);
	if (fake_fails())
		return -ENOMEM;
	return madvise(addr, size, MADV_DONTNEED) == 0 &&
	    mprotect(addr, size, PROT_NONE) == 0 ? 0 : -errno;
}

int
nt_mem_protect(void *addr, size_t size, uint32_t prot)
{
	if (fake_fails())
		return -ENOMEM;
	return mprotect(addr, size, prot & NT_MEM_GUARD ? PROT_NONE :
	    PROT_READ | PROT_WRITE) == 0 ? 0 : -errno;
}

int
nt_mem_forget(void *addr, size_t size)
{
	CHECK(((uintptr_t)addr | size) % NT_PAGE == 0);
	fake_forgotten += size;
	return madvise(addr, size, MADV_DONTNEED) == 0 ? 0 : -errno;
}

/* As NT: the page of the address and those above it that are alike. */
int
nt_mem_info(const void *addr, struct nt_mem_info *info)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long from, to;
	char line[256], prot[8];
	int found = 0;

	while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
		if (sscanf(line, "%lx-%lx %7s", &from, &to, prot) == 3 &&
		    (uintptr_t)addr >= from && (uintptr_t)addr < to) {
			info->base = (void *)((uintptr_t)addr &
			    ~(uintptr_t)(NT_PAGE - 1));
			info->size = to - (uintptr_t)info->base;
			info->state = prot[1] == 'w' ? NT_MEM_COMMITTED :
			    NT_MEM_RESERVED;
			info->prot = prot[1] == 'w' ?
			    NT_MEM_READ | NT_MEM_WRITE : NT_MEM_NONE;
			found = 1;
		}
	if (maps != NULL)
		fclose(maps);
	return found ? 0 : -EINVAL;
}

int
nt_mem_release(void *addr)
{
	return fake_forget(addr);
}

int
nt_section_create(nt_handle *out, uint64_t size, int commit)
{
	struct fake_section *s;

	CHECK(size > 0 && size % NT_GRANULE == 0 && commit);
	if (fake_fails())
		return -ENOMEM;
	s = calloc(1, sizeof *s);
	s->size = size;
	*out = s;
	fake_sections++;
	return 0;
}

int
nt_section_map(nt_handle h, void **addr, size_t size, uint64_t offset,
    uint32_t prot)
{
	struct fake_section *s = h;

	CHECK((uintptr_t)*addr % NT_GRANULE == 0);
	CHECK(offset + size <= s->size);
	if (fake_fails())
		return -ENOMEM;
	*addr = fake_place(*addr, size, PROT_READ | PROT_WRITE);
	if (*addr == MAP_FAILED)
		return errno == EEXIST ? -EEXIST : -ENOMEM;
	s->mapped = 1;
	fake_views++;
	return fake_record(*addr, size);
}

int
nt_section_unmap(void *addr)
{
	fake_views--;
	return fake_forget(addr);
}

void
nt_close(nt_handle h)
{
	free(h);
	fake_sections--;
}

#endif
