/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * TZ strings with rules, std offset [dst [offset] [,start[/time],end[/time]]]
 * (XBD 8.3; times from -167 to 167 hours as in POSIX.1-2024).
 */
#include <ctype.h>
#include <string.h>

#include "tz.h"

int
tz_is_leap(int64_t y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* Days from 1970-01-01 to day mday of month mon (0 to 11) of a year. */
int64_t
tz_days(int64_t year, int mon, int64_t mday)
{
	static const short before[] = { 0, 31, 59, 90, 120, 151, 181, 212,
	    243, 273, 304, 334 };
	int64_t y = year - 1, q;

	/* Whole leap days before the year; division rounds down. */
	q = (y >= 0 ? y / 4 : -((3 - y) / 4)) -
	    (y >= 0 ? y / 100 : -((99 - y) / 100)) +
	    (y >= 0 ? y / 400 : -((399 - y) / 400));
	return 365 * (year - 1970) + (q - 477) + before[mon] +
	    (mon > 1 && tz_is_leap(year)) + mday - 1;
}

static const char *
parse_name(const char *s, char *out)
{
	size_t n = 0;
	int quoted = *s == '<';

	if (quoted)
		s++;
	while (quoted ? isalnum((unsigned char)*s) || *s == '+' || *s == '-'
	    : isalpha((unsigned char)*s)) {
		if (n == TZ_ABBR_MAX)
			return NULL;
		out[n++] = *s++;
	}
	out[n] = '\0';
	if (n < 3 || (quoted && *s++ != '>'))
		return NULL;
	return s;
}

static const char *
parse_number(const char *s, int max, int *out)
{
	int v = 0;

	if (!isdigit((unsigned char)*s))
		return NULL;
	while (isdigit((unsigned char)*s)) {
		v = v * 10 + (*s++ - '0');
		if (v > max)
			return NULL;
	}
	*out = v;
	return s;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static const char *
parse_time(const char *s, int max_hours, int32_t *out)
{
	int sign = 1, part[3] = { 0, 0, 0 }, i;

	if (*s == '-' || *s == '+')
		sign = *s++ == '-' ? -1 : 1;
	for (i = 0; i < 3; i++) {
		s = parse_number(s, i == 0 ? max_hours : 59, &part[i]);
		if (s == NULL)
			return NULL;
		if (*s != ':')
			break;
		if (i < 2)
			s++;
	}
	*out = sign * (part[0] * 3600 + part[1] * 60 + part[2]);
	return s;
}

static const char *
parse_date(const char *s, struct tz_date *d)
{
	d->kind = '0';
	if (*s == 'M') {
		d->kind = 'M';
		s = parse_number(s + 1, 12, &d->month);
		if (s == NULL || d->month < 1 || *s++ != '.')
			return NULL;
		s = parse_number(s, 5, &d->week);
		if (s == NULL || d->week < 1 || *s++ != '.')
			return NULL;
		s = parse_number(s, 6, &d->day);
	} else if (*s == 'J') {
		d->kind = 'J';
		s = parse_number(s + 1, 365, &d->day);
		if (s != NULL && d->day < 1)
			return NULL;
	} else
		s = parse_number(s, 365, &d->day);
	d->time = 2 * 3600;
	if (s != NULL && *s == '/')
		s = parse_time(s + 1, 167, &d->time);
	return s;
}

int
tz_rules_parse(const char *s, struct tz_rules *r)
{
	/* The United States' dates are the usual default. */
	const char *dates = ",M3.2.0,M11.1.0";

	memset(r, 0, sizeof(*r));
	if ((s = parse_name(s, r->std)) == NULL ||
	    (s = parse_time(s, 24, &r->std_offset)) == NULL)
		return -1;
	r->std_offset = -r->std_offset;	/* written west of Greenwich */
	if (*s == '\0')
		return 0;
	if ((s = parse_name(s, r->dst)) == NULL)
		return -1;
	r->has_dst = 1;
	r->dst_offset = r->std_offset + 3600;
	if (*s != ',' && *s != '\0') {
		if ((s = parse_time(s, 24, &r->dst_offset)) == NULL)
			return -1;
		r->dst_offset = -r->dst_offset;
	}
	if (*s == '\0')
		s = dates;
	if (*s != ',' || (s = parse_date(s + 1, &r->start)) == NULL ||
	    *s != ',' || (s = parse_date(s + 1, &r->end)) == NULL)
		return -1;
	return *s == '\0' ? 0 : -1;
}

/* Seconds since 1970, by the wall clock, at which a date of a year falls. */
static int64_t
date_in_year(const struct tz_date *d, int64_t year)
{
	int64_t day;
	int wday, len;

	switch (d->kind) {
	case 'J':			/* 29 February is never counted */
		day = tz_days(year, 0, 1) + d->day - 1;
		if (d->day > 59 && tz_is_leap(year))
			day++;
		break;
	case 'M':
		day = tz_days(year, d->month - 1, 1);
		len = (int)(d->month == 12 ? 31 :
		    tz_days(year, d->month, 1) - day);
		wday = (int)((day % 7 + 7 + 4) % 7);	/* 1970: Thursday */
		wday = (d->day - wday + 7) % 7 + 7 * (d->week - 1);
		if (wday >= len)
			wday -= 7;
		day += wday;
		break;
	default:
		day = tz_days(year, 0, 1) + d->day;
		break;
	}
	return day * 86400 + d->time;
}

void
tz_rules_state(const struct tz_rules *r, int64_t t, struct tz_state *st)
{
	struct tm tm;
	int64_t start, end, year;
	int dst = 0;

	if (r->has_dst) {
		/* A year too far for a struct tm has the rules of 2000. */
		year = tz_break(t, r->std_offset, &tm) == 0 ?
		    (int64_t)tm.tm_year + 1900 : 2000;
		start = date_in_year(&r->start, year) - r->std_offset;
		end = date_in_year(&r->end, year) - r->dst_offset;
		dst = start < end ? t >= start && t < end :
		    t >= start || t < end;
	}
	st->isdst = dst;
	st->offset = dst ? r->dst_offset : r->std_offset;
	st->abbr = dst ? r->dst : r->std;
}
