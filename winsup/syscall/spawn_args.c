/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The exec functions (XSH exec) and those of <process.h>: execve() and
 * posix_spawn() in another dress.
 */
#include "syscall/stub.h"

#include <alloca.h>
#include <process.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

typedef int spawn_fn(pid_t *, const char *, const posix_spawn_file_actions_t *,
    const posix_spawnattr_t *, char *const [], char *const []);

/* In a session of its own, where the caller's signals and terminal are not. */
static int
start_apart(pid_t *pid, const char *file, char *const *argv, char *const *env,
    spawn_fn *spawn)
{
	posix_spawnattr_t attr;
	int e = posix_spawnattr_init(&attr);

	if (e != 0)
		return e;
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID);
	e = spawn(pid, file, NULL, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	return e;
}

static int
status_of(pid_t pid)
{
	int status;
	pid_t r;

	while ((r = waitpid(pid, &status, 0)) < 0 && errno == EINTR)
		continue;
	return r < 0 ? -1 : status;
}

/* EINVAL (the mode), and errors of posix_spawn(). */
static int
start(int mode, const char *file, char *const *argv, char *const *env,
    spawn_fn *spawn)
{
	pid_t pid;
	int e;

	if (mode < _P_WAIT || mode > _P_DETACH)
		return (int)sys_ret(-EINVAL);
	if (mode == _P_OVERLAY)
		return spawn == posix_spawnp ? execvpe(file, argv, env) :
		    execve(file, argv, env);
	e = mode == _P_DETACH ? start_apart(&pid, file, argv, env, spawn) :
	    spawn(&pid, file, NULL, NULL, argv, env);
	if (e != 0)
		return (int)sys_ret(-e);
	return mode == _P_WAIT ? status_of(pid) : pid;
}

int
execv(const char *path, char *const argv[])
{
	return execve(path, argv, environ);
}

int
execvp(const char *file, char *const argv[])
{
	return execvpe(file, argv, environ);
}

int
spawnv(int mode, const char *path, const char *const *argv)
{
	return start(mode, path, (char *const *)argv, environ, posix_spawn);
}

int
spawnve(int mode, const char *path, const char *const *argv,
    const char *const *env)
{
	return start(mode, path, (char *const *)argv, (char *const *)env,
	    posix_spawn);
}

int
spawnvp(int mode, const char *file, const char *const *argv)
{
	return start(mode, file, (char *const *)argv, environ, posix_spawnp);
}

int
spawnvpe(int mode, const char *file, const char *const *argv,
    const char *const *env)
{
	return start(mode, file, (char *const *)argv, (char *const *)env,
	    posix_spawnp);
}

/* Arguments of a list with the first, which is not in it, and its NULL. */
static unsigned
count_args(va_list ap)
{
	unsigned n = 2;

	while (va_arg(ap, char *) != NULL)
		n++;
	return n;
}

/* The list, and behind its NULL perhaps the environment. */
static int
start_list(int mode, const char *file, const char *first, va_list ap,
    int has_env, spawn_fn *spawn)
{
	char **argv;
	va_list copy;
	unsigned n;

	va_copy(copy, ap);
	n = first == NULL ? 1 : count_args(copy);
	va_end(copy);
	argv = alloca(n * sizeof *argv);
	argv[0] = (char *)first;
	for (unsigned i = 1; i < n; i++)
		argv[i] = va_arg(ap, char *);
	return start(mode, file, argv, has_env ? va_arg(ap, char **) : environ,
	    spawn);
}

int
execl(const char *path, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(_P_OVERLAY, path, arg, ap, 0, posix_spawn);
	va_end(ap);
	return r;
}

/* newlib's <unistd.h> has it: execlp() with an environment. */
int
execlpe(const char *file, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(_P_OVERLAY, file, arg, ap, 1, posix_spawnp);
	va_end(ap);
	return r;
}

int
execle(const char *path, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(_P_OVERLAY, path, arg, ap, 1, posix_spawn);
	va_end(ap);
	return r;
}

int
execlp(const char *file, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(_P_OVERLAY, file, arg, ap, 0, posix_spawnp);
	va_end(ap);
	return r;
}

int
spawnl(int mode, const char *path, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(mode, path, arg, ap, 0, posix_spawn);
	va_end(ap);
	return r;
}

int
spawnle(int mode, const char *path, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(mode, path, arg, ap, 1, posix_spawn);
	va_end(ap);
	return r;
}

int
spawnlp(int mode, const char *file, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(mode, file, arg, ap, 0, posix_spawnp);
	va_end(ap);
	return r;
}

int
spawnlpe(int mode, const char *file, const char *arg, ...)
{
	va_list ap;
	int r;

	va_start(ap, arg);
	r = start_list(mode, file, arg, ap, 1, posix_spawnp);
	va_end(ap);
	return r;
}

/* As waitpid(); the action says nothing. */
int
cwait(int *status, int pid, int action)
{
	return waitpid(pid, status, 0);
}
