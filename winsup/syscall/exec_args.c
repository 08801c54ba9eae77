/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The exec functions that are others in another dress (XSH exec).
 */
#include "syscall/stub.h"

#include <alloca.h>

extern char **environ;

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

/* Arguments of a list up to its NULL. */
static unsigned
count_args(va_list ap)
{
	unsigned n = 1;

	while (va_arg(ap, char *) != NULL)
		n++;
	return n;
}

static void
collect_args(char **argv, const char *first, unsigned n, va_list ap)
{
	argv[0] = (char *)first;
	for (unsigned i = 1; i <= n; i++)
		argv[i] = va_arg(ap, char *);
}

int
execl(const char *path, const char *arg, ...)
{
	char **argv;
	unsigned n;
	va_list ap;

	va_start(ap, arg);
	n = count_args(ap);
	va_end(ap);
	argv = alloca((n + 1) * sizeof *argv);
	va_start(ap, arg);
	collect_args(argv, arg, n, ap);
	va_end(ap);
	return execve(path, argv, environ);
}

int
execlp(const char *file, const char *arg, ...)
{
	char **argv;
	unsigned n;
	va_list ap;

	va_start(ap, arg);
	n = count_args(ap);
	va_end(ap);
	argv = alloca((n + 1) * sizeof *argv);
	va_start(ap, arg);
	collect_args(argv, arg, n, ap);
	va_end(ap);
	return execvpe(file, argv, environ);
}

int
execle(const char *path, const char *arg, ...)
{
	char **argv, **env;
	unsigned n;
	va_list ap;

	va_start(ap, arg);
	n = count_args(ap);
	va_end(ap);
	/* A va_list given away is a copy here: it also fetches what follows. */
	argv = alloca((n + 2) * sizeof *argv);
	va_start(ap, arg);
	collect_args(argv, arg, n + 1, ap);
	env = (char **)argv[n + 1];
	va_end(ap);
	return execve(path, argv, env);
}
