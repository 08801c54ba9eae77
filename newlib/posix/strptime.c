/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * strptime() (XSH of POSIX.1-2024, with GNU's %s, %z and %Z). newlib's checks
 * no ranges and does not stop at the width of a field.
 */
#include <ctype.h>
#include <langinfo.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "newlib_private.h"
#include "tz.h"

/* The locale, and what has been read apart from what is in the struct tm. */
struct have {
	locale_t loc;
	int	century, year_of_century;	/* -1: not seen */
	int	pm;				/* -1: not seen */
	int	year, mon, mday, yday, wday;	/* seen */
	int	week_sun, week_mon;		/* -1: not seen */
};

static const char *parse(const char *s, const char *f, struct tm *tm,
    struct have *h);

/* At most digits digits, from min to max. NULL if there are none such. */
static const char *
number(const char *s, int digits, int min, int max, int *out)
{
	int v = 0, i, neg = 0;

	if ((*s == '+' || *s == '-') && min < 0)
		neg = *s++ == '-';
	/* A digit that cannot belong to the number ends it: 9 in "96" %S. */
	for (i = 0; i < digits && isdigit((unsigned char)s[i]) &&
	    (i == 0 || v <= max / 10); i++)
		v = v * 10 + (s[i] - '0');
	if (neg)
		v = -v;
	if (i == 0 || v < min || v > max)
		return NULL;
	*out = v;
	return s + i;
}

/* Of n names whose langinfo items follow first, the longest that is there. */
static const char *
longest(const char *s, nl_item first, int n, locale_t loc, int *out,
    const char *end)
{
	const char *t;
	size_t len;
	int i;

	for (i = 0; i < n; i++) {
		t = nl_langinfo_l(first + i, loc);
		len = strlen(t);
		if (len != 0 && (end == NULL || s + len > end) &&
		    strncasecmp(s, t, len) == 0) {
			*out = i;
			end = s + len;
		}
	}
	return end;
}

static const char *
name(const char *s, nl_item full, nl_item abbr, int n, locale_t loc, int *out)
{
	return longest(s, abbr, n, loc, out,
	    longest(s, full, n, loc, out, NULL));
}

/* +hh, +hhmm, +hh:mm or Z. */
static const char *
zone_offset(const char *s, long *out)
{
	int hh, mm = 0, neg;

	if (*s == 'Z') {
		*out = 0;
		return s + 1;
	}
	if (*s != '+' && *s != '-')
		return NULL;
	neg = *s++ == '-';
	if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
		return NULL;
	s = number(s, 2, 0, 24, &hh);
	if (s == NULL)
		return NULL;
	if (*s == ':' && isdigit((unsigned char)s[1]))
		s++;
	if (isdigit((unsigned char)s[0])) {
		s = number(s, 2, 0, 59, &mm);
		if (s == NULL)
			return NULL;
	}
	*out = (neg ? -1 : 1) * (hh * 3600L + mm * 60L);
	return s;
}

static const char *
epoch(const char *s, struct tm *tm, struct have *h)
{
	char *end;
	time_t t = strtoll(s, &end, 10);

	if (end == s || isspace((unsigned char)*s) ||
	    localtime_r(&t, tm) == NULL)
		return NULL;
	h->year = h->mon = h->mday = h->yday = h->wday = 1;
	return end;
}

static const char *
zone_name(const char *s, struct tm *tm)
{
	size_t n;
	int i;

	tzset();
	for (i = 0; i < 2; i++) {
		n = strlen(_tzname[i]);
		if (n != 0 && strncmp(s, _tzname[i], n) == 0) {
			tm->tm_isdst = i;
			return s + n;
		}
	}
	return NULL;
}

/* Fields that are numbers: where they go and what is allowed. */
struct field {
	char	conv, digits;
	short	min, max, add;
	size_t	offset;
};

#define AT(m)	offsetof(struct tm, m)

static const struct field fields[] = {
	{ 'd', 2, 1, 31, 0, AT(tm_mday) }, { 'e', 2, 1, 31, 0, AT(tm_mday) },
	{ 'H', 2, 0, 23, 0, AT(tm_hour) }, { 'k', 2, 0, 23, 0, AT(tm_hour) },
	{ 'j', 3, 1, 366, -1, AT(tm_yday) },
	{ 'm', 2, 1, 12, -1, AT(tm_mon) }, { 'M', 2, 0, 59, 0, AT(tm_min) },
	{ 'S', 2, 0, 60, 0, AT(tm_sec) }, { 'w', 1, 0, 6, 0, AT(tm_wday) },
};

static const char *
numeric(const char *s, char conv, struct tm *tm, struct have *h)
{
	const struct field *f = NULL;
	size_t i;
	int v;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i].conv == conv)
			f = &fields[i];
	if (f == NULL || (s = number(s, f->digits, f->min, f->max, &v)) == NULL)
		return NULL;
	*(int *)(void *)((char *)tm + f->offset) = v + f->add;
	h->mday |= conv == 'd' || conv == 'e';
	h->yday |= conv == 'j';
	h->mon |= conv == 'm';
	h->wday |= conv == 'w';
	return s;
}

/* Years, weeks and the hour of twelve. */
static const char *
special(const char *s, char conv, int width, struct tm *tm, struct have *h)
{
	int v;

	switch (conv) {
	case 'C':
		return number(s, 2, 0, 99, &h->century);
	case 'y':
		return number(s, 2, 0, 99, &h->year_of_century);
	case 'g':
		return number(s, 2, 0, 99, &v);
	case 'G':
	case 'Y':
		s = number(s, width > 0 ? width : 4, -9999,
		    INT_MAX, &v);
		if (s != NULL && conv == 'Y') {
			tm->tm_year = v - 1900;
			h->year = 1;
			h->century = h->year_of_century = -1;
		}
		return s;
	case 'I':
	case 'l':
		s = number(s, 2, 1, 12, &v);
		if (s != NULL)
			tm->tm_hour = v % 12;
		return s;
	case 'U':
		return number(s, 2, 0, 53, &h->week_sun);
	case 'W':
		return number(s, 2, 0, 53, &h->week_mon);
	case 'V':
		return number(s, 2, 1, 53, &v);
	case 'u':
		s = number(s, 1, 1, 7, &v);
		if (s != NULL) {
			tm->tm_wday = v % 7;
			h->wday = 1;
		}
		return s;
	default:
		return numeric(s, conv, tm, h);
	}
}

static const char *
conversion(const char *s, char conv, int width, struct tm *tm, struct have *h)
{
	long off;

	switch (conv) {
	case 'a':
	case 'A':
		s = name(s, DAY_1, ABDAY_1, 7, h->loc, &tm->tm_wday);
		h->wday |= s != NULL;
		return s;
	case 'b':
	case 'B':
	case 'h':
		s = longest(s, ALTMON_1, 12, h->loc, &tm->tm_mon,
		    name(s, MON_1, ABMON_1, 12, h->loc, &tm->tm_mon));
		h->mon |= s != NULL;
		return s;
	case 'c':
		return parse(s, nl_langinfo_l(D_T_FMT, h->loc), tm, h);
	case 'D':
		return parse(s, "%m/%d/%y", tm, h);
	case 'F':
		return parse(s, "%Y-%m-%d", tm, h);
	case 'p':
	case 'P':
		return longest(s, AM_STR, 2, h->loc, &h->pm, NULL);
	case 'r':
		return parse(s, nl_langinfo_l(T_FMT_AMPM, h->loc), tm, h);
	case 'R':
		return parse(s, "%H:%M", tm, h);
	case 'T':
		return parse(s, "%H:%M:%S", tm, h);
	case 'x':
		return parse(s, nl_langinfo_l(D_FMT, h->loc), tm, h);
	case 'X':
		return parse(s, nl_langinfo_l(T_FMT, h->loc), tm, h);
	case 's':
		return epoch(s, tm, h);
	case 'z':
		if ((s = zone_offset(s, &off)) != NULL)
			tm->tm_gmtoff = off;
		return s;
	case 'Z':
		return zone_name(s, tm);
	default:
		return special(s, conv, width, tm, h);
	}
}

static const char *
parse(const char *s, const char *f, struct tm *tm, struct have *h)
{
	char *end;
	long width;

	for (; *f != '\0'; f++) {
		if (isspace((unsigned char)*f)) {
			while (isspace((unsigned char)*s))
				s++;
			continue;
		}
		if (*f != '%') {
			if (*s++ != *f)
				return NULL;
			continue;
		}
		f++;
		if (*f == 'n' || *f == 't' || *f == '%') {
			if (*f == '%' && *s++ != '%')
				return NULL;
			while (*f != '%' && isspace((unsigned char)*s))
				s++;
			continue;
		}
		if (*f == '+' || *f == '0')
			f++;
		width = strtol(f, &end, 10);
		f = end;
		if (*f == 'E' || *f == 'O')	/* no locale has others */
			f++;
		/* Numbers may have spaces in front of them. */
		if (strchr("CdeFgGHIjklmMSsuUVwWyYDTRr", *f) != NULL &&
		    *f != '\0')
			while (isspace((unsigned char)*s))
				s++;
		if (*f == '\0' || (s = conversion(s, *f, (int)width, tm, h)) ==
		    NULL)
			return NULL;
	}
	return s;
}

/* The day of the year by week number and day of the week. */
static void
day_by_week(struct tm *tm, const struct have *h)
{
	int64_t jan1 = tz_days((int64_t)tm->tm_year + 1900, 0, 1);
	int first = (int)((jan1 % 7 + 7 + 4) % 7), w;

	if (h->week_sun >= 0)
		w = 7 * h->week_sun - first + tm->tm_wday;
	else
		w = 7 * h->week_mon - (first + 6) % 7 + (tm->tm_wday + 6) % 7;
	if ((h->week_sun >= 0 && first == 0) ||
	    (h->week_sun < 0 && first == 1))
		w -= 7;
	tm->tm_yday = w;
}

/* Fills in what follows from what was read. */
static void
complete(struct tm *tm, struct have *h)
{
	int64_t days, year;
	struct tm day;

	if (h->pm >= 0)
		tm->tm_hour = tm->tm_hour % 12 + 12 * h->pm;
	if (h->year_of_century >= 0 || h->century >= 0) {
		if (h->century < 0)
			h->century = h->year_of_century < 69 ? 20 : 19;
		tm->tm_year = h->century * 100 - 1900 +
		    (h->year_of_century >= 0 ? h->year_of_century : 0);
		h->year = 1;
	}
	if (!h->year)
		return;
	year = (int64_t)tm->tm_year + 1900;
	if (!h->yday && !(h->mon && h->mday) && h->wday &&
	    (h->week_sun >= 0 || h->week_mon >= 0)) {
		day_by_week(tm, h);
		h->yday = 1;
	}
	if (h->mon && h->mday)
		days = tz_days(year, tm->tm_mon, tm->tm_mday);
	else if (h->yday)
		days = tz_days(year, 0, 1) + tm->tm_yday;
	else
		return;
	if (tz_break(days * 86400, 0, &day) != 0)
		return;
	if (!(h->mon && h->mday)) {
		tm->tm_mon = day.tm_mon;
		tm->tm_mday = day.tm_mday;
	}
	if (!h->yday)
		tm->tm_yday = (int)(days - tz_days(year, 0, 1));
	if (!h->wday)
		tm->tm_wday = day.tm_wday;
}

char *
strptime_l(const char *restrict s, const char *restrict f,
    struct tm *restrict tm, locale_t loc)
{
	struct have h = { .loc = loc, .century = -1, .year_of_century = -1,
	    .pm = -1, .week_sun = -1, .week_mon = -1 };

	s = parse(s, f, tm, &h);
	if (s != NULL)
		complete(tm, &h);
	return (char *)s;
}

char *
strptime(const char *restrict s, const char *restrict f,
    struct tm *restrict tm)
{
	return strptime_l(s, f, tm, __get_current_locale());
}
