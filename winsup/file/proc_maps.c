/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc/PID/maps and smaps: what a process has in its memory.
 */
#include "file/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/peer.h"

#define KIB		1024

/* What is mapped somewhere: its file's path ("": none), what stat() says. */
struct mapped_file {
	void *start;			/* the last one asked for */
	char path[PATH_MAX];
	struct stat st;
};

struct maps {
	struct proc_text *text;
	size_t start;			/* of what is written here */
	int sizes;			/* smaps: what is resident, too */
	struct mapped_file file;
};

static void
ask_file(struct mapped_file *f, nt_handle process, void *start)
{
	uint16_t nt[PATH_MAX];
	struct path *p;
	long units;

	f->start = start;
	f->path[0] = '\0';
	memset(&f->st, 0, sizeof f->st);
	units = nt_peer_file(process, start, nt, PATH_MAX);
	if (units < 0 ||
	    path_from_nt(f->path, sizeof f->path, nt, (size_t)units) < 0 ||
	    (p = mm_alloc(sizeof *p)) == NULL) {
		f->path[0] = '\0';
		return;
	}
	if (path_resolve_outer(p, f->path) == 0)
		file_stat(p, &f->st);
	mm_free(p);
}

static void
add_run(struct maps *maps, const struct nt_mem_info *m)
{
	const struct mapped_file *f = &maps->file;
	int named = m->kind != NT_MEM_PRIVATE && f->path[0] != '\0';
	size_t offset = (size_t)((char *)m->base - (char *)m->allocation);

	text_printf(maps->text, "%012llx-%012llx %c%c%c%c %08llx %02x:%02x "
	    "%llu", (unsigned long long)(uintptr_t)m->base,
	    (unsigned long long)((uintptr_t)m->base + m->size),
	    m->prot & NT_MEM_READ ? 'r' : '-',
	    m->prot & NT_MEM_WRITE ? 'w' : '-',
	    m->prot & NT_MEM_EXEC ? 'x' : '-',
	    m->kind == NT_MEM_MAPPED && !(m->prot & NT_MEM_COPY) ? 's' : 'p',
	    (unsigned long long)(named ? offset : 0),
	    named ? (unsigned)(f->st.st_dev >> 16 & 0xffff) : 0,
	    named ? (unsigned)(f->st.st_dev & 0xffff) : 0,
	    named ? (unsigned long long)f->st.st_ino : 0);
	if (named) {
		text_add(maps->text, "\t\t", 2);
		text_add(maps->text, f->path, strlen(f->path));
	}
	text_add(maps->text, "\n", 1);
}

static unsigned long long
kib(size_t pages)
{
	return pages * MM_PAGE / KIB;
}

/*
 * Nothing tells which pages differ from what is on the disk: private ones that
 * can be written to are called dirty.  Wine tells of no other process' pages.
 */
static void
add_sizes(struct proc_text *t, nt_handle process, const struct nt_mem_info *m)
{
	struct nt_residents n = { 0 };
	int writable = (m->prot & NT_MEM_WRITE) != 0;
	size_t all;

	if (nt_peer_residents(process, m->base, m->size / MM_PAGE, &n) < 0)
		memset(&n, 0, sizeof n);
	all = n.own + n.shared;
	text_printf(t, "Size:           %8llu kB\n"
	    "KernelPageSize: %8u kB\nMMUPageSize:    %8u kB\n"
	    "Rss:            %8llu kB\nPss:            %8llu kB\n",
	    kib(m->size / MM_PAGE), (unsigned)(MM_PAGE / KIB),
	    (unsigned)(MM_PAGE / KIB), kib(all),
	    kib(n.own) + n.portions / KIB);
	text_printf(t, "Shared_Clean:   %8llu kB\n"
	    "Shared_Dirty:   %8u kB\nPrivate_Clean:  %8llu kB\n"
	    "Private_Dirty:  %8llu kB\n", kib(n.shared), 0u,
	    kib(writable ? 0 : n.own), kib(writable ? n.own : 0));
	text_printf(t, "Referenced:     %8llu kB\n"
	    "Anonymous:      %8llu kB\nSwap:           %8u kB\n"
	    "Locked:         %8llu kB\n", kib(all),
	    kib(m->kind == NT_MEM_PRIVATE ? all : 0), 0u, kib(n.locked));
	/* Access can be given back: readers of it want one flag at least. */
	text_printf(t, "VmFlags: %s%s%smr \n", m->prot & NT_MEM_READ ? "rd " :
	    "", writable ? "wr " : "", m->prot & NT_MEM_EXEC ? "ex " : "");
}

/* The offset of a file's part is the one in memory, from the view's start. */
static int
look_at_maps(const struct proc_peek *k, void *arg)
{
	nt_handle process = k != NULL ? k->process : NULL;
	struct maps *maps = arg;
	struct nt_mem_info m;
	const char *at = NULL;

	maps->text->used = maps->start;
	maps->file.start = NULL;
	for (; nt_peer_memory(process, at, &m) == 0;
	    at = (char *)m.base + m.size) {
		if ((char *)m.base + m.size <= at)
			break;
		if (m.state != NT_MEM_COMMITTED)
			continue;
		if (m.kind != NT_MEM_PRIVATE &&
		    m.allocation != maps->file.start)
			ask_file(&maps->file, process, m.allocation);
		add_run(maps, &m);
		if (maps->sizes)
			add_sizes(maps->text, process, &m);
	}
	return 0;
}

static int
write_runs(struct proc_text *t, const struct proc_subject *s, int sizes)
{
	struct maps *maps = mm_zalloc(sizeof *maps);
	int e;

	if (maps == NULL)
		return -ENOMEM;
	maps->text = t;
	maps->start = t->used;
	maps->sizes = sizes;
	e = s->self ? look_at_maps(NULL, maps) :
	    proc_peek(s->entry.pid, look_at_maps, maps);
	mm_free(maps);
	return e;
}

int
proc_write_maps(struct proc_text *t, const struct proc_subject *s)
{
	return write_runs(t, s, 0);
}

int
proc_write_smaps(struct proc_text *t, const struct proc_subject *s)
{
	return write_runs(t, s, 1);
}
