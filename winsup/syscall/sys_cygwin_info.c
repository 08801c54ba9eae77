/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cygwin_internal() and its like: what Cygwin-aware programs ask about
 * processes, drives and errors (sys/cygwin.h).
 */
#include "syscall/stub.h"
#include "syscall/sys.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>

#include "account/room.h"
#include "file/room.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/error.h"
#include "nt/process.h"
#include "path/room.h"
#include "proc/room.h"
#include "spawn/room.h"
#include "thread/room.h"

#define SEPARATOR	"+"	/* between a domain and a user's name */

/* --- processes --- */

/* A child in place has no process of Windows' own: it is in this one. */
static uint32_t
winpid_of(const struct proc_entry *p)
{
	return p->state == PROC_VIRTUAL ? nt_process_id() : p->winpid;
}

struct search {
	pid_t behind;		/* the least pid above this one */
	uint32_t winpid;	/* or whose process this is */
	pid_t found;
};

static int
visit(struct proc_entry *p, void *arg)
{
	struct search *s = arg;

	if (p->state == PROC_NEW)
		return 0;
	if (s->winpid != 0) {
		if (p->state != PROC_DEAD && p->winpid == s->winpid)
			s->found = p->pid;
	} else if (p->pid > s->behind &&
	    (s->found == 0 || p->pid < s->found))
		s->found = p->pid;
	return 0;
}

static pid_t
search(struct search s)
{
	if (proc_self() == NULL)
		return 0;
	proc_lock();
	proc_each(visit, &s);
	proc_unlock();
	return s.found;
}

/* ESRCH: no process of ours. */
long
sys_cygwin_winpid_to_pid(int winpid)
{
	pid_t pid = 0;

	if (winpid > 0 && (uint32_t)winpid == nt_process_id())
		return sys_getpid();
	if (winpid > 0)
		pid = search((struct search){ .winpid = (uint32_t)winpid });
	return pid != 0 ? pid : -ESRCH;
}

static int
entry_of(pid_t pid, struct proc_entry *out)
{
	struct proc_entry *p;

	if (proc_self() == NULL)
		return 0;
	proc_lock();
	p = proc_find(pid);
	if (p != NULL && p->state != PROC_NEW)
		*out = *p;
	else
		p = NULL;
	proc_unlock();
	return p != NULL;
}

static uintptr_t
winpid_of_pid(pid_t pid)
{
	struct proc_entry p;

	return entry_of(pid, &p) && p.state != PROC_DEAD ? winpid_of(&p) : 0;
}

static void
put_time(struct timeval *t, uint64_t units)
{
	t->tv_sec = (time_t)(units / NT_PER_SECOND);
	t->tv_usec = (suseconds_t)(units % NT_PER_SECOND / 10);
}

static void
put_facts(struct external_pinfo *x, const struct proc_entry *p)
{
	struct nt_process_facts f = {
		.user = p->user_time, .system = p->system_time,
		.started = p->started
	};

	if (p->state != PROC_DEAD)
		nt_process_facts(winpid_of(p), &f);
	put_time(&x->rusage_self.ru_utime, f.user);
	put_time(&x->rusage_self.ru_stime, f.system);
	x->rusage_self.ru_maxrss = (long)(f.resident / 1024);
	if (f.started != 0)
		x->start_time = (long)(((int64_t)f.started -
		    NT_EPOCH_DELTA) / NT_PER_SECOND);
}

static uint32_t
stop_of(int status)
{
	int sig = WIFSTOPPED(status) ? WSTOPSIG(status) : SIGSTOP;

	return PID_STOPPED | (sig == SIGTTIN ? PID_TTYIN :
	    sig == SIGTTOU ? PID_TTYOU : 0);
}

/* As Cygwin's, one for all threads: what was asked for last. */
static uintptr_t
process_info(pid_t asked)
{
	static struct external_pinfo x;
	static char name[PATH_MAX];
	pid_t pid = asked;
	struct proc_entry p;

	if ((uint32_t)asked & CW_NEXTPID)
		pid = search((struct search){
		    .behind = asked & ~(int)CW_NEXTPID });
	if (pid == 0 || !entry_of(pid, &p))
		return 0;
	memset(&x, 0, sizeof x);
	x.pid = p.pid;
	x.ppid = p.ppid;
	x.pgid = p.pgid;
	x.sid = p.sid;
	x.exitcode = p.state == PROC_DEAD ? (uint32_t)p.status : 0;
	x.dwProcessId = x.dwSpawnedProcessId = winpid_of(&p);
	x.uid32 = p.uid;
	x.gid32 = (uint32_t)getgid();
	x.uid = (uint16_t)x.uid32;
	x.gid = (uint16_t)x.gid32;
	x.ctty = p.foreground == PROC_NO_TERMINAL ? -1 : 0;
	x.version = EXTERNAL_PINFO_VERSION;
	x.process_state = p.state == PROC_DEAD ? PID_EXITED :
	    PID_IN_USE | PID_ACTIVE |
	    (p.state == PROC_STOPPED ? stop_of(p.status) : 0);
	put_facts(&x, &p);
	name[0] = '\0';
	if (p.state != PROC_DEAD)
		nt_process_text(winpid_of(&p), 1, name, sizeof name);
	strlcpy(x.progname, name[0] != '\0' ? name : p.name,
	    sizeof x.progname);
	x.progname_long = name;
	return (uintptr_t)&x;
}

static uintptr_t
command_line(pid_t pid)
{
	uint32_t winpid = (uint32_t)winpid_of_pid(pid);
	char *text;

	if (winpid == 0 || (text = malloc(65536)) == NULL)
		return 0;
	if (nt_process_text(winpid, 0, text, 65536) >= 0)
		return (uintptr_t)text;
	free(text);
	return 0;
}

/* --- names --- */

/* Drives are the system's, not the user's; each buffer may be NULL. */
static uintptr_t
cygdrive(char *user, char *sys, char *user_flags, char *sys_flags)
{
	if (user != NULL)
		*user = '\0';
	if (user_flags != NULL)
		*user_flags = '\0';
	if (sys != NULL)
		path_get_cygdrive(sys);
	if (sys_flags != NULL)
		strcpy(sys_flags, "binmode");
	return 0;
}

/* pw_gecos says "U-DOMAIN\user,SID"; without it the name is of no domain. */
static uintptr_t
domain_and_user(const struct passwd *pw, char *domain, char *user)
{
	const char *s = pw->pw_gecos != NULL ? strstr(pw->pw_gecos, "U-") :
	    NULL, *slash;
	size_t n;

	*domain = '\0';
	strlcpy(user, pw->pw_name, 257);
	if (s == NULL || (slash = strchr(s, '\\')) == NULL)
		return 0;
	s += 2;
	n = (size_t)(slash - s);
	memcpy(domain, s, n);
	domain[n] = '\0';
	n = strcspn(++slash, ",");
	memcpy(user, slash, n);
	user[n] = '\0';
	return 0;
}

/* Users have their plain names here: a domain in front of one goes. */
static uintptr_t
our_name(const char *name, char *dst, size_t size)
{
	const char *slash = strrchr(name, '\\');

	if (slash != NULL)
		name = slash + 1;
	return strlcpy(dst, name, size) >= size ? (uintptr_t)-1 : 0;
}

static uint16_t *
windows_environment(char *const *env)
{
	static const struct environ_paths paths = {
		.path = path_to_win32,
		.list = path_list_to_win32,
	};

	return environ_block(env, &paths);
}

/* In the caller's own memory. */
static uintptr_t
convert_environment(char *const *env)
{
	uint16_t *block = windows_environment(env), *copy = NULL;
	size_t n = 0;

	if (block == NULL)
		return 0;
	while (block[n] != 0 || block[n + 1] != 0)
		n++;
	n += 2;				/* with the zeros at its end */
	if ((copy = malloc(n * sizeof *copy)) != NULL)
		memcpy(copy, block, n * sizeof *copy);
	mm_free(block);
	return (uintptr_t)copy;
}

static uintptr_t
sync_environment(void)
{
	uint16_t *block = windows_environment(environ);

	if (block == NULL)
		return (uintptr_t)-1;
	nt_set_environment(block);
	mm_free(block);
	return 0;
}

static uintptr_t
keeps_modes(const char *path)
{
	struct stat st;

	return path == NULL || stat(path, &st) == 0;
}

/* --- cygwin_internal() --- */

static uintptr_t
with_text(cygwin_getinfo_types what, va_list ap)
{
	char *a, *b, *c, *d;
	const void *from;

	switch (what) {
	case CW_GET_CYGDRIVE_PREFIXES:
		a = va_arg(ap, char *);
		b = va_arg(ap, char *);
		return cygdrive(a, b, NULL, NULL);
	case CW_GET_CYGDRIVE_INFO:
		a = va_arg(ap, char *);
		b = va_arg(ap, char *);
		c = va_arg(ap, char *);
		d = va_arg(ap, char *);
		return cygdrive(a, b, c, d);
	case CW_EXTRACT_DOMAIN_AND_USER:
		from = va_arg(ap, const struct passwd *);
		a = va_arg(ap, char *);
		b = va_arg(ap, char *);
		return domain_and_user(from, a, b);
	default:
		from = va_arg(ap, const char *);
		a = va_arg(ap, char *);
		return our_name(from, a, va_arg(ap, size_t));
	}
}

/* 16 hexadecimal digits, of what installations differ by. */
static uintptr_t
put_key(uint16_t *key)
{
	char text[17];

	if (key == NULL)
		return (uintptr_t)sys_ret(-EINVAL);
	snprintf(text, sizeof text, "%016llx",
	    (unsigned long long)path_root_hash());
	for (size_t i = 0; i < sizeof text; i++)
		key[i] = (unsigned char)text[i];
	return 0;
}

static pid_t
pid_of_winpid(int winpid)
{
	long pid = sys_cygwin_winpid_to_pid(winpid);

	return pid > 0 ? (pid_t)pid : 0;
}

/* Files come first, as always: the flag that would leave them out does not. */
static uintptr_t
with_sid(cygwin_getinfo_types what, va_list ap)
{
	const unsigned char *sid;
	uint32_t id;

	if (what == CW_GETPWSID || what == CW_GETGRSID)
		(void)va_arg(ap, int);
	if ((sid = va_arg(ap, const void *)) == NULL)
		return (uintptr_t)sys_ret(-EINVAL);
	id = account_id_of_raw(sid, 8 + 4 * (size_t)sid[1]);
	switch (what) {
	case CW_GETPWSID:
		return (uintptr_t)getpwuid(id);
	case CW_GETGRSID:
		return (uintptr_t)getgrgid(id);
	default:
		return id == ACCOUNT_NOBODY ? (uintptr_t)-1 : id;
	}
}

static uintptr_t
set_errno(va_list ap)
{
	(void)va_arg(ap, const char *);		/* the caller's file */
	(void)va_arg(ap, int);			/* and line */
	sys_ret(-va_arg(ap, int));
	return 0;
}

static uintptr_t
winerror(va_list ap)
{
	unsigned code = va_arg(ap, unsigned);
	int otherwise = va_arg(ap, int), e = -nt_win_errno(code);

	return (uintptr_t)(e == EIO ? otherwise : e);
}

/* INVALID_HANDLE_VALUE */
#define NO_TOKEN	((nt_handle)(intptr_t)-1)

/* A child in place has its parent's. */
static int
offer_token(nt_handle token, int type)
{
	thr_may_block();
	return account_offer_token(token != NO_TOKEN ? token : NULL,
	    type == CW_TOKEN_RESTRICTED);
}

static uintptr_t
set_token(va_list ap)
{
	nt_handle token = va_arg(ap, nt_handle);

	return (uintptr_t)sys_ret(offer_token(token, va_arg(ap, int)));
}

static uintptr_t
ask_more(cygwin_getinfo_types what, va_list ap)
{
	switch (what) {
	case CW_GET_CYGDRIVE_PREFIXES:
	case CW_GET_CYGDRIVE_INFO:
	case CW_EXTRACT_DOMAIN_AND_USER:
	case CW_CYGNAME_FROM_WINNAME:
		return with_text(what, ap);
	case CW_GET_UID_FROM_SID:
	case CW_GET_GID_FROM_SID:
	case CW_GETPWSID:
	case CW_GETGRSID:
		return with_sid(what, ap);
	case CW_CVT_ENV_TO_WINENV:
		return convert_environment(va_arg(ap, char **));
	case CW_GET_INSTKEY:
		return put_key(va_arg(ap, uint16_t *));
	case CW_SET_EXTERNAL_TOKEN:
		return set_token(ap);
	case CW_WINPID_TO_CYGWIN_PID:
		return (uintptr_t)pid_of_winpid(va_arg(ap, int));
	default:
		return (uintptr_t)sys_ret(-ENOSYS);
	}
}

static uintptr_t
ask(cygwin_getinfo_types what, va_list ap)
{
	switch (what) {
	case CW_LOCK_PINFO:		/* what is told is a copy */
	case CW_UNLOCK_PINFO:
		return 1;
	case CW_PERFILE:		/* everything is binary */
	case CW_INIT_EXCEPTIONS:
	case CW_SET_DOS_FILE_WARNING:
	case CW_INT_SETLOCALE:
	case CW_FIXED_ATEXIT:
		return 0;
	case CW_GETPINFO:
	case CW_GETPINFO_FULL:
		return process_info(va_arg(ap, pid_t));
	case CW_CYGWIN_PID_TO_WINPID:
		return winpid_of_pid(va_arg(ap, pid_t));
	case CW_CMDLINE:
		return command_line(va_arg(ap, pid_t));
	case CW_GETVERSIONINFO:
		return (uintptr_t)"%%% Isthmus dll_major: 1\n";
	case CW_CHECK_NTSEC:
		return keeps_modes(va_arg(ap, const char *));
	case CW_GET_ERRNO_FROM_WINERROR:
		return winerror(ap);
	case CW_GET_SHMLBA:
		return 65536;
	case CW_GET_BINMODE:
		return O_BINARY;
	case CW_ARGV:
		return (uintptr_t)spawn_arguments;
	case CW_ENVP:
		return (uintptr_t)environ;
	case CW_SYNC_WINENV:
		return sync_environment();
	case CW_SETERRNO:
		return set_errno(ap);
	case CW_EXIT_PROCESS:
		_exit((int)va_arg(ap, unsigned));
	case CW_STRERROR:
		return (uintptr_t)strerror(va_arg(ap, int));
	case CW_GETNSSSEP:
		return (uintptr_t)SEPARATOR;
	case CW_STRACE_ACTIVE:
		return trace_mask != 0;
	default:
		return ask_more(what, ap);
	}
}

uintptr_t
cygwin_internal(cygwin_getinfo_types what, ...)
{
	uintptr_t r;
	va_list ap;

	va_start(ap, what);
	r = ask(what, ap);
	va_end(ap);
	return r;
}

void
cygwin_split_path(const char *path, char *dir, char *file)
{
	size_t n = strlen(path), at;

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (at = n; at > 0 && path[at - 1] != '/'; at--)
		continue;
	memcpy(file, path + at, n - at);
	file[n - at] = '\0';
	if (at == 0) {
		strcpy(dir, ".");
		return;
	}
	while (at > 1 && path[at - 1] == '/')
		at--;
	memcpy(dir, path, at);
	dir[at] = '\0';
}

#define FRAMES	64

void
cygwin_stackdump(void)
{
	void *frame[FRAMES];
	int n = backtrace(frame, FRAMES);

	backtrace_symbols_fd(frame, n, STDERR_FILENO);
}

/* EBADF (no handle of a file), EMFILE, ENOMEM. */
long
sys_cygwin_attach_handle_to_fd(char *name, int fd, void *handle, mode_t binary,
    unsigned int access)
{
	struct file *f;
	long r;
	int e;

	if ((e = file_from_handle(&f, handle)) < 0)
		return e;
	if (name != NULL && name[0] != '\0' &&
	    (e = file_set_path(f, name)) < 0)
		r = e;
	else
		r = fd == -1 ? fd_install(f, 0, 0) :
		    fd_install_at(f, fd, 0);
	if (r < 0)
		file_drop(f);	/* the handle is still the caller's */
	return r;
}

/* Of <io.h>.  EBADF: no descriptor, or nothing that Windows knows. */
long
sys_get_osfhandle(int fd)
{
	struct file *f = fd_get(fd);
	nt_handle h;

	if (f == NULL)
		return -EBADF;
	h = f->handle;
	file_unref(f);
	return h != NULL ? (long)h : -EBADF;
}

/*
 * A token for the next seteuid() or setuid() of its user; NULL, or what is no
 * token: none.
 */
void
cygwin_set_impersonation_token(const void *token)
{
	offer_token((nt_handle)(uintptr_t)token, CW_TOKEN_IMPERSONATION);
}

/*
 * EACCES: not the password, or the account may not log on; EINVAL; ENOENT: no
 * account of Windows'; EOPNOTSUPP: the system checks none (Wine); ENOMEM.
 */
long
sys_cygwin_logon_user(const struct passwd *user, const char *password)
{
	nt_handle token;
	int e;

	if (user == NULL || password == NULL)
		return -EINVAL;
	e = account_log_on(user->pw_uid, password, &token);
	return e < 0 ? e : (long)token;
}
