/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * system() without fork: the shell is a native process to us, started with
 * the handles behind descriptors 0 to 2, the current directory and the
 * environment as POSIX has them.
 */
#include "spawn/room.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fd/room.h"
#include "file/room.h"
#include "nt/file.h"
#include "nt/process.h"
#include "path/room.h"

extern char **environ;

#define SHELL	"/bin/sh.exe"

static int
have_shell(void)
{
	struct path *p = malloc(sizeof(*p));
	struct nt_name name;
	uint32_t attributes;
	int r = -ENOMEM;

	if (p != NULL)
		r = path_resolve(p, "/", SHELL);
	if (r == 0) {
		name = path_nt_name(p);
		r = nt_attributes(&name, &attributes);
	}
	free(p);
	return r >= 0;
}

/* "sh -c command" as one line; free() it. */
static char *
command_line(const char *command)
{
	static const char head[] = "sh -c ";
	size_t room = args_quote(NULL, command);
	char *line = malloc(sizeof(head) + room);

	if (line == NULL)
		return NULL;
	memcpy(line, head, sizeof(head) - 1);
	args_quote(line + sizeof(head) - 1, command);
	return line;
}

struct std {
	struct file *file[3];
	nt_handle handle[3];
	nt_handle null;			/* made here for /dev/null, or NULL */
};

static nt_handle
open_null(void)
{
	static const uint16_t name[] = u"\\??\\NUL";
	struct nt_open_args args = {
		.name = { name, sizeof(name) / sizeof(name[0]) - 1 },
		.access = NT_READ_DATA | NT_WRITE_DATA | NT_SYNCHRONIZE,
		.disposition = NT_OPEN,
		.options = NT_SYNCHRONOUS,
	};
	nt_handle h;

	return nt_open(&h, &args) >= 0 ? h : NULL;
}

/*
 * Of our devices only /dev/null has a counterpart that a native process can
 * be given; with any other the child finds the descriptor closed.
 */
static void
std_get(struct std *s)
{
	int i;

	s->null = NULL;
	for (i = 0; i < 3; i++) {
		s->file[i] = fd_get(i);
		s->handle[i] = NULL;
		if (s->file[i] == NULL)
			continue;
		s->handle[i] = s->file[i]->handle;
		if (s->handle[i] == NULL && s->file[i]->ops == &null_ops) {
			if (s->null == NULL)
				s->null = open_null();
			s->handle[i] = s->null;
		}
	}
}

static void
std_put(struct std *s)
{
	int i;

	for (i = 0; i < 3; i++)
		if (s->file[i] != NULL)
			file_unref(s->file[i]);
	if (s->null != NULL)
		nt_close(s->null);
}

static int
start(const char *line, nt_handle *process)
{
	char program[PATH_MAX], here[PATH_MAX], cwd[PATH_MAX];
	static const struct environ_paths paths = {
		.path = path_to_win32,
		.list = path_list_to_win32,
	};
	struct nt_spawn s = { .program = program, .command_line = line };
	struct std std;
	uint32_t pid;
	long r;

	r = path_to_win32(program, sizeof(program), SHELL);
	if (r >= 0)
		r = path_getcwd(here, sizeof(here));
	if (r >= 0 && path_to_win32(cwd, sizeof(cwd), here) >= 0)
		s.cwd = cwd;
	if (r < 0)
		return (int)r;
	s.environment = environ_block(environ, &paths, malloc);
	if (s.environment == NULL)
		return -ENOMEM;
	std_get(&std);
	memcpy(s.handles, std.handle, sizeof(s.handles));
	r = nt_spawn(&s, process, &pid);
	std_put(&std);
	free((void *)s.environment);
	return (int)r;
}

long
spawn_system(const char *command)
{
	nt_handle process;
	uint32_t code;
	char *line;
	int r;

	if (command == NULL)
		return have_shell();
	line = command_line(command);
	if (line == NULL)
		return -ENOMEM;
	r = start(line, &process);
	free(line);
	if (r == -ENOENT || r == -EACCES)
		return 127 << 8;
	if (r < 0)
		return r;
	r = nt_process_wait(process, &code);
	return r < 0 ? r : (long)(code & 0xff) << 8;
}
