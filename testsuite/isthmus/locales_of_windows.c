/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, which locales are installed there is not known */
/* Locales come from Windows; names that it does not know are refused. */
#include <langinfo.h>
#include <locale.h>
#include <monetary.h>
#include <time.h>
#include <wchar.h>

#include "test.h"

static char buf[200];

static const char *
date(const char *format)
{
	struct tm tm = { .tm_year = 126, .tm_mon = 2, .tm_mday = 6,
	    .tm_hour = 17, .tm_min = 8, .tm_sec = 9, .tm_wday = 5 };

	CHECK(strftime(buf, sizeof buf, format, &tm) > 0);
	return buf;
}

static void
refused(void)
{
	static const char *const names[] = { "xx_XX", "de_XX.UTF-8", "xx",
	    "german", "de-DE", "de_DE@", "de_DE.UTF-8@nonesuch", "de_DE.EUC-JP",
	    "sr_RS@euro@latin", "d", "de_de", "de_DE_bavarian" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		for (int c = LC_ALL; c <= LC_MESSAGES; c++)
			CHECK(setlocale(c, names[i]) == NULL);
		errno = 0;
		CHECK(newlocale(LC_ALL_MASK, names[i], (locale_t)0) == NULL);
		CHECK_INT(errno, ENOENT);
	}
	setenv("LC_ALL", "xx_XX.UTF-8", 1);
	CHECK(setlocale(LC_ALL, "") == NULL);
	CHECK_STR(setlocale(LC_TIME, NULL), "C");
	CHECK_STR(nl_langinfo(CODESET), "UTF-8");
	CHECK_INT(MB_CUR_MAX, 6);
	CHECK_STR(date("%c %p %r"),
	    "Fri Mar  6 17:08:09 2026 PM 05:08:09 PM");
}

/* Each kind of name, and what shows that it is that locale. */
static void
known(void)
{
	static const struct {
		const char *name, *codeset, *sunday, *currency;
	} l[] = {
		{ "en_US.UTF-8", "UTF-8", "Sunday", "USD " },
		{ "fr_FR", "UTF-8", "dimanche", "EUR " },
		{ "de_DE@euro", "ISO-8859-15", "Sonntag", "EUR " },
		{ "fr_CA.ISO-8859-1", "ISO-8859-1", "dimanche", "CAD " },
		{ "ja_JP.UTF-8", "UTF-8", "日曜日", "JPY " },
		{ "ja_JP.UTF-8@cjkwide", "UTF-8", "日曜日", "JPY " },
		{ "sr_RS.UTF-8@latin", "UTF-8", "nedelja", "RSD " },
		{ "sr_RS.UTF-8", "UTF-8", "недеља", "RSD " },
	};

	for (size_t i = 0; i < sizeof l / sizeof l[0]; i++) {
		CHECK_STR(setlocale(LC_ALL, l[i].name), l[i].name);
		CHECK_STR(nl_langinfo(CODESET), l[i].codeset);
		CHECK_STR(nl_langinfo(DAY_1), l[i].sunday);
		CHECK_STR(localeconv()->int_curr_symbol, l[i].currency);
	}
	setlocale(LC_ALL, "en_US");
	CHECK_STR(date("%x %r %X"), "03/06/2026 05:08:09 PM 05:08:09 PM");
	CHECK(strfmon(buf, sizeof buf, "%n", 1234567.891) > 0);
	CHECK_STR(buf, "$1,234,567.89");
	setlocale(LC_ALL, "en_IN");
	CHECK_INT(localeconv()->grouping[0], 3);
	CHECK_INT(localeconv()->grouping[1], 2);
	/* A month in a date, and alone. */
	setlocale(LC_ALL, "ru_RU");
	CHECK_STR(date("%B"), "марта");
	CHECK_STR(nl_langinfo(MON_3), "марта");
	date("%OB");
	CHECK_STR(nl_langinfo(ALTMON_3), buf);
	CHECK(strcasecmp(buf, "март") == 0 || strcmp(buf, "Март") == 0);
	/* What the charset lacks. */
	setlocale(LC_ALL, "de_DE.ISO-8859-1");
	CHECK_STR(localeconv()->currency_symbol, "?");
	CHECK_STR(nl_langinfo(MON_3), "M\344rz");
	CHECK(strcoll("\344", "a") > 0 && strcoll("\344", "b") < 0);
}

/* Categories apart, and sets of digits beyond the first plane. */
static void
mixed(void)
{
	CHECK(setlocale(LC_ALL, "C") != NULL);
	CHECK(setlocale(LC_TIME, "fr_FR.UTF-8") != NULL);
	CHECK_STR(localeconv()->decimal_point, ".");
	CHECK_STR(date("%A"), "vendredi");
	CHECK(strcoll("a", "B") > 0);
	CHECK(setlocale(LC_ALL, "xx_XX") == NULL);
	CHECK_STR(setlocale(LC_TIME, NULL), "fr_FR.UTF-8");
	CHECK_STR(date("%A"), "vendredi");
	CHECK(setlocale(LC_COLLATE, "en_US.UTF-8") != NULL);
	CHECK(strcoll("a", "B") < 0);
	/* Not the same, so not equal; bytes that are no characters. */
	CHECK(strcoll("e\314\201", "\303\251") != 0);
	CHECK(strcoll("\377", "\376") > 0 && strcoll("\377", "z") != 0);
	CHECK_INT(strcoll("\360\237\230\200", "\360\237\230\200"), 0);
}

static void
words(char *s)
{
	static const char *const parts[] = { "a", "b", "A", "B", "é", "è", "ä",
	    "ß", "ss", "-", "'", " ", "1", "_", "漢", "か", "カ", "ー",
	    "\314\201", "Я", "я", "œ", "oe", "\360\235\222\263", "\t", "ı",
	    "\200" };

	*s = '\0';
	for (int n = rand() % 6; n > 0; n--)
		strcat(s, parts[(size_t)rand() % (sizeof parts /
		    sizeof parts[0])]);
}

/* Keys compare as what they are made from. */
static void
keys(const char *name)
{
	char a[40], b[40], x[400], y[400];

	CHECK(setlocale(LC_ALL, name) != NULL);
	for (int i = 0; i < 2000; i++) {
		words(a);
		words(b);
		CHECK(strxfrm(x, a, sizeof x) < sizeof x);
		CHECK(strxfrm(y, b, sizeof y) < sizeof y);
		int c = strcoll(a, b), k = strcmp(x, y);
		CHECK_INT((c > 0) - (c < 0), (k > 0) - (k < 0));
		CHECK_INT(c == 0, strcmp(a, b) == 0);
	}
}

int
main(void)
{
	refused();
	known();
	mixed();
	keys("de_DE");
	keys("ja_JP");
	return (0);
}
