/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What files of /proc/PID say, in the form Linux gives them (proc(5)).  Times
 * are in ticks of sysconf(_SC_CLK_TCK); what is not known is 0.
 */
#include "file/proc.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "account/room.h"
#include "file/room_impl.h"
#include "lib/limits.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/console.h"
#include "nt/peer.h"
#include "nt/process.h"
#include "thread/room.h"

#define TICK		(NT_PER_SECOND / 1000)
#define KIB		1024

char *(*file_split_hook)(const char *line, size_t *bytes);

/* A child in place has no process of Windows' own: it is in its parent's. */
static uint32_t
winpid_of(const struct proc_subject *s)
{
	uint32_t winpid = s->entry.winpid;
	uint64_t started;

	if (s->self)
		return nt_process_id();
	if (s->entry.state == PROC_VIRTUAL)
		proc_host(s->entry.pid, &winpid, &started);
	return winpid;
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

/*
 * When a process began that has none of Windows' own: `born' has the lower
 * bits of that, of 100 ns by 1,024, which are enough for five days.
 */
static uint64_t
born_when(const struct proc_entry *p)
{
	uint64_t now = (uint64_t)nt_clock_system();
	uint32_t age = (uint32_t)(now >> 10) - p->born;

	return now - ((uint64_t)age << 10);
}

static void
facts_of(const struct proc_subject *s, struct nt_process_facts *f)
{
	struct nt_cpu_times cpu;

	memset(f, 0, sizeof *f);
	if (s->entry.state == PROC_DEAD || nt_process_facts(winpid_of(s),
	    f) < 0) {
		f->user = s->entry.user_time;
		f->system = s->entry.system_time;
		f->started = s->entry.started;
	}
	if (s->entry.state == PROC_VIRTUAL && !s->self)
		f->user = f->system = 0;	/* that was its parent */
	if (s->entry.state == PROC_VIRTUAL || f->started == 0)
		f->started = born_when(&s->entry);
	/* What is resident and shared is nowhere committed. */
	if (f->committed < f->resident)
		f->committed = f->resident;
	if (s->task.tid != 0 &&
	    nt_cpu_of_thread(s->task.thread, &cpu) == 0) {
		f->user = (uint64_t)cpu.user;
		f->system = (uint64_t)cpu.kernel;
	}
}

static pid_t
number_of(const struct proc_subject *s)
{
	return s->task.tid != 0 ? s->task.tid : s->entry.pid;
}

/* One of what is dead, or does not tell. */
static int
threads_of(const struct proc_subject *s)
{
	int n = s->self ? thr_live : s->entry.state == PROC_DEAD ? 1 :
	    proc_peer_threads(s->entry.pid);

	return n > 0 ? n : 1;
}

/*
 * The terminal's number, 0: none; its foreground group.  Whether there is a
 * console is known of this process' own: others of the user are taken to
 * share it.
 */
static unsigned
terminal_of(const struct proc_subject *s, pid_t *group)
{
	struct file none = { .ops = &console_ops };
	nt_handle in, screen;
	struct stat st;

	proc_lock();
	*group = proc_foreground(s->entry.sid);
	proc_unlock();
	if (*group == 0 || nt_console_open(&in, &screen) < 0) {
		*group = -1;
		return 0;
	}
	nt_close(in);
	nt_close(screen);
	return fd_device_stat(&none, &st, 0) < 0 ? 0 :
	    major(st.st_rdev) << 8 | minor(st.st_rdev);
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

	strlcpy(name, s->task.name[0] != '\0' ? s->task.name :
	    s->entry.name, 64);
	if (name[0] != '\0' || proc_program(s, path, sizeof path) < 0)
		return;
	base = strrchr(path, '/');
	strlcpy(name, base != NULL ? base + 1 : path, 64);
	proc_name_bare(name);
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
		return proc_peer_environ(s->entry.pid, t);
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
	pid_t group;
	unsigned terminal = terminal_of(s, &group);

	name_of(s, name);
	facts_of(s, &f);
	text_printf(t, "%d (%s) %c %d %d %d %d %d 0 %llu 0 0 0 %llu %llu 0 0 "
	    "%d %d %d 0 %lld %llu %llu ", number_of(s), name, state_letter(s),
	    p->ppid, p->pgid, p->sid, (int)terminal, group,
	    (unsigned long long)f.faults, (unsigned long long)(f.user / TICK),
	    (unsigned long long)(f.system / TICK), 20 + p->nice, p->nice,
	    threads_of(s), (long long)ticks_since_start_of_system(f.started),
	    (unsigned long long)f.committed,
	    (unsigned long long)(f.resident / 4096));
	text_printf(t, "18446744073709551615 0 0 0 0 0 %llu %llu %llu %llu "
	    "0 0 0 %d 0 0 0 0 0 0 0 0 0 0 0 0 0 %d\n",
	    (unsigned long long)(p->sig_pending & INT32_MAX),
	    (unsigned long long)(p->sig_blocked & INT32_MAX),
	    (unsigned long long)(p->sig_ignored & INT32_MAX),
	    (unsigned long long)(p->sig_caught & INT32_MAX), SIGCHLD,
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
	    p->pid, number_of(s), p->ppid);
	text_printf(t, "Uid:\t%u\t%u\t%u\t%u\n", p->uid, p->uid, p->uid,
	    p->uid);
	text_printf(t, "Gid:\t%u\t%u\t%u\t%u\n", account_gid(),
	    account_gid(), account_gid(), account_gid());
	text_printf(t, "VmSize:\t%8llu kB\nVmRSS:\t%8llu kB\n",
	    (unsigned long long)(f.committed / KIB),
	    (unsigned long long)(f.resident / KIB));
	text_printf(t, "Threads:\t%d\n", threads_of(s));
	text_printf(t, "SigPnd:\t%016llx\nSigBlk:\t%016llx\n"
	    "SigIgn:\t%016llx\nSigCgt:\t%016llx\n",
	    (unsigned long long)p->sig_pending,
	    (unsigned long long)p->sig_blocked,
	    (unsigned long long)p->sig_ignored,
	    (unsigned long long)p->sig_caught);
	text_printf(t, "WinPid:\t%u\n", (unsigned)winpid_of(s));
	return 0;
}

static void
add_limit(struct proc_text *t, uint64_t value)
{
	char text[32];

	if (value == LIMIT_NONE)
		strcpy(text, "unlimited");
	else
		snprintf(text, sizeof text, "%llu",
		    (unsigned long long)value);
	text_printf(t, "%-20s ", text);
}

/* Those that are kept by who counts. */
static void
put_counted(struct proc_limits *l, const struct proc_entry *p)
{
	uint64_t none = PROC_SLOTS - 2;

	l->limit[LIMIT_NOFILE] = (struct limit){ (uint64_t)l->fds.soft,
	    (uint64_t)l->fds.hard };
	l->limit[LIMIT_NPROC] = (struct limit){
	    p->nproc_soft != 0 ? p->nproc_soft : none,
	    p->nproc_hard != 0 ? p->nproc_hard : none };
}

static int
write_limits(struct proc_text *t, const struct proc_subject *s)
{
	static const struct {
		const char *name, *unit;
		int resource;
	} names[] = {
		{ "Max cpu time", "seconds", LIMIT_CPU },
		{ "Max file size", "bytes", LIMIT_FSIZE },
		{ "Max data size", "bytes", LIMIT_DATA },
		{ "Max stack size", "bytes", LIMIT_STACK },
		{ "Max core file size", "bytes", LIMIT_CORE },
		{ "Max processes", "processes", LIMIT_NPROC },
		{ "Max open files", "files", LIMIT_NOFILE },
		{ "Max address space", "bytes", LIMIT_AS },
	};
	struct proc_limits l;
	int e = 0;

	if (!s->self)
		e = proc_peer_limits(s->entry.pid, &l);
	else {
		memcpy(l.limit, limits, sizeof l.limit);
		l.fds = fd_get_limits();
	}
	if (e < 0)
		return e;
	put_counted(&l, &s->entry);
	text_printf(t, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit",
	    "Hard Limit", "Units");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		text_printf(t, "%-25s ", names[i].name);
		add_limit(t, l.limit[names[i].resource].soft);
		add_limit(t, l.limit[names[i].resource].hard);
		text_printf(t, "%-10s\n", names[i].unit);
	}
	return 0;
}

static int
look_at_transfers(const struct proc_peek *k, void *arg)
{
	return nt_peer_transfers(k != NULL ? k->process : NULL, arg);
}

/* Transfers of files, pipes and all else; what the disks did is not known. */
static int
write_io(struct proc_text *t, const struct proc_subject *s)
{
	struct nt_transfers n;
	int e = s->self ? look_at_transfers(NULL, &n) :
	    proc_peek(s->entry.pid, look_at_transfers, &n);

	if (e < 0)
		return e;
	text_printf(t, "rchar: %llu\nwchar: %llu\nsyscr: %llu\n"
	    "syscw: %llu\nread_bytes: 0\nwrite_bytes: 0\n"
	    "cancelled_write_bytes: 0\n", (unsigned long long)n.bytes_read,
	    (unsigned long long)n.bytes_written, (unsigned long long)n.reads,
	    (unsigned long long)n.writes);
	return 0;
}

const struct proc_file proc_pid_files[] = {
	{ "cmdline", write_cmdline },
	{ "comm", write_comm },
	{ "environ", write_environ },
	{ "io", write_io },
	{ "limits", write_limits },
	{ "maps", proc_write_maps },
	{ "mountinfo", proc_write_mountinfo },
	{ "mounts", proc_write_mounts },
	{ "smaps", proc_write_smaps },
	{ "stat", write_stat },
	{ "statm", write_statm },
	{ "status", write_status },
	{ NULL, NULL }
};
