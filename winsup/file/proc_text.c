/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What files of /proc say, in the form Linux gives them (proc(5)).  Times are
 * in ticks of sysconf(_SC_CLK_TCK); what is not known is 0.
 */
#include "file/proc.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fd/room.h"
#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/image.h"
#include "nt/mem.h"
#include "nt/process.h"

#define TICK		(NT_PER_SECOND / 1000)
#define KIB		1024

char *(*file_split_hook)(const char *line, size_t *bytes);

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
	proc_lock();
	p = proc_find(pid);
	if (p != NULL)
		out->entry = *p;
	proc_unlock();
	out->self = pid == self->pid;
	return p != NULL && p->state != PROC_NEW ? 0 : -ENOENT;
}

/* A child in place has no process of Windows' own: it is in this one. */
static uint32_t
winpid_of(const struct proc_subject *s)
{
	return s->self ? nt_process_id() : s->entry.winpid;
}

static char
state_letter(const struct proc_subject *s)
{
	switch (s->entry.state) {
	case PROC_DEAD:
		return 'Z';
	case PROC_STOPPED:
		return 'T';
	}
	return s->self ? 'R' : 'S';
}

static void
facts_of(const struct proc_subject *s, struct nt_process_facts *f)
{
	memset(f, 0, sizeof *f);
	if (s->entry.state == PROC_DEAD || nt_process_facts(winpid_of(s),
	    f) < 0) {
		f->user = s->entry.user_time;
		f->system = s->entry.system_time;
	}
}

long
proc_program(const struct proc_subject *s, char *dst, size_t size)
{
	char win32[2 * PATH_MAX];
	long r = nt_process_text(winpid_of(s), 1, win32, sizeof win32);

	if (r < 0)
		return r == -ESRCH ? -ENOENT : -EACCES;
	return path_from_win32(dst, size, win32);
}

/* Its name: as it was exec'd, or of the file it runs. */
static void
name_of(const struct proc_subject *s, char name[64])
{
	char path[PATH_MAX];
	const char *base;
	size_t n;

	strlcpy(name, s->entry.name, 64);
	if (name[0] != '\0' || proc_program(s, path, sizeof path) < 0)
		return;
	base = strrchr(path, '/');
	strlcpy(name, base != NULL ? base + 1 : path, 64);
	n = strlen(name);
	if (n > 4 && strcmp(name + n - 4, ".exe") == 0)
		name[n - 4] = '\0';
}

/* --- of a process --- */

/* argv[0], as the program itself gets it (crt/start.c). */
static void
add_program(struct proc_text *t, const char *name)
{
	char posix[PATH_MAX];
	size_t n;

	if (path_is_win32(name) &&
	    path_from_win32(posix, sizeof posix, name) > 0)
		name = posix;
	n = strlen(name);
	if (n > 4 && strcmp(name + n - 4, ".exe") == 0)
		n -= 4;
	text_add(t, name, n);
	text_add(t, "", 1);
}

static int
write_cmdline(struct proc_text *t, const struct proc_subject *s)
{
	size_t size = 65536, bytes = 0, n;
	char *line = malloc(size), *text;
	long r = -ENOMEM;

	if (line != NULL && s->entry.state != PROC_DEAD)
		r = nt_process_text(winpid_of(s), 0, line, size);
	if (r > 0 && file_split_hook != NULL &&
	    (text = file_split_hook(line, &bytes)) != NULL) {
		n = strlen(text) + 1;
		add_program(t, text);
		text_add(t, text + n, bytes - n);
		free(text);
	}
	free(line);
	return 0;
}

static int
write_environ(struct proc_text *t, const struct proc_subject *s)
{
	if (!s->self)
		return -EACCES;
	for (char **e = environ; e != NULL && *e != NULL; e++)
		text_add(t, *e, strlen(*e) + 1);
	return 0;
}

static int
write_comm(struct proc_text *t, const struct proc_subject *s)
{
	char name[64];

	name_of(s, name);
	text_printf(t, "%s\n", name);
	return 0;
}

static int64_t
ticks_since_start_of_system(uint64_t started)
{
	int64_t age = nt_clock_system() - (int64_t)started;

	return started == 0 ? 0 : (nt_clock_monotonic() - age) / TICK;
}

static int
write_stat(struct proc_text *t, const struct proc_subject *s)
{
	const struct proc_entry *p = &s->entry;
	struct nt_process_facts f;
	char name[64];

	name_of(s, name);
	facts_of(s, &f);
	text_printf(t, "%d (%s) %c %d %d %d 0 %d 0 %llu 0 0 0 %llu %llu 0 0 "
	    "20 0 1 0 %lld %llu %llu ", p->pid, name, state_letter(s),
	    p->ppid, p->pgid, p->sid, p->foreground,
	    (unsigned long long)f.faults, (unsigned long long)(f.user / TICK),
	    (unsigned long long)(f.system / TICK),
	    (long long)ticks_since_start_of_system(f.started),
	    (unsigned long long)f.committed,
	    (unsigned long long)(f.resident / 4096));
	text_printf(t, "18446744073709551615 0 0 0 0 0 %llu %llu %llu %llu "
	    "0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 %d\n",
	    (unsigned long long)(p->sig_pending & INT32_MAX),
	    (unsigned long long)(p->sig_blocked & INT32_MAX),
	    (unsigned long long)(p->sig_ignored & INT32_MAX),
	    (unsigned long long)(p->sig_caught & INT32_MAX),
	    p->state == PROC_DEAD ? p->status : 0);
	return 0;
}

static int
write_statm(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_process_facts f;

	facts_of(s, &f);
	text_printf(t, "%llu %llu 0 0 0 %llu 0\n",
	    (unsigned long long)(f.committed / 4096),
	    (unsigned long long)(f.resident / 4096),
	    (unsigned long long)(f.committed / 4096));
	return 0;
}

static int
write_status(struct proc_text *t, const struct proc_subject *s)
{
	const struct proc_entry *p = &s->entry;
	struct nt_process_facts f;
	char name[64], letter = state_letter(s);

	name_of(s, name);
	facts_of(s, &f);
	text_printf(t, "Name:\t%s\nState:\t%c (%s)\nTgid:\t%d\nPid:\t%d\n"
	    "PPid:\t%d\n", name, letter, letter == 'R' ? "running" :
	    letter == 'S' ? "sleeping" : letter == 'T' ? "stopped" : "zombie",
	    p->pid, p->pid, p->ppid);
	text_printf(t, "Uid:\t%u\t%u\t%u\t%u\n", p->uid, p->uid, p->uid,
	    p->uid);
	text_printf(t, "VmSize:\t%8llu kB\nVmRSS:\t%8llu kB\n",
	    (unsigned long long)(f.committed / KIB),
	    (unsigned long long)(f.resident / KIB));
	text_printf(t, "SigPnd:\t%016llx\nSigBlk:\t%016llx\n"
	    "SigIgn:\t%016llx\nSigCgt:\t%016llx\n",
	    (unsigned long long)p->sig_pending,
	    (unsigned long long)p->sig_blocked,
	    (unsigned long long)p->sig_ignored,
	    (unsigned long long)p->sig_caught);
	text_printf(t, "WinPid:\t%u\n", (unsigned)winpid_of(s));
	return 0;
}

/* The file that an image is of: its path, and what stat() says. */
struct image_file {
	const void *image;		/* the last one asked for */
	char path[PATH_MAX];
	struct stat st;
};

static void
ask_image(struct image_file *f, void *image)
{
	uint16_t wide[PATH_MAX];
	char win32[PATH_MAX];
	struct path *p;
	size_t n;
	long units;

	f->image = image;
	f->path[0] = '\0';
	memset(&f->st, 0, sizeof f->st);
	units = nt_image_path(image, wide, PATH_MAX);
	if (units < 0 || (p = mm_alloc(sizeof *p)) == NULL)
		return;
	n = path_name_from_nt(win32, sizeof win32 - 1, wide, (size_t)units);
	if (n < sizeof win32) {
		win32[n] = '\0';
		if (path_from_win32(f->path, sizeof f->path, win32) < 0)
			f->path[0] = '\0';
		else if (path_resolve_outer(p, f->path) == 0)
			file_stat(p, &f->st);
	}
	mm_free(p);
}

/* Files are named of images; the offset is the one in memory there. */
static int
write_maps(struct proc_text *t, const struct proc_subject *s)
{
	struct image_file *f;
	struct nt_mem_info m;
	const char *at = NULL;

	if (!s->self)
		return -EACCES;
	if ((f = mm_zalloc(sizeof *f)) == NULL)
		return -ENOMEM;
	for (; nt_mem_info(at, &m) == 0; at = (char *)m.base + m.size) {
		int image = m.kind == NT_MEM_IMAGE;

		if ((char *)m.base + m.size <= at)
			break;
		if (m.state != NT_MEM_COMMITTED)
			continue;
		if (image && m.allocation != f->image)
			ask_image(f, m.allocation);
		text_printf(t, "%012llx-%012llx %c%c%c%c %08llx %02x:%02x %llu"
		    , (unsigned long long)(uintptr_t)m.base,
		    (unsigned long long)((uintptr_t)m.base + m.size),
		    m.prot & NT_MEM_READ ? 'r' : '-',
		    m.prot & NT_MEM_WRITE ? 'w' : '-',
		    m.prot & NT_MEM_EXEC ? 'x' : '-',
		    m.kind == NT_MEM_MAPPED ? 's' : 'p', image ?
		    (unsigned long long)((char *)m.base -
		    (char *)m.allocation) : 0,
		    image ? (unsigned)(f->st.st_dev >> 16 & 0xffff) : 0,
		    image ? (unsigned)(f->st.st_dev & 0xffff) : 0,
		    image ? (unsigned long long)f->st.st_ino : 0);
		if (image && f->path[0] != '\0')
			text_printf(t, "\t\t%s", f->path);
		text_add(t, "\n", 1);
	}
	mm_free(f);
	return 0;
}

static void
add_limit(struct proc_text *t, rlim_t value)
{
	char text[32];

	if (value == RLIM_INFINITY)
		strcpy(text, "unlimited");
	else
		snprintf(text, sizeof text, "%llu",
		    (unsigned long long)value);
	text_printf(t, "%-20s ", text);
}

static int
write_limits(struct proc_text *t, const struct proc_subject *s)
{
	static const struct {
		const char *name, *unit;
		int resource;
	} limits[] = {
		{ "Max cpu time", "seconds", RLIMIT_CPU },
		{ "Max file size", "bytes", RLIMIT_FSIZE },
		{ "Max data size", "bytes", RLIMIT_DATA },
		{ "Max stack size", "bytes", RLIMIT_STACK },
		{ "Max core file size", "bytes", RLIMIT_CORE },
		{ "Max processes", "processes", RLIMIT_NPROC },
		{ "Max open files", "files", RLIMIT_NOFILE },
		{ "Max address space", "bytes", RLIMIT_AS },
	};
	struct rlimit r;

	if (!s->self)
		return -EACCES;
	text_printf(t, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit",
	    "Hard Limit", "Units");
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		if (getrlimit(limits[i].resource, &r) < 0)
			continue;
		text_printf(t, "%-25s ", limits[i].name);
		add_limit(t, r.rlim_cur);
		add_limit(t, r.rlim_max);
		text_printf(t, "%-10s\n", limits[i].unit);
	}
	return 0;
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

static int
write_uptime(struct proc_text *t, const struct proc_subject *s)
{
	int64_t up = nt_clock_monotonic() / (NT_PER_SECOND / 100);

	text_printf(t, "%lld.%02lld 0.00\n", (long long)(up / 100),
	    (long long)(up % 100));
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

static int
write_mounts(struct proc_text *t, const struct proc_subject *s)
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

static int
write_mountinfo(struct proc_text *t, const struct proc_subject *s)
{
	struct proc_text mounts = { 0 };
	char *line, *rest;
	int n = 0, e = write_mounts(&mounts, s);

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

static int
write_system_stat(struct proc_text *t, const struct proc_subject *s)
{
	int64_t boot = (nt_clock_system() - NT_EPOCH_DELTA -
	    nt_clock_monotonic()) / NT_PER_SECOND;
	struct count c = { 0 };

	if (proc_self() != NULL) {
		proc_lock();
		proc_each(count_one, &c);
		proc_unlock();
	}
	text_printf(t, "cpu 0 0 0 0\nbtime %lld\nprocs_running %d\n",
	    (long long)boot, c.running);
	return 0;
}

const struct proc_file proc_files[] = {
	{ "cpuinfo", write_cpuinfo },
	{ "filesystems", write_filesystems },
	{ "loadavg", write_loadavg },
	{ "meminfo", write_meminfo },
	{ "mounts", write_mounts },
	{ "stat", write_system_stat },
	{ "uptime", write_uptime },
	{ "version", write_version },
	{ NULL, NULL }
};

const struct proc_file proc_pid_files[] = {
	{ "cmdline", write_cmdline },
	{ "comm", write_comm },
	{ "environ", write_environ },
	{ "limits", write_limits },
	{ "maps", write_maps },
	{ "mountinfo", write_mountinfo },
	{ "mounts", write_mounts },
	{ "stat", write_stat },
	{ "statm", write_statm },
	{ "status", write_status },
	{ NULL, NULL }
};
