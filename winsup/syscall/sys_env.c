/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The environment's functions (POSIX.1-2024).  environ itself is newlib's
 * variable; a program may also point it elsewhere.
 *
 * getenv() takes no lock, as everybody expects of it, so that what it may be
 * looking at stays: an array or a string that was outgrown is not freed.
 * Strings and the array double when they grow, which bounds what is lost so.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lock.h"

extern char **environ;

/* A string that setenv() made, and may write to again. */
struct own {
	struct own *next;
	size_t room;
	char text[];
};

/* Fork class: copy. */
static struct lock lock = LOCK_INIT(LOCK_ENVIRON, "environ");
static struct own *owned;		/* lock */
static char **array;			/* lock: the one that we made */
static size_t array_room;		/* lock */

/* The variable's place in environ, NULL if it is not set. */
static char **
find(const char *name, size_t len)
{
	char **e;

	if (environ == NULL)
		return NULL;
	for (e = environ; *e != NULL; e++)
		if (strncmp(*e, name, len) == 0 && (*e)[len] == '=')
			return e;
	return NULL;
}

/* Length of a name that can be set, 0 of one that cannot. */
static size_t
name_length(const char *name)
{
	size_t len = name != NULL ? strcspn(name, "=") : 0;

	return len > 0 && name[len] == '\0' ? len : 0;
}

char *
getenv(const char *name)
{
	size_t len = name_length(name);
	char **e = len > 0 ? find(name, len) : NULL;

	return e != NULL ? *e + len + 1 : NULL;
}

/* No program runs here with more rights than its caller. */
char *
secure_getenv(const char *name)
{
	return getenv(name);
}

/* Puts text into environ: at its place, or behind the last one. */
static int
place(char **at, char *text)
{
	size_t n = 0, room;
	char **grown;

	if (at != NULL) {
		*at = text;
		return 0;
	}
	while (environ != NULL && environ[n] != NULL)
		n++;
	if (environ != array || n + 2 > array_room) {
		room = 2 * n + 16;
		grown = malloc(room * sizeof(*grown));
		if (grown == NULL)
			return -ENOMEM;
		if (n > 0)
			memcpy(grown, environ, n * sizeof(*grown));
		array = grown;
		array_room = room;
	}
	array[n + 1] = NULL;
	array[n] = text;
	environ = array;
	return 0;
}

/*
 * The string to write to: one made before for that name, if it has the
 * room (the variable may be unset by now), else a new one.
 */
static struct own *
own_for(const char *name, size_t len, size_t need)
{
	struct own *o;

	for (o = owned; o != NULL; o = o->next) {
		if (strncmp(o->text, name, len) != 0 || o->text[len] != '=')
			continue;
		if (o->room >= need)
			return o;
		if (need < 2 * o->room)
			need = 2 * o->room;
	}
	o = malloc(sizeof(*o) + need);
	if (o == NULL)
		return NULL;
	o->room = need;
	memcpy(o->text, name, len);
	o->text[len] = '=';
	o->text[len + 1] = '\0';
	o->next = owned;
	owned = o;
	return o;
}

static int
set(const char *name, size_t len, const char *value)
{
	size_t size = strlen(value) + 1;
	struct own *o = own_for(name, len, len + 1 + size);

	if (o == NULL)
		return -ENOMEM;
	/* The value may be part of the same string. */
	memmove(o->text + len + 1, value, size);
	return place(find(name, len), o->text);
}

/* EINVAL: no name, an empty one or one with '='; ENOMEM. */
long
sys_setenv(const char *name, const char *value, int overwrite)
{
	size_t len = name_length(name);
	int r = 0;

	if (len == 0 || value == NULL)
		return -EINVAL;
	lock_acquire(&lock);
	if (overwrite || find(name, len) == NULL)
		r = set(name, len, value);
	lock_release(&lock);
	return r;
}

static void
unset(const char *name, size_t len)
{
	char **e;

	while ((e = find(name, len)) != NULL)
		for (; *e != NULL; e++)
			e[0] = e[1];
}

/* EINVAL: as for setenv. */
long
sys_unsetenv(const char *name)
{
	size_t len = name_length(name);

	if (len == 0)
		return -EINVAL;
	lock_acquire(&lock);
	unset(name, len);
	lock_release(&lock);
	return 0;
}

/*
 * The string itself becomes part of the environment; without '=' it names
 * a variable to be removed (as on Linux and BSD).  EINVAL: no name; ENOMEM.
 */
long
sys_putenv(char *string)
{
	size_t len = strcspn(string, "=");
	int r = 0;

	if (len == 0)
		return -EINVAL;
	lock_acquire(&lock);
	if (string[len] == '\0')
		unset(string, len);
	else
		r = place(find(string, len), string);
	lock_release(&lock);
	return r;
}

/* Always successful. */
long
sys_clearenv(void)
{
	lock_acquire(&lock);
	environ = NULL;
	lock_release(&lock);
	return 0;
}
