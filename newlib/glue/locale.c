/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What newlib, built for a *-cygwin* target, asks of its DLL when a locale
 * is loaded; the categories that differ from C's are in ../locale.
 *
 * The C locale (alias POSIX) has single bytes, C.UTF-8 is the default of a
 * program that has not called setlocale(). Others are known by the names that
 * Windows has data for, with the character set in the name, UTF-8 where there
 * is none in it. Names whose set is not built in (GBK, GB18030, EUC-KR, Big5)
 * are refused like those of unknown places: setlocale() returns NULL.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "newlib_private.h"

/* The character set of a locale name that has none in it. */
void
__set_charset_from_locale(const char *locale, char *charset)
{
	const char *mod = strchr(locale, '@');

	/* The one modifier that names a set: the sign is not in Latin 1. */
	if (mod != NULL && strcmp(mod, "@euro") == 0)
		strcpy(charset, "ISO-8859-15");
	else
		strcpy(charset, "UTF-8");
}

/* Aliases such as "german": the installation has no alias file. */
char *
__set_locale_from_locale_alias(const char *alias, char *full)
{
	(void)alias;
	(void)full;
	return NULL;
}

/*
 * The loaders below return -1 for failure, 0 when the category is that of
 * the C locale, 1 when *out holds values of its own; then *buf must be a
 * malloc'd block, which newlib frees together with its copy of *out.
 */
int
__set_lc_ctype_from_win(const char *name, const struct lc_ctype_T *c,
    struct lc_ctype_T *out, char **buf, void *wctomb, const char *charset,
    int mb_cur_max)
{
	size_t len = strlen(charset) + 1;
	char *p;

	(void)name;
	(void)wctomb;
	if (strcmp(charset, "ASCII") == 0)
		return 0;
	p = malloc(len + 2);
	if (p == NULL)
		return -1;
	*out = *c;			/* the digits */
	memcpy(p, charset, len);
	p[len] = (char)mb_cur_max;
	p[len + 1] = '\0';
	out->codeset = p;
	out->mb_cur_max = p + len;
	*buf = p;
	return 1;
}

/* What a yes is in another language is not in Windows' data. */
int
__set_lc_messages_from_win(const char *name, const struct lc_messages_T *c,
    struct lc_messages_T *out, char **buf, void *wctomb, const char *charset)
{
	(void)name;
	(void)c;
	(void)out;
	(void)buf;
	(void)wctomb;
	(void)charset;
	return 0;
}

/*
 * newlib's follows the value of LC_GLOBAL_LOCALE as if it were a pointer.
 * The name stays until the thread's next call (XSH getlocalename_l).
 */
const char *
getlocalename_l(int category, struct __locale_t *loc)
{
	if (category <= LC_ALL || category > LC_MESSAGES)
		return NULL;
	if (loc == LC_GLOBAL_LOCALE)
		return strcpy(_REENT_GETLOCALENAME_L_BUF(_REENT),
		    __get_global_locale()->categories[category]);
	return loc->categories[category];
}
