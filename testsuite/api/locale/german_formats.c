/* SPDX-License-Identifier: BSD-2-Clause */
/* What LC_TIME, LC_NUMERIC, LC_MONETARY and LC_COLLATE of a language give. */
#include <langinfo.h>
#include <locale.h>
#include <monetary.h>
#include <pthread.h>
#include <time.h>
#include <wchar.h>

#include "test.h"

#define NAME	"de_DE.UTF-8"

static char buf[200];

static const char *
date(const char *format, locale_t l)
{
	/* Thu 26 Mar 2026 07:08:09 */
	struct tm tm = { .tm_year = 126, .tm_mon = 2, .tm_mday = 26,
	    .tm_hour = 7, .tm_min = 8, .tm_sec = 9, .tm_wday = 4,
	    .tm_yday = 84 };

	CHECK(strftime_l(buf, sizeof buf, format, &tm, l) > 0);
	return buf;
}

static void
numbers(void)
{
	wchar_t w[20];
	char *end;
	float f;

	CHECK_STR(localeconv()->decimal_point, ",");
	CHECK_STR(localeconv()->thousands_sep, ".");
	CHECK_STR(nl_langinfo(RADIXCHAR), ",");
	snprintf(buf, sizeof buf, "%.2f %'d %g", 3.14159, 1234567, 0.5);
	CHECK_STR(buf, "3,14 1.234.567 0,5");
	CHECK(swprintf(w, 20, L"%.1f", 2.5) == 3 && wcscmp(w, L"2,5") == 0);
	CHECK(strtod("2,5x", &end) == 2.5 && *end == 'x');
	CHECK(strtod("2.5", &end) == 2 && *end == '.');
	CHECK(strtof("0,25", NULL) == 0.25f && strtold("1,5", NULL) == 1.5L);
	CHECK(wcstod(L"7,5", NULL) == 7.5);
	CHECK_INT(sscanf("0,125", "%f", &f), 1);
	CHECK(f == 0.125f);
}

static void
times(locale_t l)
{
	struct tm tm = { 0 };

	CHECK_STR(nl_langinfo(DAY_1), "Sonntag");
	CHECK_STR(nl_langinfo(MON_3), "März");
	CHECK_STR(date("%A, %d. %B %Y", l), "Donnerstag, 26. März 2026");
	CHECK_STR(date("%x %X", l), "26.03.2026 07:08:09");
	CHECK_STR(strptime("Mittwoch, 25. märz 2026", "%A, %d. %B %Y", &tm),
	    "");
	CHECK(tm.tm_mon == 2 && tm.tm_wday == 3 && tm.tm_yday == 83);
	date("%x %X", l);
	CHECK_STR(strptime(buf, "%x %X", &tm), "");
	CHECK(tm.tm_mday == 26 && tm.tm_hour == 7 && tm.tm_sec == 9);
	wchar_t w[40];
	CHECK_INT(wcsftime(w, 40, L"%A %B", &tm), 15);
	CHECK(wcscmp(w, L"Donnerstag M\u00e4rz") == 0);
}

static void
money(void)
{
	CHECK_STR(localeconv()->int_curr_symbol, "EUR ");
	CHECK_STR(localeconv()->currency_symbol, "€");
	CHECK_STR(localeconv()->mon_decimal_point, ",");
	CHECK_INT(localeconv()->frac_digits, 2);
	CHECK_INT(localeconv()->p_cs_precedes, 0);
	CHECK(strfmon(buf, sizeof buf, "%n|%n|%!i", 1234.5, -2.0, 3.25) > 0);
	CHECK_STR(buf, "1.234,50 €|-2,00 €|3,25");
	CHECK(strfmon(buf, sizeof buf, "%i|%(n|%^.0n", 9.5, -2.0, 4321.0) > 0);
	CHECK_STR(buf, "9,50 EUR|(2,00 €)|4321 €");
	CHECK(strfmon(buf, sizeof buf, "%#7n|%#7n|%=*#4n|%^#4n", 2.0,
	    -1234567.0, 2.0, 2.0) > 0);
	CHECK_STR(buf,
	    "         2,00 €|-1.234.567,00 €| ****2,00 €|    2,00 €");
}

static void
order(void)
{
	static const char *const words[] = { "", "a", "A", "ä", "b", "B",
	    "Zoo", "zoom" };
	int n = sizeof words / sizeof words[0];
	wchar_t w[2][20], wx[2][100];
	char x[2][100];

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) {
			const char *p[2] = { words[i], words[j] };
			for (int k = 0; k < 2; k++) {
				CHECK(strxfrm(x[k], p[k], 100) < 100);
				mbstowcs(w[k], p[k], 20);
				CHECK(wcsxfrm(wx[k], w[k], 100) < 100);
			}
			int c = strcoll(p[0], p[1]), s = strcmp(x[0], x[1]);
			int d = wcscoll(w[0], w[1]), t = wcscmp(wx[0], wx[1]);
			CHECK_INT((c > 0) - (c < 0), (i > j) - (i < j));
			CHECK_INT((s > 0) - (s < 0), (i > j) - (i < j));
			CHECK_INT((d > 0) - (d < 0), (i > j) - (i < j));
			CHECK_INT((t > 0) - (t < 0), (i > j) - (i < j));
		}
	CHECK_INT(strxfrm(NULL, "Zoo", 0), strxfrm(x[0], "Zoo", 100));
}

static void *
another(void *arg)
{
	snprintf(buf, sizeof buf, "%.1f", 1.5);
	return arg;
}

static void
threads(locale_t l)
{
	pthread_t t;
	locale_t copy = duplocale(l), old;

	freelocale(l);
	old = uselocale(copy);
	CHECK(copy != (locale_t)0 && old == LC_GLOBAL_LOCALE);
	CHECK_STR(nl_langinfo(MON_1), "Januar");
	CHECK_STR(nl_langinfo(DAY_2), "Montag");
	numbers();
	CHECK_INT(pthread_create(&t, NULL, another, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_STR(buf, "1.5");
	CHECK(uselocale(old) == copy);
	snprintf(buf, sizeof buf, "%.1f", 2.5);
	CHECK_STR(buf, "2.5");
	CHECK(strfmon_l(buf, sizeof buf, copy, "%n", 2.5) > 0);
	CHECK_STR(buf, "2,50 €");
	CHECK(strcoll("a", "B") > 0 && strcoll_l("a", "B", copy) < 0);
	copy = newlocale(LC_NUMERIC_MASK, "C", copy);
	CHECK_STR(nl_langinfo_l(RADIXCHAR, copy), ".");
	CHECK_STR(nl_langinfo_l(DAY_2, copy), "Montag");
	freelocale(copy);
}

int
main(void)
{
	locale_t l = newlocale(LC_ALL_MASK, NAME, (locale_t)0);

#ifdef __linux__
	if (l == (locale_t)0)
		return (0);	/* not installed */
#endif
	CHECK_OK(l != (locale_t)0);
	CHECK_STR(setlocale(LC_ALL, NAME), NAME);
	numbers();
	times(l);
	money();
	order();
	CHECK_STR(setlocale(LC_ALL, "C"), "C");
	CHECK_STR(nl_langinfo(DAY_1), "Sunday");
	CHECK_STR(localeconv()->decimal_point, ".");
	threads(l);
	return (0);
}
