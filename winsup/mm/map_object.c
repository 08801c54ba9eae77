/* SPDX-License-Identifier: BSD-2-Clause */
#include "mm/map_impl.h"

#include <errno.h>

#include "lib/fault.h"
#include "nt/file.h"
#include "nt/mem.h"

void (*mm_map_hook)(uint64_t file);

/*
 * The section has the size that the file had when it was made, and the file
 * cannot get shorter from then on: but it may have, since it was asked.  Wine
 * knows of a handle what it has been asked for once, but not of a new one.
 */
static int
make_section(struct map_object *o, nt_handle file)
{
	int64_t size, now;
	int e;

	o->section = NULL;
	if ((e = nt_get_size(file, &size)) < 0)
		return e;
	for (;;) {
		o->size = (uint64_t)size;
		if (size == 0)
			return 0;	/* NT has no sections of no size */
		e = nt_section_create_file(&o->section, o->file, o->rights);
		if (nt_get_size(file, &now) < 0 || now == size)
			return e;
		if (e == 0)
			nt_close(o->section);
		o->section = NULL;
		size = now;
	}
}

/* -EACCES: the file was not opened for that. */
int
object_file(struct map_object **out, nt_handle file, uint32_t rights)
{
	struct map_object *o = mm_zalloc(sizeof *o);
	struct nt_stat st;
	int e;

	if (o == NULL || (e = fault("mm.map")) < 0) {
		mm_free(o);
		return -ENOMEM;
	}
	o->rights = rights;
	if ((e = nt_dup(file, &o->file, 0)) < 0) {
		mm_free(o);
		return e;
	}
	if ((e = nt_stat(file, &st)) == 0) {
		if (mm_map_hook != NULL)
			mm_map_hook(st.id);
		e = make_section(o, file);
	}
	o->id.file = st.id;
	if (e < 0) {
		nt_close(o->file);
		mm_free(o);
		return e;
	}
	*out = o;
	return 0;
}

int
object_memory(struct map_object **out, size_t size)
{
	struct map_object *o = mm_zalloc(sizeof *o);
	int e;

	if (o == NULL)
		return -ENOMEM;
	o->rights = NT_MEM_READ | NT_MEM_WRITE | NT_MEM_EXEC;
	o->size = granule_ceil(size);
	if ((e = fault("mm.map")) < 0 ||
	    (e = nt_section_create(&o->section, o->size, 1)) < 0) {
		mm_free(o);
		return -ENOMEM;
	}
	*out = o;
	return 0;
}

/* Its size is that up to which it has been read. */
int
object_source(struct map_object **out, nt_handle file)
{
	struct map_object *o = mm_zalloc(sizeof *o);
	struct nt_stat st;
	int e;

	if (o == NULL)
		return -ENOMEM;
	if ((e = nt_stat(file, &st)) < 0 ||
	    (e = nt_dup(file, &o->file, 0)) < 0) {
		mm_free(o);
		return e;
	}
	o->size = st.size;
	o->id.file = st.id;
	*out = o;
	return 0;
}

int
object_reopen(struct map_object *o)
{
	nt_close(o->section);
	return make_section(o, o->file);
}

/*
 * Asked for only where it matters: Wine's answer takes calls to another
 * process.  It has none for a file that was renamed while it was open: then 0.
 */
static uint32_t
volume_of(struct map_object *o)
{
	if (!o->knows_volume && nt_volume_serial(o->file, &o->id.volume) < 0)
		o->id.volume = 0;
	o->knows_volume = 1;
	return o->id.volume;
}

int
object_is_file(struct map_object *o, const struct mm_file_id *id)
{
	return o != NULL && o->file != NULL && o->id.file == id->file &&
	    (id->volume == 0 || volume_of(o) == 0 ||
	    volume_of(o) == id->volume);
}

void
object_unref(struct map_object *o)
{
	if (o == NULL || --o->refs > 0)
		return;
	nt_close(o->section);
	nt_close(o->file);
	mm_free(o);
}
