/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Commands for the shell: system(), popen(), pclose() (XSH), by way of
 * spawn_posix().
 */
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fd/room.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "signal/room.h"
#include "spawn/posix_spawn.h"
#include "spawn/wait.h"
#include "syscall/args.h"
#include "thread/room.h"

#define SHELL		"/bin/sh"
#define NOT_RUN		(127 << 8)	/* "as if the shell had exited so" */

extern char **environ;

/* The command's process, or -errno. */
static long
start_shell(const char *command, struct spawn_request *r)
{
	char *argv[] = { "sh", "-c", "--", (char *)command, NULL };

	r->path = SHELL;
	r->argv = argv;
	r->env = environ;
	return spawn_posix(r);
}

static int
was_not_run(long e)
{
	return e < 0 && e != -EAGAIN && e != -ENOMEM && e != -EMFILE;
}

/*
 * Handlers run, and the waiting goes on.  Where the thread is cancelled the
 * command is ended first (XSH system() leaves that open): -EINTR.
 */
static long
await(pid_t pid)
{
	struct thread *self = thr_self();
	int status, cancelled = 0;
	long r;

	while ((r = spawn_wait(pid, &status, 0, NULL, 0)) == -EINTR) {
		sig_deliver();
		if (self->point && thr_cancel_due(self)) {
			cancelled = 1;
			self->point = 0;
			sys_kill(pid, SIGKILL);
		}
	}
	if (cancelled)
		return -EINTR;
	return r < 0 ? r : status;
}

/*
 * While any thread is in system(), SIGINT and SIGQUIT are ignored: the first
 * keeps what they did before, the last puts it back.  The lock is held over
 * nothing else.
 */
static struct {
	struct lock lock;
	unsigned users;
	struct sigaction interrupt, quit;
} ignoring = { .lock = LOCK_INIT(LOCK_ENVIRON, "system") };

/* Those of the two that the command is to have at their default. */
static uint64_t
ignore_begin(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	uint64_t set = 0;

	lock_acquire(&ignoring.lock);
	if (ignoring.users++ == 0) {
		sys_sigaction(SIGINT, &ignore, &ignoring.interrupt);
		sys_sigaction(SIGQUIT, &ignore, &ignoring.quit);
	}
	if (ignoring.interrupt.sa_handler != SIG_IGN)
		set |= sig_bit(SIGINT);
	if (ignoring.quit.sa_handler != SIG_IGN)
		set |= sig_bit(SIGQUIT);
	lock_release(&ignoring.lock);
	return set;
}

static void
ignore_end(void)
{
	lock_acquire(&ignoring.lock);
	if (--ignoring.users == 0) {
		sys_sigaction(SIGINT, &ignoring.interrupt, NULL);
		sys_sigaction(SIGQUIT, &ignoring.quit, NULL);
	}
	lock_release(&ignoring.lock);
}

/* XSH system(): the wait status; EAGAIN, ENOMEM, ECHILD. */
long
sys_system(const char *command)
{
	struct spawn_request r = {
		.flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK,
	};
	uint64_t child = sig_bit(SIGCHLD), old;
	long e;

	if (command == NULL)
		return sys_access(SHELL, X_OK) == 0;
	r.sig_default = ignore_begin();
	sig_change_mask(SIG_BLOCK, &child, &old);
	r.sig_mask = old;
	e = start_shell(command, &r);
	if (was_not_run(e))
		e = NOT_RUN;
	else if (e >= 0)
		e = await((pid_t)e);
	ignore_end();
	sig_change_mask(SIG_SETMASK, &old, NULL);
	return e;
}

/* Streams of popen() that are open: pclose() asks, and so does popen(). */
struct command {
	FILE *stream;
	int fd;
	pid_t pid;
	struct command *next;
};

static struct lock commands_lock = LOCK_INIT(LOCK_ENVIRON, "popen");
static struct command *commands;

/*
 * "r" or "w", and perhaps "e" for close-on-exec, and "b" or "t", with which
 * programs that know Cygwin ask for what there is anyway.
 */
static int
parse_mode(const char *mode, int *writes, int *cloexec)
{
	if (*mode != 'r' && *mode != 'w')
		return -EINVAL;
	*writes = *mode == 'w';
	*cloexec = strchr(mode, 'e') != NULL;
	return mode[1 + strspn(mode + 1, "ebt")] == '\0' ? 0 : -EINVAL;
}

/*
 * The command has none of the streams of earlier calls (XSH popen()), and
 * the pipe's end at its standard input or output.
 */
static int
make_actions(struct spawn_request *r, int end, int std)
{
	struct spawn_action *list;
	unsigned n = 0, room = 1;

	lock_acquire(&commands_lock);
	for (struct command *c = commands; c != NULL; c = c->next)
		room++;
	list = mm_zalloc(room * sizeof *list);
	for (struct command *c = commands; list != NULL && c != NULL;
	    c = c->next) {
		list[n].kind = SPAWN_CLOSE;
		list[n++].fd = c->fd;
	}
	lock_release(&commands_lock);
	if (list == NULL)
		return -ENOMEM;
	list[n].kind = SPAWN_DUP2;
	list[n].fd = end;
	list[n++].to = std;
	r->action = list;
	r->n_actions = n;
	return 0;
}

/* A command that cannot be run is one that exits at once with 127. */
static long
start_piped(const char *command, int end, int std)
{
	struct spawn_request r = { .flags = 0 };
	long pid = make_actions(&r, end, std);

	if (pid == 0)
		pid = start_shell(command, &r);
	mm_free((void *)r.action);
	return was_not_run(pid) ? 0 : pid;
}

static void
list_command(struct command *c)
{
	lock_acquire(&commands_lock);
	c->next = commands;
	commands = c;
	lock_release(&commands_lock);
}

/* XSH popen(): EINVAL (mode), EMFILE, EAGAIN, ENOMEM. */
long
sys_popen(const char *command, const char *mode)
{
	int writes, cloexec, end[2];
	struct command *c;
	long e;

	if (command == NULL || mode == NULL)
		return -EFAULT;
	if ((e = parse_mode(mode, &writes, &cloexec)) < 0)
		return e;
	if ((c = mm_zalloc(sizeof *c)) == NULL)
		return -ENOMEM;
	if ((e = sys_pipe2(end, O_CLOEXEC)) < 0) {
		mm_free(c);
		return e;
	}
	c->fd = end[writes];
	if ((c->stream = fdopen(c->fd, writes ? "w" : "r")) == NULL)
		e = -errno;
	else if ((e = start_piped(command, end[!writes], !writes)) < 0)
		fclose(c->stream);
	fd_close(end[!writes]);
	if (e < 0) {
		if (c->stream == NULL)
			fd_close(c->fd);
		mm_free(c);
		return e;
	}
	c->pid = (pid_t)e;
	if (!cloexec)
		fd_set_flags(c->fd, 0);
	list_command(c);
	return (long)c->stream;
}

/* XSH pclose(): the command's wait status; ECHILD. */
long
sys_pclose(FILE *f)
{
	struct command *c, **at;
	pid_t pid;

	lock_acquire(&commands_lock);
	for (at = &commands; *at != NULL && (*at)->stream != f; )
		at = &(*at)->next;
	if ((c = *at) != NULL)
		*at = c->next;
	lock_release(&commands_lock);
	if (c == NULL)
		return -ECHILD;
	pid = c->pid;
	mm_free(c);
	fclose(f);
	return pid == 0 ? NOT_RUN : await(pid);
}
