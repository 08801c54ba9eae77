/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What files of /proc say about the system, in the form Linux gives them
 * (proc(5)).
 */
#include "file/proc.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "file/block.h"
#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/process.h"

#define TICK		(NT_PER_SECOND / 1000)
#define KIB		1024

void
text_add(struct proc_text *t, const char *data, size_t n)
{
	size_t room = t->room == 0 ? 1024 : t->room;
	char *more;

	while (room < t->used + n)
		room *= 2;
	if (room > t->room && !t->failed) {
		if ((more = realloc(t->data, room)) == NULL)
			t->failed = 1;
		else {
			t->data = more;
			t->room = room;
		}
	}
	if (t->failed)
		return;
	memcpy(t->data + t->used, data, n);
	t->used += n;
}

void
text_printf(struct proc_text *t, const char *format, ...)
{
	char line[1024];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	text_add(t, line, (size_t)n < sizeof line ? (size_t)n :
	    sizeof line - 1);
}

int
proc_look_up(pid_t pid, struct proc_subject *out)
{
	struct proc_entry *self = proc_self(), *p;

	if (self == NULL)
		return -ENOENT;
	memset(&out->task, 0, sizeof out->task);
	proc_lock();
	p = proc_find(pid);
	if (p != NULL)
		out->entry = *p;
	proc_unlock();
	out->self = pid == self->pid;
	return p != NULL && p->state != PROC_NEW ? 0 : -ENOENT;
}

/* --- of the system --- */

static int
write_meminfo(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_machine m;
	int e = nt_machine(&m);

	if (e < 0)
		return e;
	text_printf(t, "MemTotal:       %8llu kB\nMemFree:        %8llu kB\n"
	    "MemAvailable:   %8llu kB\n",
	    (unsigned long long)(m.memory / KIB),
	    (unsigned long long)(m.memory_free / KIB),
	    (unsigned long long)(m.memory_free / KIB));
	text_printf(t, "Buffers:               0 kB\nCached:                0 "
	    "kB\nSwapTotal:      %8llu kB\nSwapFree:       %8llu kB\n",
	    (unsigned long long)(m.swap / KIB),
	    (unsigned long long)(m.swap_free / KIB));
	return 0;
}

static int
write_cpuinfo(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_machine m;
	uint32_t regs[4];
	char brand[49];
	int e = nt_machine(&m);

	if (e < 0)
		return e;
	for (uint32_t i = 0; i < 3; i++) {
		__asm__("cpuid" : "=a"(regs[0]), "=b"(regs[1]),
		    "=c"(regs[2]), "=d"(regs[3]) : "a"(0x80000002u + i));
		memcpy(brand + 16 * i, regs, 16);
	}
	brand[48] = '\0';
	for (uint32_t i = 0; i < m.processors; i++)
		text_printf(t, "processor\t: %u\nmodel name\t: %s\n"
		    "address sizes\t: 48 bits virtual\n\n", i, brand);
	return 0;
}

#define PROCESSORS	256

/* The sum of all, and if list is not NULL each; none where it is not told. */
static int
processor_times(struct nt_processor *sum, struct nt_processor *list)
{
	struct nt_processor all[PROCESSORS];
	int n = nt_processors(list != NULL ? list : all, PROCESSORS);

	memset(sum, 0, sizeof *sum);
	for (int i = 0; i < n; i++) {
		const struct nt_processor *p = list != NULL ? &list[i] :
		    &all[i];

		sum->user += p->user;
		sum->system += p->system;
		sum->idle += p->idle;
	}
	return n > 0 ? n : 0;
}

static int
write_uptime(struct proc_text *t, const struct proc_subject *s)
{
	int64_t up = nt_clock_monotonic() / (NT_PER_SECOND / 100), idle;
	struct nt_processor sum;

	processor_times(&sum, NULL);
	idle = (int64_t)(sum.idle / (NT_PER_SECOND / 100));
	text_printf(t, "%lld.%02lld %lld.%02lld\n", (long long)(up / 100),
	    (long long)(up % 100), (long long)(idle / 100),
	    (long long)(idle % 100));
	return 0;
}

struct count {
	int running, all;
	pid_t last;
};

static int
count_one(struct proc_entry *p, void *arg)
{
	struct count *c = arg;

	c->all++;
	c->running += p->state == PROC_RUNNING;
	if (p->pid > c->last)
		c->last = p->pid;
	return 0;
}

static int
write_loadavg(struct proc_text *t, const struct proc_subject *s)
{
	struct count c = { 0 };
	uint32_t load[3] = { 0 };

	if (proc_load(load) == 0) {
		proc_lock();
		proc_each(count_one, &c);
		proc_unlock();
	}
	for (int i = 0; i < 3; i++)
		text_printf(t, "%u.%02u ", load[i] >> 16,
		    (load[i] & 0xffff) * 100 >> 16);
	text_printf(t, "%d/%d %d\n", c.running, c.all, c.last);
	return 0;
}

int
proc_write_mounts(struct proc_text *t, const struct proc_subject *s)
{
	size_t size = path_mounts_text(NULL, 0) + 1024;
	char *text = mm_alloc(size);

	if (text == NULL)
		return -ENOMEM;
	path_mounts_text(text, size);
	text_add(t, text, strlen(text));
	text_printf(t, "proc /proc proc rw 0 0\n");
	mm_free(text);
	return 0;
}

/* One line of the table of mounts, which is cut up. */
static void
add_mountinfo(struct proc_text *t, char *line, int number)
{
	char *field[4], *rest = line;
	const char *rw;

	for (int i = 0; i < 4; i++)
		if ((field[i] = strsep(&rest, " ")) == NULL)
			return;
	rw = strstr(field[3], ",ro") != NULL ? "ro" : "rw";
	text_printf(t, "%d %d 0:%d / %s %s,%s - %s %s %s\n", number,
	    number == 1 ? 0 : 1, number, field[1], rw, field[3], field[2],
	    field[0], rw);
}

int
proc_write_mountinfo(struct proc_text *t, const struct proc_subject *s)
{
	struct proc_text mounts = { 0 };
	char *line, *rest;
	int n = 0, e = proc_write_mounts(&mounts, s);

	text_add(&mounts, "", 1);
	if (e == 0 && !mounts.failed)
		for (rest = mounts.data; (line = strsep(&rest, "\n")) != NULL;)
			if (line[0] != '\0' && line[0] != '#')
				add_mountinfo(t, line, ++n);
	t->failed |= mounts.failed;
	free(mounts.data);
	return e;
}

static int
write_partitions(struct proc_text *t, const struct proc_subject *s)
{
	char name[16], path[24];
	struct stat st;
	uint64_t size;

	text_printf(t, "major minor  #blocks  name\n\n");
	for (unsigned i = 0, n; n = i, path_blocks(&n, name); i++) {
		snprintf(path, sizeof path, "/dev/%s", name);
		if (block_look(path, &st, &size) == 0)
			text_printf(t, "%4u %8u %10llu %s\n",
			    major(st.st_rdev), minor(st.st_rdev),
			    (unsigned long long)(size / KIB), name);
	}
	return 0;
}

static int
write_version(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_version v;

	if (nt_version(&v) < 0)
		return -EIO;
	text_printf(t, "Isthmus (Windows %u.%u.%u)\n", v.major, v.minor,
	    v.build);
	return 0;
}

static int
write_filesystems(struct proc_text *t, const struct proc_subject *s)
{
	text_printf(t, "nodev\tproc\n\tntfs\n");
	return 0;
}

static void
add_times(struct proc_text *t, const char *name, const struct nt_processor *p)
{
	text_printf(t, "%s %llu 0 %llu %llu 0 0 0 0 0 0\n", name,
	    (unsigned long long)(p->user / TICK),
	    (unsigned long long)(p->system / TICK),
	    (unsigned long long)(p->idle / TICK));
}

static int
write_system_stat(struct proc_text *t, const struct proc_subject *s)
{
	int64_t boot = (nt_clock_system() - NT_EPOCH_DELTA -
	    nt_clock_monotonic()) / NT_PER_SECOND;
	struct nt_processor list[PROCESSORS], sum;
	struct count c = { 0 };
	int n = processor_times(&sum, list);

	if (proc_self() != NULL) {
		proc_lock();
		proc_each(count_one, &c);
		proc_unlock();
	}
	add_times(t, "cpu ", &sum);
	for (int i = 0; i < n; i++) {
		char name[16];

		snprintf(name, sizeof name, "cpu%d", i);
		add_times(t, name, &list[i]);
	}
	text_printf(t, "intr 0\nctxt 0\nbtime %lld\nprocesses %d\n"
	    "procs_running %d\nprocs_blocked 0\n", (long long)boot, c.last,
	    c.running);
	return 0;
}

/* What vmstat asks for; Windows counts other things. */
static int
write_vmstat(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_machine m;
	int e = nt_machine(&m);

	if (e < 0)
		return e;
	text_printf(t, "nr_free_pages %llu\npgpgin 0\npgpgout 0\npswpin 0\n"
	    "pswpout 0\npgfault 0\npgmajfault 0\n",
	    (unsigned long long)(m.memory_free / MM_PAGE));
	return 0;
}

const struct proc_file proc_files[] = {
	{ "cpuinfo", write_cpuinfo },
	{ "filesystems", write_filesystems },
	{ "loadavg", write_loadavg },
	{ "meminfo", write_meminfo },
	{ "mounts", proc_write_mounts },
	{ "partitions", write_partitions },
	{ "stat", write_system_stat },
	{ "uptime", write_uptime },
	{ "version", write_version },
	{ "vmstat", write_vmstat },
	{ NULL, NULL }
};
