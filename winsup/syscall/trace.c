/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Decoding of arguments and results for ISTHMUS_TRACE=syscall.
 */
#include "syscall/stub.h"

#include <limits.h>
#include <string.h>

#include "nt/fault.h"

#define LINE	800
#define SHOWN	40		/* bytes of a buffer */
#define STRING	160		/* bytes of a string */

struct line {
	char text[LINE];
	size_t n;
};

static void put(struct line *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
put(struct line *l, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->text + l->n, LINE - l->n, fmt, ap);
	va_end(ap);
	if (n > 0)
		l->n += (size_t)n;
	if (l->n >= LINE)
		l->n = LINE - 1;
}

/* What cannot be read is shown as a number. */
static void
put_bytes(struct line *l, const void *p, size_t len, size_t max)
{
	char quoted[4 * PATH_MAX / 16], start[STRING];
	size_t n = len < max ? len : max;

	if (p == NULL)
		put(l, "NULL");
	else if (nt_copy(start, p, n) < n)
		put(l, "%p", p);
	else if (trace_quote(quoted, sizeof quoted, start, len, max) > 0)
		put(l, "%s", quoted);
}

static void
put_string(struct line *l, const char *s)
{
	long n = nt_text_length(s, PATH_MAX);

	if (n < 0 && s != NULL)
		put(l, "%p", (const void *)s);
	else
		put_bytes(l, s, n < 0 ? 0 : (size_t)n, STRING);
}

static const struct {
	int flag;
	const char *name;
} open_flags[] = {
	{ O_APPEND, "O_APPEND" }, { O_CREAT, "O_CREAT" },
	{ O_TRUNC, "O_TRUNC" }, { O_EXCL, "O_EXCL" },
	{ O_NONBLOCK, "O_NONBLOCK" }, { O_NOCTTY, "O_NOCTTY" },
	{ O_CLOEXEC, "O_CLOEXEC" }, { O_DIRECTORY, "O_DIRECTORY" },
	{ O_NOFOLLOW, "O_NOFOLLOW" }, { O_SYNC, "O_SYNC" },
	{ O_EXEC, "O_EXEC" }, { O_PATH, "O_PATH" },
};

static void
put_open_flags(struct line *l, int flags)
{
	static const char *const access[] = {
		"O_RDONLY", "O_WRONLY", "O_RDWR", "3"
	};

	put(l, "%s", access[flags & O_ACCMODE]);
	flags &= ~O_ACCMODE;
	for (size_t i = 0; i < sizeof open_flags / sizeof *open_flags; i++)
		if ((flags & open_flags[i].flag) == open_flags[i].flag) {
			put(l, "|%s", open_flags[i].name);
			flags &= ~open_flags[i].flag;
		}
	if (flags != 0)
		put(l, "|%#x", (unsigned)flags);
}

static void
put_whence(struct line *l, int whence)
{
	static const char *const name[] = {
		"SEEK_SET", "SEEK_CUR", "SEEK_END"
	};

	if (whence >= 0 && whence <= 2)
		put(l, "%s", name[whence]);
	else
		put(l, "%d", whence);
}

static void
put_stat(struct line *l, const struct stat *st, long r)
{
	if (r < 0 || st == NULL)
		put(l, "%p", (const void *)st);
	else
		put(l, "{mode=%#o, size=%lld, ino=%llu}",
		    (unsigned)st->st_mode, (long long)st->st_size,
		    (unsigned long long)st->st_ino);
}

static void
put_timespec(struct line *l, const struct timespec *ts)
{
	struct timespec t;

	if (ts == NULL)
		put(l, "NULL");
	else if (nt_copy(&t, ts, sizeof t) < sizeof t)
		put(l, "%p", (const void *)ts);
	else
		put(l, "{%lld, %ld}", (long long)t.tv_sec, t.tv_nsec);
}

/* How long is the buffer of "in:N" or "out:N"? */
static size_t
buffer_length(const char *spec, const long *args, long r)
{
	long n;

	if (strncmp(spec, "ret", 3) == 0)
		n = r;
	else
		n = args[*spec - '1'];
	return n > 0 ? (size_t)n : 0;
}

static int
is(const char *word, size_t len, const char *name)
{
	return strlen(name) == len && memcmp(word, name, len) == 0;
}

static void
put_number(struct line *l, const char *w, size_t len, long v)
{
	if (is(w, len, "oct") || is(w, len, "mode"))
		put(l, "%#o", (unsigned)v);
	else if (is(w, len, "hex"))
		put(l, "%#lx", (unsigned long)v);
	else if (is(w, len, "size"))
		put(l, "%lu", (unsigned long)v);
	else if (is(w, len, "off"))
		put(l, "%ld", v);
	else if (is(w, len, "ptr"))
		put(l, "%p", (void *)v);
	else if (is(w, len, "uint"))
		put(l, "%u", (unsigned)v);
	else if (is(w, len, "dfd") && (int)v == AT_FDCWD)
		put(l, "AT_FDCWD");
	else
		put(l, "%d", (int)v);		/* fd, int, sig */
}

static void
put_arg(struct line *l, const char *w, size_t len, long v, const long *args,
    long r)
{
	const void *p = (const void *)v;

	if (is(w, len, "str") || is(w, len, "path"))
		put_string(l, p);
	else if (strncmp(w, "in:", 3) == 0)
		put_bytes(l, p, buffer_length(w + 3, args, r), SHOWN);
	else if (strncmp(w, "out:", 4) == 0) {
		if (SYS_IS_ERROR(r))
			put(l, "%p", p);
		else
			put_bytes(l, p, buffer_length(w + 4, args, r), SHOWN);
	} else if (is(w, len, "oflags"))
		put_open_flags(l, (int)v);
	else if (is(w, len, "whence"))
		put_whence(l, (int)v);
	else if (is(w, len, "stat"))
		put_stat(l, p, r);
	else if (is(w, len, "tspec"))
		put_timespec(l, p);
	else
		put_number(l, w, len, v);
}

void
sys_trace(const char *name, const char *words, int nargs, const long *args,
    long r)
{
	struct line l = { .n = 0 };
	int saved = errno;

	put(&l, "%s(", name);
	for (int i = 0; i < nargs; i++) {
		size_t len = strcspn(words, " ");

		put(&l, "%s", i > 0 ? ", " : "");
		put_arg(&l, words, len, args[i], args, r);
		words += len + (words[len] == ' ');
	}
	if (SYS_IS_ERROR(r))
		put(&l, ") = -1 (%s)", strerror((int)-r));
	else if (r > 0xffffff || r < 0)
		put(&l, ") = %#lx", (unsigned long)r);
	else
		put(&l, ") = %ld", r);
	trace_line(TRACE_SYSCALL, "%s", l.text);
	sys_restore_errno(saved);
}
