/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * dlopen() and its kin (POSIX.1-2024; dladdr and RTLD_NEXT too).
 *
 * A handle is the image's base address, held by one reference of Windows'
 * own count per dlopen().  A search over everything sees the program,
 * isthmus1.dll, the DLLs on it as they were loaded, and then all others, but
 * not what came with a dlopen() for RTLD_LOCAL.  (To the loader that makes
 * no difference: on Windows every DLL names the DLL it takes a symbol from.)
 *
 * These are entry points without stubs: they never set errno, and
 * RTLD_NEXT needs the caller's address.
 */
#include <dlfcn.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crt/modules.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/image.h"
#include "nt/utf.h"
#include "path/room.h"
#include "thread/room.h"

#define PUBLIC		__attribute__((used))
#define ERROR_MAX	1024

/* The thread's text, made at its first error; NULL without memory. */
static char *
error_text(void)
{
	struct thread *t = thr_self();

	if (t->dl_error == NULL)
		t->dl_error = mm_zalloc(2 * ERROR_MAX);
	return t->dl_error;
}

static void __attribute__((format(printf, 1, 2)))
set_error(const char *fmt, ...)
{
	char *text = error_text();
	va_list ap;

	if (text == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, ERROR_MAX, fmt, ap);
	va_end(ap);
}

/* What failed last in this thread, once; valid until the next dl call. */
PUBLIC char *
dlerror(void)
{
	struct thread *t = thr_self();
	char *text = t->dl_error;

	if (text == NULL || text[0] == '\0')
		return NULL;
	memcpy(text + ERROR_MAX, text, ERROR_MAX);
	text[0] = '\0';
	return text + ERROR_MAX;
}

static int
has_suffix(const char *name)
{
	const char *slash = strrchr(name, '/'), *base;

	base = slash != NULL ? slash + 1 : name;
	return strchr(base, '.') != NULL;
}

/* How an image is looked for: loaded now, or found among those that are. */
typedef void *load_fn(const char *win32, uint32_t *error);

static void *
find(const char *win32, uint32_t *error)
{
	*error = 0;
	return nt_image_find(win32);
}

/*
 * The file of that POSIX path; Windows adds ".dll" to a name without a dot,
 * and so do we, since a path of ours may need conversion of its last
 * component.
 */
static void *
load_path(load_fn *load, const char *path, uint32_t *error)
{
	char *win32 = malloc(PATH_NT_MAX);
	void *image = NULL;
	long n;

	*error = 0;
	if (win32 == NULL) {
		*error = NT_IMAGE_NO_MEMORY;
		return NULL;
	}
	n = path_to_win32(win32, PATH_NT_MAX - 5, path);
	if (n < 0) {
		*error = NT_IMAGE_TOO_LONG;
	} else {
		if (!has_suffix(path))
			strcpy(win32 + n, ".dll");
		image = load(win32, error);
	}
	free(win32);
	return image;
}

/* Each folder of a list such as LD_LIBRARY_PATH. */
static void *
load_from_list(load_fn *load, const char *list, const char *name,
    uint32_t *error)
{
	size_t len, room = strlen(list) + strlen(name) + 2;
	char *path = malloc(room);
	void *image = NULL;

	while (path != NULL && image == NULL && *list != '\0') {
		len = strcspn(list, ":");
		if (len > 0) {
			memcpy(path, list, len);
			path[len] = '/';
			strcpy(path + len + 1, name);
			image = load_path(load, path, error);
		}
		list += len + (list[len] == ':');
	}
	free(path);
	return image;
}

/*
 * A name with a slash is that file.  Another one is looked for in
 * LD_LIBRARY_PATH, then where Windows looks (among what is loaded, in the
 * program's folder, in the system's, in PATH), then in /usr/lib.
 */
static void *
load_name(load_fn *load, const char *name, uint32_t *error)
{
	const char *list = getenv("LD_LIBRARY_PATH");
	void *image = NULL;

	if (strpbrk(name, "/\\") != NULL)
		return load_path(load, name, error);
	if (list != NULL)
		image = load_from_list(load, list, name, error);
	if (image == NULL)
		image = load(name, error);
	if (image == NULL)
		image = load_from_list(load, "/usr/lib", name, error);
	return image;
}

static void
say_load_error(const char *name, uint32_t error)
{
	const char *reason = nt_image_reason(error);

	if (reason != NULL)
		set_error("%s: %s", name, reason);
	else
		set_error("%s: cannot be loaded (Windows error %u)", name,
		    (unsigned)error);
}

#define IMAGES_MAX	512
#define HIDDEN_MAX	256

static void *hidden[HIDDEN_MAX];	/* LOCK_DL; fork class: copy */
static struct lock hidden_lock = LOCK_INIT(LOCK_DL, "hidden");

static int
is_hidden(const void *image)
{
	int found = 0;

	lock_acquire(&hidden_lock);
	for (int i = 0; i < HIDDEN_MAX && !found; i++)
		found = hidden[i] == image;
	lock_release(&hidden_lock);
	return found;
}

/* With more hidden images than there is room for, the rest is seen. */
static void
hide(void *image, int on)
{
	int place = -1;

	lock_acquire(&hidden_lock);
	for (int i = 0; i < HIDDEN_MAX; i++) {
		if (hidden[i] == image)
			hidden[i] = NULL;
		if (hidden[i] == NULL)
			place = i;
	}
	if (on && place >= 0)
		hidden[place] = image;
	lock_release(&hidden_lock);
}

/*
 * An image was loaded, perhaps with others that were not among the n before,
 * or was there already: RTLD_LOCAL takes nothing back.
 */
static void
set_scope(void *const *before, size_t n, void *image, int global)
{
	void *now[IMAGES_MAX];
	size_t m = nt_image_list(now, IMAGES_MAX), i, k;

	for (i = 0; i < m && i < IMAGES_MAX; i++) {
		for (k = 0; k < n && before[k] != now[i]; k++)
			;
		if (k == n)
			hide(now[i], !global);
	}
	if (global)
		hide(image, 0);
}

/* Loads it; NULL and a text for dlerror(). */
static void *
load(const char *name, int global)
{
	void *before[IMAGES_MAX], *image;
	size_t n = nt_image_list(before, IMAGES_MAX);
	struct modules_load scope;
	uint32_t error = 0;

	modules_load_begin(&scope);
	image = load_name(nt_image_load, name, &error);
	if (image != NULL)
		set_scope(before, n < IMAGES_MAX ? n : IMAGES_MAX, image,
		    global);
	modules_load_end(&scope);
	if (image == NULL)
		say_load_error(name, error);
	return image;
}

/*
 * NULL and a text for dlerror(): no such file, not a DLL, something it
 * needs is missing, or mode has neither RTLD_LAZY nor RTLD_NOW.
 */
PUBLIC void *
dlopen(const char *name, int mode)
{
	uint32_t error = 0;
	void *image;

	if ((mode & (RTLD_LAZY | RTLD_NOW)) == 0) {
		set_error("dlopen: mode has neither RTLD_LAZY nor RTLD_NOW");
		return NULL;
	}
	if (name == NULL)
		return nt_image_program();
	/* A forked child in place must not load what its parent has not. */
	thr_may_block();
	if (mode & RTLD_NOLOAD) {
		image = load_name(find, name, &error);
		if (image == NULL)
			set_error("%s: not loaded", name);
		else if (mode & RTLD_GLOBAL)
			hide(image, 0);
	} else {
		image = load(name, (mode & RTLD_GLOBAL) != 0);
	}
	if (image != NULL && (mode & RTLD_NODELETE))
		nt_image_pin(image);
	trace(TRACE_START, "dlopen %s: %p", name, image);
	return image;
}

/* Whether it is the base of an image. */
static int
is_image(void *handle)
{
	return handle != NULL && nt_image_of(handle) == handle;
}

/* Returns 0, or -1 and a text for dlerror(). */
PUBLIC int
dlclose(void *handle)
{
	if (!is_image(handle)) {
		set_error("dlclose: not an open handle");
		return -1;
	}
	if (handle == nt_image_program())
		return 0;
	thr_may_block();
	if (nt_image_unload(handle) < 0) {
		set_error("dlclose: cannot unload");
		return -1;
	}
	return 0;
}

/* In the order of modules_image(), then in all others; from after on. */
static void *
search(const char *name, void *after)
{
	void *list[IMAGES_MAX], *image, *symbol;
	size_t n, i;
	unsigned k;

	for (k = 0; (image = modules_image(k)) != NULL; k++) {
		if (after == NULL && !is_hidden(image) &&
		    (symbol = nt_image_symbol(image, name)) != NULL)
			return symbol;
		if (image == after)
			after = NULL;
	}
	n = nt_image_list(list, IMAGES_MAX);
	for (i = 0; i < n && i < IMAGES_MAX; i++)
		if (!is_hidden(list[i]) &&
		    (symbol = nt_image_symbol(list[i], name)) != NULL)
			return symbol;
	return NULL;
}

/* NULL and a text for dlerror() if there is no such name. */
PUBLIC void *
dlsym(void *restrict handle, const char *restrict name)
{
	void *symbol;

	if (handle == RTLD_NEXT)
		symbol = search(name,
		    nt_image_of(__builtin_return_address(0)));
	else if (handle == RTLD_DEFAULT || handle == nt_image_program())
		symbol = search(name, NULL);
	else if (is_image(handle))
		symbol = nt_image_symbol(handle, name);
	else {
		set_error("dlsym: not an open handle");
		return NULL;
	}
	if (symbol == NULL)
		set_error("%s: no such symbol", name);
	return symbol;
}

/*
 * The image's POSIX path, which stays for good (dli_fname is not freed by
 * anyone): each path is kept once.  NULL without memory.
 */
static const char *
path_of(void *image)
{
	static struct name {
		struct name *next;
		char path[];
	} *names;				/* LOCK_DL; fork class: copy */
	static struct lock lock = LOCK_INIT(LOCK_DL, "dladdr");
	uint16_t *nt = malloc(PATH_NT_MAX * sizeof(*nt));
	struct name *fresh = mm_alloc(sizeof(*fresh) + PATH_MAX), *n = NULL;
	long units = -1;

	if (nt != NULL && fresh != NULL)
		units = nt_image_path(image, nt, PATH_NT_MAX);
	if (units >= 0 && path_from_nt(fresh->path, PATH_MAX, nt,
	    (size_t)units) >= 0) {
		lock_acquire(&lock);
		for (n = names; n != NULL; n = n->next)
			if (strcmp(n->path, fresh->path) == 0)
				break;
		if (n == NULL) {
			n = fresh;
			n->next = names;
			names = n;
			fresh = NULL;
		}
		lock_release(&lock);
	}
	mm_free(fresh);
	free(nt);
	return n != NULL ? n->path : NULL;
}

/* Nonzero and what the address belongs to; 0 if it lies in no image. */
PUBLIC int
dladdr(const void *restrict address, Dl_info_t *restrict info)
{
	void *image = nt_image_of(address), *start = NULL;

	if (image == NULL)
		return 0;
	info->dli_fname = path_of(image);
	if (info->dli_fname == NULL)
		return 0;
	info->dli_fbase = image;
	info->dli_sname = nt_image_nearest(image, address, &start);
	info->dli_saddr = info->dli_sname != NULL ? start : NULL;
	return 1;
}
