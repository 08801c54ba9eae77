/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of locales (XBD 8.2): language[_territory][.codeset][@modifier].
 */
#include <string.h>

#include "locale_impl.h"

/* Is name one that newlib may load? (Called for names other than C.) */
int __locale_is_known(const char *name);

/*
 * Windows has no locale without a script where several are in use. Serbian is
 * Cyrillic where nothing is said, as elsewhere.
 */
static const char scripts[][5] = { "Latn", "Cyrl", "Arab", "Deva", "Cans" };

static const struct {
	const char *modifier, *script;
} modifiers[] = {
	{ "latin", "Latn" }, { "cyrillic", "Cyrl" }, { "arabic", "Arab" },
	{ "devanagari", "Deva" },
	/* They say nothing of language, place or script. */
	{ "euro", "" }, { "cjksingle", "" }, { "cjknarrow", "" },
	{ "cjkwide", "" },
};

struct parts {
	char language[4], territory[3];
	const char *script, *variant;
};

static size_t
letters(const char *s, char first, char last)
{
	size_t n = 0;

	while (s[n] >= first && s[n] <= last)
		n++;
	return n;
}

/* 0, or -1: not of the form, or of more parts than Windows has. */
static int
parse(const char *s, struct parts *p)
{
	size_t n = letters(s, 'a', 'z'), i;

	memset(p, 0, sizeof(*p));
	p->script = p->variant = "";
	if (n < 2 || n > 3)
		return -1;
	memcpy(p->language, s, n);
	s += n;
	if (*s == '_') {
		if (letters(++s, 'A', 'Z') != 2)
			return -1;
		memcpy(p->territory, s, 2);
		s += 2;
	}
	if (*s == '.')
		s += strcspn(s, "@");
	if (*s == '\0')
		return 0;
	if (*s++ != '@')
		return -1;
	for (i = 0; i < sizeof(modifiers) / sizeof(modifiers[0]); i++)
		if (strcmp(s, modifiers[i].modifier) == 0) {
			p->script = modifiers[i].script;
			return 0;
		}
	p->variant = s;		/* ca_ES@valencia */
	return *s != '\0' && letters(s, 'a', 'z') == strlen(s) ? 0 : -1;
}

static int
is_known(const struct parts *p, const char *script, uint16_t out[LOCALE_NAME])
{
	const char *part[] = { p->language, script, p->territory, p->variant };
	size_t n = 0, i, k, len;

	for (i = 0; i < 4; i++) {
		len = strlen(part[i]);
		if (len == 0)
			continue;
		if (n + 1 + len >= LOCALE_NAME)
			return 0;
		if (n > 0)
			out[n++] = '-';
		for (k = 0; k < len; k++)
			out[n++] = (unsigned char)part[i][k];
	}
	out[n] = 0;
	return nt_nls_known(out);
}

int
locale_windows_name(const char *name, uint16_t out[LOCALE_NAME])
{
	struct parts p;
	size_t i;

	if (parse(name, &p) != 0)
		return -1;
	if (*p.script == '\0' && strcmp(p.language, "sr") == 0)
		p.script = "Cyrl";
	if (is_known(&p, p.script, out))
		return 0;
	for (i = 0; *p.script == '\0' &&
	    i < sizeof(scripts) / sizeof(scripts[0]); i++)
		if (is_known(&p, scripts[i], out))
			return 0;
	return -1;
}

int
__locale_is_known(const char *name)
{
	uint16_t windows[LOCALE_NAME];

	return locale_windows_name(name, windows) == 0;
}
