/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: spawn/environ.c nt/utf.c */
/* The parent's environment block made into environ. */
#include "unit.h"

#include "spawn/room.h"

void *mm_alloc(size_t n) { return malloc(n); }
void *mm_realloc(void *p, size_t n) { return realloc(p, n); }
void mm_free(void *p) { free(p); }

/* What environ_make() makes stays for good. */
static void *kept[64];
static int n_kept;

static void *
keep(size_t size)
{
	CHECK(n_kept < 64);
	return kept[n_kept++] = malloc(size);
}

static long
path_one(char *dst, size_t size, const char *win32)
{
	return snprintf(dst, size, "/P/%s", win32);
}

static long
path_list(char *dst, size_t size, const char *list)
{
	return snprintf(dst, size, "/L/%s", list);
}

static const struct environ_paths paths = { path_one, path_list };

static const char *
value(char **env, const char *name)
{
	size_t n = strlen(name);

	for (; *env != NULL; env++)
		if (strncmp(*env, name, n) == 0 && (*env)[n] == '=')
			return *env + n + 1;
	return NULL;
}

/* A block larger than it began: many variables, and one alone. */
static void
grows(void)
{
	enum { N = 300, LONG = 20000 };
	static char text[N][32], huge[LONG + 3] = "L=";
	char *env[N + 2];
	uint16_t *block, *at;

	for (int i = 0; i < N; i++) {
		snprintf(text[i], sizeof text[i], "V%03d=0123456789 \xc3\xa4%d",
		    i, i % 10);
		env[i] = text[i];
	}
	memset(huge + 2, 'x', LONG);
	env[N] = huge;
	env[N + 1] = NULL;
	at = block = environ_block(env, &paths);
	CHECK(block != NULL);
	for (int i = 0; i < N; i++, at += 19) {
		CHECK_INT(at[0], 'V');
		CHECK_INT(at[14], '9');
		CHECK_INT(at[16], 0xe4);
		CHECK_INT(at[17], '0' + i % 10);
		CHECK_INT(at[18], 0);
	}
	CHECK(at[0] == 'L' && at[1] == '=' && at[LONG + 1] == 'x');
	CHECK(at[LONG + 2] == 0 && at[LONG + 3] == 0);
	mm_free(block);
}

int
main(void)
{
	static const uint16_t block[] = u"=C:=C:\\x\0Path=C:\\a;D:\\b\0"
	    "TEMP=C:\\t\0TMP=/already\0ODD\0EMPTY=\0A=b=c\0U=\u00e9\u20ac\0"
	    "USERPROFILE=C:\\u\0";
	char **e = environ_make(block, &paths, keep);
	CHECK(e != NULL);
	CHECK_STR(value(e, "PATH"), "/L/C:\\a;D:\\b");
	CHECK(value(e, "Path") == NULL);
	CHECK_STR(value(e, "TEMP"), "/P/C:\\t");
	CHECK_STR(value(e, "TMP"), "/already");
	CHECK_STR(value(e, "EMPTY"), "");
	CHECK_STR(value(e, "A"), "b=c");
	CHECK_STR(value(e, "U"), "\303\251\342\202\254");
	CHECK_STR(value(e, "HOME"), "/P/C:\\u");
	for (char **p = e; *p != NULL; p++)
		CHECK((*p)[0] != '=');
	static const uint16_t home[] = u"HOME=/root\0USERPROFILE=C:\\u\0";
	CHECK_STR(value(environ_make(home, &paths, keep), "HOME"), "/root");
	static const uint16_t none[] = u"\0";
	CHECK(environ_make(none, NULL, keep)[0] == NULL);
	char b[8];
	CHECK_INT(environ_peek(block, "TEMP", b, sizeof b), 4);
	CHECK_STR(b, "C:\\t");
	CHECK_INT(environ_peek(block, "NONE", b, sizeof b), -1);
	CHECK_INT(environ_peek(block, "Path", b, 4), 3);
	CHECK_STR(b, "C:\\");
	char *out[] = { "PATH=/a:/b", "TMP=/t", "X=y", "bad", "=C:=x", NULL };
	uint16_t *b16 = environ_block(out, &paths);
	static const uint16_t want[] =
	    u"PATH=/L//a:/b\0TMP=/P//t\0X=y\0";
	CHECK(memcmp(b16, want, sizeof want) == 0);
	mm_free(b16);
	grows();
	char *empty[] = { NULL };
	b16 = environ_block(empty, &paths);
	CHECK(b16[0] == 0 && b16[1] == 0);
	mm_free(b16);
	return (0);
}
