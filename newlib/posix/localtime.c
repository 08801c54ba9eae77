/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Broken-down time: gmtime, localtime, mktime, timegm and the _r forms
 * (XSH of POSIX.1-2024, with tm_gmtoff and tm_zone).
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tz.h"

#define DAY	86400

int
tz_break(int64_t t, int32_t offset, struct tm *tm)
{
	int64_t days, era, y;
	unsigned int doe, yoe, doy, mp;
	int secs, leap;

	/* Divide first: t + offset might not fit. */
	days = t / DAY;
	secs = (int)(t % DAY) + offset % DAY;
	days += offset / DAY;
	while (secs < 0) {
		secs += DAY;
		days--;
	}
	while (secs >= DAY) {
		secs -= DAY;
		days++;
	}
	tm->tm_wday = (int)((days % 7 + 7 + 4) % 7);

	/*
	 * Count from 1 March of a year 0, so that a leap day ends a year,
	 * in eras of 400 years, which all have 146,097 days.
	 */
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = (unsigned int)(days - era * 146097);
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	y = yoe + era * 400 + (mp >= 10);
	if (y - 1900 < INT_MIN || y - 1900 > INT_MAX)
		return -1;
	leap = tz_is_leap(y);
	tm->tm_mday = (int)(doy - (153 * mp + 2) / 5 + 1);
	tm->tm_mon = (int)(mp < 10 ? mp + 2 : mp - 10);
	tm->tm_year = (int)(y - 1900);
	tm->tm_yday = (int)doy >= 306 ? (int)doy - 306 : (int)doy + 59 + leap;
	tm->tm_hour = secs / 3600;
	tm->tm_min = secs % 3600 / 60;
	tm->tm_sec = secs % 60;
	return 0;
}

/* EOVERFLOW: the year does not fit an int. */
struct tm *
gmtime_r(const time_t *restrict t, struct tm *restrict tm)
{
	if (tz_break(*t, 0, tm) != 0) {
		errno = EOVERFLOW;
		return NULL;
	}
	tm->tm_isdst = 0;
	tm->tm_gmtoff = 0;
	tm->tm_zone = "UTC";
	return tm;
}

static struct tm *
local_unlocked(int64_t t, struct tm *tm)
{
	struct tz_state st;

	tz_state_at(t, &st);
	if (tz_break(t, st.offset, tm) != 0)
		return NULL;
	tm->tm_isdst = st.isdst;
	tm->tm_gmtoff = st.offset;
	tm->tm_zone = st.abbr;
	return tm;
}

/* It need not behave as if tzset() was called, but everybody's does. */
struct tm *
localtime_r(const time_t *restrict t, struct tm *restrict tm)
{
	struct tm *res;

	__tz_lock();
	tz_load();
	res = local_unlocked(*t, tm);
	__tz_unlock();
	if (res == NULL)
		errno = EOVERFLOW;
	return res;
}

/* One object for both: XSH allows it, programs expect it. */
static struct tm static_tm;

struct tm *
gmtime(const time_t *t)
{
	return gmtime_r(t, &static_tm);
}

struct tm *
localtime(const time_t *t)
{
	return localtime_r(t, &static_tm);
}

/*
 * The fields, which may be out of range, as seconds since 1970 by the wall
 * clock. All sums fit: a field is an int.
 */
static int64_t
wall_seconds(const struct tm *tm)
{
	int64_t year = (int64_t)tm->tm_year + 1900 + tm->tm_mon / 12;
	int mon = tm->tm_mon % 12;

	if (mon < 0) {
		mon += 12;
		year--;
	}
	return tz_days(year, mon, tm->tm_mday) * DAY +
	    (int64_t)tm->tm_hour * 3600 + (int64_t)tm->tm_min * 60 +
	    tm->tm_sec;
}

time_t
timegm(struct tm *tm)
{
	time_t t = wall_seconds(tm);
	struct tm out;

	if (gmtime_r(&t, &out) == NULL)
		return (time_t)-1;
	*tm = out;
	return t;
}

/*
 * The moment that a wall clock in the zone shows as wall, if tm_isdst says
 * isdst (negative: unknown). A time that the clocks jump over is taken by
 * the offset from before the jump, one that happens twice is the first
 * unless isdst chooses.
 */
static int64_t
find_moment(int64_t wall, int isdst)
{
	struct tz_state a, b, s;
	int64_t ta, tb;

	/* The offsets a day earlier and a day later frame any change. */
	tz_state_at(wall - DAY, &a);
	tz_state_at(wall + DAY, &b);
	ta = wall - a.offset;
	tb = wall - b.offset;
	tz_state_at(ta, &s);
	if (s.offset == a.offset) {
		if (isdst < 0 || !isdst == !s.isdst)
			return ta;
		tz_state_at(tb, &s);
		if (s.offset == b.offset && !isdst == !s.isdst)
			return tb;
	} else {
		tz_state_at(tb, &s);
		if (s.offset == b.offset && (isdst < 0 || !isdst == !s.isdst))
			return tb;
		if (s.offset != b.offset) {		/* in the gap */
			if (isdst >= 0 && !isdst == !b.isdst &&
			    !isdst != !a.isdst)
				return tb;
			return ta;
		}
	}
	/* isdst is not what holds then: count with the other offset. */
	if (tz_state_for(isdst > 0, &s) == 0)
		return wall - s.offset;
	tz_state_at(ta, &s);
	return s.offset == a.offset ? ta : tb;
}

/* EOVERFLOW: the year does not fit. */
time_t
mktime(struct tm *tm)
{
	struct tm out;
	int64_t t;
	int ok;

	__tz_lock();
	tz_load();
	t = find_moment(wall_seconds(tm), tm->tm_isdst);
	ok = local_unlocked(t, &out) != NULL;
	__tz_unlock();
	if (!ok) {
		errno = EOVERFLOW;
		return (time_t)-1;
	}
	*tm = out;
	return t;
}
