/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Private pages of a file that no view can show: memory into which the file
 * was read.
 */
#include "mm/map_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "nt/file.h"
#include "nt/mem.h"

uintptr_t
area_memory_end(const struct map_area *a)
{
	uint64_t end;

	if (a->source == NULL)
		return a->end;
	end = page_ceil(a->source->size);
	if (end <= a->offset)
		return a->start;
	return end - a->offset < a->end - a->start ?
	    a->start + (uintptr_t)(end - a->offset) : a->end;
}

int
area_read(const struct map_area *a)
{
	char *at = (char *)a->start, *end = (char *)area_memory_end(a);
	nt_handle file = a->source->file;
	uint64_t offset = a->offset;
	int64_t was;
	long n = 0;
	int e;

	if (at == end)
		return 0;
	if ((e = nt_get_position(file, &was)) < 0)
		return e;
	for (; at < end; at += n, offset += (uint64_t)n)
		if ((n = nt_read(file, at, (size_t)(end - at),
		    (int64_t)offset)) <= 0)
			break;
	nt_set_position(file, was);
	return n < 0 ? (int)n : 0;
}

/* Reads in what the area has from that offset in the file on. */
static int
read_from(const struct map_area *a, uint64_t offset)
{
	struct map_area part = *a;
	int e;

	if (offset > part.offset) {
		if (offset - part.offset >= part.end - part.start)
			return 0;
		part.start += (uintptr_t)(offset - part.offset);
		part.offset = offset;
	}
	part.prot = PROT_READ | PROT_WRITE;
	if ((e = span_protect(&part)) == 0)
		e = area_read(&part);
	part.prot = a->prot;
	return e < 0 ? e : span_protect(&part);
}

int
source_follow(struct map_object *o)
{
	uint64_t was = page_ceil(o->size);
	int64_t size;
	int e = 0;

	if (nt_get_size(o->file, &size) < 0)
		return 0;
	o->size = (uint64_t)size;
	if (page_ceil(o->size) == was)
		return 0;
	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		if (map_areas[i].source == o)
			e = page_ceil(o->size) > was ?
			    read_from(&map_areas[i], was) :
			    span_protect(&map_areas[i]);
	return e == 0 && page_ceil(o->size) > was;
}

/* Areas of o in the granule that they fill get their contents from source. */
static void
change_areas(struct map_object *o, struct map_object *source, uintptr_t at)
{
	for (size_t i = area_after(at); i < map_n_areas &&
	    map_areas[i].start < at + MM_GRANULE; i++)
		if (map_areas[i].obj == o) {
			map_areas[i].obj = NULL;
			map_areas[i].source = source;
			source->refs++;
			object_unref(o);
		}
}

int
granule_own(uintptr_t at)
{
	uintptr_t end = at + MM_GRANULE;
	struct map_object *o = NULL, *source;
	struct map_saved *saved;
	int e;

	for (size_t i = area_after(at); i < map_n_areas && o == NULL &&
	    map_areas[i].start < end; i++)
		o = map_areas[i].obj;
	if (o == NULL)
		return 0;
	if ((e = areas_cut(at, end)) < 0)
		return e;
	if (!(o->rights & NT_MEM_COPY)) {
		saved = NULL;
		e = span_own(at, end, &saved);
		saved_free(saved);
		return e;
	}
	if ((e = object_source(&source, o->file)) < 0)
		return e;
	source->size = o->size;
	source->refs++;
	o->refs++;
	if ((e = span_save(&saved, at, end)) == 0) {
		change_areas(o, source, at);
		e = span_own(at, end, &saved);
		saved_free(saved);
	}
	object_unref(o);
	object_unref(source);
	return e;
}

int
area_discard(const struct map_area *a)
{
	span_hide(a->start, a->end);
	return a->source != NULL ? read_from(a, 0) : span_protect(a);
}

void
mm_map_follow(nt_handle file)
{
	struct nt_stat st;
	struct map_object *o;

	if (map_n_areas == 0)
		return;
	st.id = 0;
	map_enter();
	for (size_t i = 0; i < map_n_areas; i++) {
		if ((o = map_areas[i].source) == NULL)
			continue;
		if (st.id == 0 && nt_stat(file, &st) < 0)
			break;
		if (o->id.file == st.id)
			source_follow(o);
	}
	map_leave();
}
