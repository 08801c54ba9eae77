/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fd/room.h"
#include "file/room.h"
#include "lib/fault.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/fault.h"
#include "nt/file.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "signal/room.h"
#include "spawn/known.h"
#include "spawn/payload.h"
#include "spawn/room.h"
#include "spawn/view.h"
#include "spawn/wait.h"
#include "thread/room.h"

#define HEAD		255	/* bytes of a "#!" line, as on Linux */
#define LINE_MAX_UNITS	32766	/* of a Windows command line */
#define WIN32_NAME_MOST	259	/* MAX_PATH without its end */
#define BATCH_MAX_UNITS	8191	/* of one that cmd.exe reads */
#define DEFAULT_PATH	"/bin:/usr/bin"

static int
is_image(const char *head, long n)
{
	return n >= 2 && head[0] == 'M' && head[1] == 'Z';
}

/* name: what p named before links were followed. */
static long
open_head(struct path *p, const char *name, char *head)
{
	struct file *f;
	struct stat st;
	long r = file_open(&f, p, O_RDONLY, 0);

	if (r < 0)
		return r;
	r = S_ISREG(f->ops->type) ? f->ops->read(f, head, HEAD, 0) : -EACCES;
	/* Windows' own programs need no leave of ours. */
	if (r >= 0 && !is_image(head, r) &&
	    (f->ops->stat(f, &st) < 0 || (st.st_mode & 0111) == 0))
		r = -EACCES;
	if (is_image(head, r) && strcmp(name, p->posix) == 0)
		known_note(p);
	file_unref(f);
	return r;
}

/*
 * Opens what path names and reads its first bytes.  The bytes read; the
 * POSIX path goes to out, with the .exe that may be left out of a name.
 */
static long
read_head(const char *base, const char *path, char out[PATH_MAX], char *head)
{
	struct path p;
	long r = path_resolve(&p, base, path);
	enum known known;

	if (r < 0)
		return r;
	strcpy(out, p.posix);
	known = known_image(&p);
	if (known != KNOWN_NOT) {
		memcpy(head, "MZ", 2);
		r = 2;
	} else
		r = open_head(&p, out, head);
	if (r < 0)
		return r;
	if (strlen(strcpy(out, p.posix)) + 4 >= PATH_MAX)
		return -ENAMETOOLONG;
	if (p.exe || known == KNOWN_EXE)
		strcat(out, ".exe");
	return r;
}

/* How many strings a list that the program gave has; EFAULT. */
static long
count(char *const *list)
{
	char *s;

	for (long n = 0;; n++) {
		if (nt_copy(&s, &list[n], sizeof s) < sizeof s)
			return -EFAULT;
		if (s == NULL)
			return n;
	}
}

/*
 * "#! interpreter argument": both parts, argument NULL if there is none.  As
 * on Linux the file may end with it, and of an argument that is too long the
 * beginning counts; but a "\r" at the end is none of its.
 */
static int
parse_script(char *line, long len, char **interpreter, char **argument)
{
	size_t n = strnlen(line, (size_t)len);
	char *end = memchr(line, '\n', n), *s = line + 2;
	int whole = end != NULL || n < HEAD;

	if (end == NULL)
		end = line + n;
	while (whole && end > s && (end[-1] == ' ' || end[-1] == '\t' ||
	    end[-1] == '\r'))
		end--;
	*end = '\0';
	s += strspn(s, " \t");
	if (*s == '\0')
		return -ENOEXEC;
	*interpreter = s;
	s += strcspn(s, " \t");
	*argument = NULL;
	if (*s == '\0')
		return whole ? 0 : -ENOEXEC;
	*s++ = '\0';
	*argument = s + strspn(s, " \t");
	if (**argument == '\0')
		*argument = NULL;
	return 0;
}

/* argv becomes: interpreter [argument] path argv[1] ... */
static int
put_interpreter(struct exec_image *x, const char *interpreter,
    const char *argument, const char *path, int depth)
{
	size_t n = (size_t)count(x->argv), k = 0, i;
	size_t a = strlen(interpreter) + 1;
	size_t b = argument != NULL ? strlen(argument) + 1 : 0;
	char **argv = mm_alloc((n + 4) * sizeof *argv);
	char *text = mm_alloc(a + b + strlen(path) + 1);

	if (argv == NULL || text == NULL) {
		mm_free(argv);
		mm_free(text);
		return -ENOMEM;
	}
	argv[k++] = memcpy(text, interpreter, a);
	if (argument != NULL)
		argv[k++] = memcpy(text + a, argument, b);
	argv[k++] = strcpy(text + a + b, path);
	for (i = 1; i < n; i++)
		argv[k++] = x->argv[i];
	argv[k] = NULL;
	mm_free(x->argv);
	x->argv = argv;
	x->owned[depth] = text;
	return 0;
}

static int
follow(struct exec_image *x, const char *base, const char *name, char *head,
    int depth)
{
	char *interpreter, *argument;
	char script[PATH_MAX];
	long n;
	int e;

	if (strnlen(name, sizeof script) == sizeof script)
		return -ENAMETOOLONG;
	strcpy(script, name);
	n = read_head(base, script, x->path, head);
	if (n < 0)
		return (int)n;
	if (is_image(head, n))
		return 0;
	if (n < 3 || head[0] != '#' || head[1] != '!') {
		x->batch = batch_is(x->path);
		return x->batch ? 0 : -ENOEXEC;
	}
	if (depth == EXEC_SCRIPTS)
		return -ELOOP;
	if ((e = parse_script(head, n, &interpreter, &argument)) < 0 ||
	    (e = put_interpreter(x, interpreter, argument, script,
	    depth)) < 0)
		return e;
	return follow(x, base, x->argv[0], head, depth + 1);
}

int
exec_resolve(struct exec_image *x, const char *base, const char *path,
    char *const *argv)
{
	long n = count(argv);
	char head[HEAD + 1];
	int e;

	x->keep = NULL;
	x->batch = 0;
	memset(x->owned, 0, sizeof x->owned);
	if (n < 0 || nt_text_length(path, PATH_MAX) < 0)
		return -EFAULT;
	if ((e = fault("exec.resolve")) < 0)
		return e;
	x->argv = mm_alloc(((size_t)n + 2) * sizeof *x->argv);
	if (x->argv == NULL)
		return -ENOMEM;
	memcpy(x->argv, argv, ((size_t)n + 1) * sizeof *x->argv);
	if (n == 0) {			/* a program needs a name */
		x->argv[0] = (char *)path;
		x->argv[1] = NULL;
	}
	memset(head, 0, sizeof head);
	e = follow(x, base, path, head, 0);
	if (e < 0)
		exec_release(x);
	return e;
}

void
exec_release(struct exec_image *x)
{
	for (int i = 0; i <= EXEC_SCRIPTS; i++) {
		mm_free(x->owned[i]);
		x->owned[i] = NULL;
	}
	mm_free(x->argv);
	x->argv = NULL;
}

int
exec_search(char path[PATH_MAX], const char *base, const char *file,
    const char *search)
{
	char head[HEAD], found[PATH_MAX];
	int denied = 0;
	size_t n;
	long r;

	if ((r = nt_text_length(file, PATH_MAX)) <= 0)
		return r < 0 ? (int)r : -ENOENT;
	if (r == PATH_MAX)
		return -ENAMETOOLONG;
	if (strchr(file, '/') != NULL) {
		strcpy(path, file);
		return 0;
	}
	if (search == NULL)
		search = DEFAULT_PATH;
	for (;; search += n + 1) {
		n = strcspn(search, ":");
		if (snprintf(path, PATH_MAX, "%.*s%s%s", (int)n, search,
		    n > 0 ? "/" : "", file) < PATH_MAX) {
			r = read_head(base, path, found, head);
			if (r >= 0)
				return 0;
			denied |= r == -EACCES;
		}
		if (search[n] == '\0')
			return denied ? -EACCES : -ENOENT;
	}
}

/*
 * The Windows command line: name, and argv without its first; NULL without
 * memory.  mm_free() it.
 */
static char *
command_line(const char *name, char *const *argv)
{
	size_t room = args_quote(NULL, name);
	char *line, *at;

	for (unsigned i = 1; argv[i] != NULL; i++)
		room += args_quote(NULL, argv[i]) + 1;
	line = at = mm_alloc(room);
	if (line == NULL)
		return NULL;
	at += args_quote(at, name) - 1;
	for (unsigned i = 1; argv[i] != NULL; i++) {
		*at++ = ' ';
		at += args_quote(at, argv[i]) - 1;
	}
	return line;
}

/* Does the image use our DLL?  Asked when it has too much to be told. */
static int
is_ours(const char *path)
{
	static const char dll[] = "isthmus1.dll";
	char *buf = mm_alloc(65536 + sizeof dll);
	struct path *p = mm_alloc(sizeof *p);
	struct file *f = NULL;
	int found = 0;
	off_t at = 0;
	long n;

	if (buf != NULL && p != NULL && path_resolve_outer(p, path) == 0 &&
	    file_open(&f, p, O_RDONLY, 0) == 0) {
		while (!found && (n = f->ops->read(f, buf, 65536 +
		    sizeof dll, at)) > (long)sizeof dll) {
			found = memmem(buf, (size_t)n, dll,
			    sizeof dll) != NULL;
			at += 65536;
		}
		file_unref(f);
	}
	mm_free(p);
	mm_free(buf);
	return found;
}

nt_handle
exec_std_handle(int fd)
{
	struct file *f = fd_get(fd);
	nt_handle h = NULL;

	if (f == NULL)
		return NULL;
	if ((fd_get_flags(fd) & FD_FLAG_CLOEXEC) == 0)
		h = f->ops == &fifo_ops ? NULL : f->handle;
	file_unref(f);
	return h;
}

struct starting {
	struct payload payload;
	nt_handle section;
	nt_handle null;			/* made here for /dev/null, or NULL */
	struct nt_spawn spawn;
	char *line;
	char program[2 * PATH_MAX], cwd[2 * PATH_MAX];
};

static nt_handle
open_null(void)
{
	static const uint16_t name[] = u"\\??\\NUL";
	struct nt_open_args args = {
		.name = { name, sizeof name / sizeof name[0] - 1 },
		.access = NT_READ_DATA | NT_WRITE_DATA | NT_SYNCHRONIZE,
		.disposition = NT_OPEN,
		.options = NT_SYNCHRONOUS,
		.inherit = 1,
	};
	nt_handle h;

	return nt_open(&h, &args) >= 0 ? h : NULL;
}

/*
 * Of our devices only /dev/null has a counterpart that a native program can
 * be given; with any other it finds the descriptor closed.
 */
static void
set_std(int fd, struct file *f, int fd_flags, void *arg)
{
	struct starting *s = arg;
	nt_handle h = f->ops == &fifo_ops ? NULL : f->handle;

	if (fd > 2 || (fd_flags & FD_FLAG_CLOEXEC))
		return;
	if (h == NULL && f->ops == &null_ops) {
		if (s->null == NULL && (s->null = open_null()) != NULL)
			payload_add_handle(&s->payload, s->null);
		h = s->null;
	}
	s->spawn.handles[fd] = h;
}

/*
 * What Windows is told to run: s->program and s->line.  To a native program
 * the POSIX path in argv[0] is none of a file, and cmd.exe finds options in
 * it.
 */
static int
prepare_line(struct starting *s, const struct exec_image *x)
{
	long r = path_outer_to_win32(s->program, sizeof s->program, x->path);
	const char *name = x->argv[0];
	size_t n;

	if (r < 0)
		return (int)r;
	if (!x->batch) {
		if (strchr(name, '/') != NULL)
			name = s->program;
		s->line = command_line(name, x->argv);
		return s->line != NULL ? 0 : -ENOMEM;
	}
	if ((n = batch_line(NULL, s->program, x->argv)) == 0)
		return -EINVAL;
	if ((s->line = mm_alloc(n)) == NULL)
		return -ENOMEM;
	batch_line(s->line, s->program, x->argv);
	if (n > BATCH_MAX_UNITS)
		return -E2BIG;
	r = nt_system_program(s->program, sizeof s->program, "cmd.exe");
	return r < 0 ? (int)r : 0;
}

static int
prepare(struct starting *s, const struct exec_image *x,
    const struct spawn_view *v, char *const *env)
{
	static const struct environ_paths paths = {
		.path = path_to_win32,
		.list = path_list_to_win32,
	};
	char here[PATH_MAX];
	int e, gone;

	if ((e = fault("exec.line")) < 0 || (e = prepare_line(s, x)) < 0)
		return e;
	if (strlen(s->line) > LINE_MAX_UNITS) {
		/* Only a program of ours finds its arguments elsewhere. */
		if (!is_ours(x->path))
			return -E2BIG;
		args_quote(s->line, s->program);
	}
	s->spawn.program = s->program;
	s->spawn.command_line = s->line;
	if (view_cwd(v, here, sizeof here, &gone) > 0 && !gone &&
	    path_outer_to_win32(s->cwd, sizeof s->cwd, here) > 0)
		s->spawn.cwd = s->cwd;
	if ((e = fault("exec.env")) < 0)
		return e;
	s->spawn.environment = environ_block(env, &paths);
	if (s->spawn.environment == NULL)
		return -ENOMEM;
	e = payload_finish(&s->payload, &s->spawn.payload,
	    &s->spawn.payload_size, &s->section);
	if (e < 0)
		return e;
	view_each(v, set_std, s);
	s->spawn.keys_off = (int)payload_head(&s->payload)->keys_off;
	s->spawn.inherit = s->payload.handles;
	s->spawn.n_inherit = s->payload.n_handles;
	return 0;
}

static int
add_bytes(char *const *list, long *bytes)
{
	long n = count(list), len;

	if (n < 0)
		return (int)n;
	for (long i = 0; i < n; i++) {
		if ((len = nt_text_length(list[i], ARG_MAX)) < 0)
			return (int)len;
		if ((*bytes += len + 1) > ARG_MAX)
			return -E2BIG;
	}
	return 0;
}

/* XSH execve(): E2BIG; only bytes count, as {ARG_MAX} says.  EFAULT. */
static int
measure(char *const *argv, char *const *env)
{
	long bytes = 0;
	int e = add_bytes(argv, &bytes);

	return e < 0 ? e : add_bytes(env, &bytes);
}

static void
name_entry(struct proc_entry *p, const char *path)
{
	const char *base = strrchr(path, '/');

	strlcpy(p->name, base != NULL ? base + 1 : path, sizeof p->name);
	proc_name_bare(p->name);
}

/* A creator that comes to run again late, as on a loaded machine: for tests. */
void
exec_late(void)
{
	if (fault("spawn.late") < 0)
		nt_wait_handles(NULL, 0, nt_clock_monotonic() +
		    NT_PER_SECOND / 2);
}

/*
 * The process is there.  It may have been faster than this one: what it has
 * written of itself stays, also if that is that it has ended, or has become
 * another one.  former: what ran before it, 0: nothing.
 */
static void
started(struct proc_entry *p, pid_t pid, const char *path,
    const struct exec_process *x, uint32_t former)
{
	uint64_t since = nt_process_started(x->process);
	int is_child = p != proc_self();

	/*
	 * Before others can find it in the table: another thread may wait for
	 * it, to whom the handle tells how it ended.  Without memory for that
	 * its entry does.
	 */
	if (is_child)
		children_add(pid, x->process, x->winpid);
	exec_late();
	proc_lock();
	if (proc_find(pid) == p && p->state != PROC_DEAD) {
		if (p->winpid == former) {
			p->winpid = x->winpid;
			p->started = since;
			p->state = PROC_RUNNING;
		}
		name_entry(p, path);
		sig_settle(p);
	}
	proc_unlock();
	/* From now on the listener looks at its process. */
	if (is_child)
		sig_child_added();
}

/* An exec: what this process hands on to the next. */
static void
pass_self(struct payload *p)
{
	struct usage_passed usage;
	struct sig_passed passed;

	payload_add_children(p);
	sig_before_exec(&passed);
	children_pass_usage(&usage);
	if (p->failed)
		return;
	payload_head(p)->passed = passed;
	payload_head(p)->usage = usage;
	payload_head(p)->owns_ranges = (uint32_t)fd_locks_owned(0);
}

static int
create(struct starting *s, struct exec_process *out, int tied)
{
	int e = fault("spawn.create");

	if (e < 0)
		return e;
	e = nt_spawn(&s->spawn, &out->process, &out->winpid,
	    tied ? &out->tie : NULL);
	/* Where CreateProcess() takes no such name the error is any. */
	if (e < 0 && strlen(s->program) > WIN32_NAME_MOST)
		e = -ENAMETOOLONG;
	return e;
}

int
exec_start(const struct exec_image *x, const struct spawn_view *v,
    char *const *env, struct proc_entry *as, struct exec_process *out)
{
	struct starting *s = fault("exec.start") < 0 ? NULL :
	    mm_alloc(sizeof *s);
	struct proc_entry *self = proc_self();
	uint64_t caught = as->sig_caught;
	uint32_t flags = as->sig_flags;
	pid_t pid = as->pid;
	uint32_t former = as->winpid;
	int e;

	if (s == NULL)
		return -ENOMEM;
	if ((e = measure(x->argv, env)) < 0) {
		mm_free(s);
		return e;
	}
	memset(s, 0, offsetof(struct starting, program));
	payload_begin(&s->payload, PAYLOAD_EXEC, as->pid, v);
	payload_add_args(&s->payload, x->argv);
	payload_add_env(&s->payload, env);
	payload_add_handle(&s->payload, x->keep);
	if (as == self)
		pass_self(&s->payload);
	if (!s->payload.failed) {
		payload_head(&s->payload)->image = (uintptr_t)x->keep;
		payload_head(&s->payload)->sig_ignored = as->sig_ignored;
		payload_head(&s->payload)->sig_blocked = as->sig_blocked;
	}
	e = prepare(s, x, v, env);
	s->spawn.nice = as->nice;
	s->spawn.as_acting = 1;
	as->sig_caught = 0;
	/* It may be none of ours; if it is, it says so itself. */
	as->sig_flags &= ~PROC_DUMPS;
	as->resting = PROC_REST_UNKNOWN;	/* of the new program */
	as->deaf_until = e == 0 && s->spawn.keys_off ? NT_FOREVER : 0;
	/* Nothing that can be helped ends this one until the table knows. */
	sig_hold(self);
	out->tie = NULL;
	if (e == 0)
		e = create(s, out, as == self && former != 0);
	trace(TRACE_PROCESS, "start %s as %d = %d", x->path, pid, e);
	if (e == 0)
		started(as, pid, x->path, out, former);
	else {
		as->sig_caught = caught;
		as->sig_flags = flags;
		as->deaf_until = 0;
	}
	if (e < 0 || as != self)
		sig_let_go(self);
	payload_end(&s->payload, s->section);
	nt_close(s->null);
	mm_free((void *)s->spawn.environment);
	mm_free(s->line);
	mm_free(s);
	return e;
}

void
exec_settled(struct proc_entry *as, struct exec_process *x)
{
	proc_lock();
	if (as->held == nt_process_id())
		as->held = 0;
	proc_unlock();
	nt_untie(x->tie);
	x->tie = NULL;
}
