/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The zone Windows is set to, as a TZ string with rules: asked only when TZ
 * is not set. Source: Microsoft Learn, GetDynamicTimeZoneInformation
 * (TIME_ZONE_INFORMATION: biases in minutes west, dates either "day N of
 * the month" or absolute when wYear is set).
 *
 * Windows has no abbreviations, and initials of its long names would be
 * other zones' (W. Europe Standard Time is not WEST): the names are the
 * offsets, as the zone database writes them, <+01>.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <stdio.h>

#include "tz.h"

static int
put_name(char *buf, size_t size, long west)
{
	long m = west < 0 ? -west : west;
	char sign = west <= 0 ? '+' : '-';

	if (m % 60 != 0)
		return snprintf(buf, size, "<%c%02ld%02ld>", sign, m / 60,
		    m % 60);
	return snprintf(buf, size, "<%c%02ld>", sign, m / 60);
}

static int
put_offset(char *buf, size_t size, long west)
{
	long m = west < 0 ? -west : west;

	return snprintf(buf, size, "%s%ld:%02ld", west < 0 ? "-" : "",
	    m / 60, m % 60);
}

static int
put_date(char *buf, size_t size, const SYSTEMTIME *s)
{
	return snprintf(buf, size, ",M%d.%d.%d/%d:%02d:%02d", s->wMonth,
	    s->wDay, s->wDayOfWeek, s->wHour, s->wMinute, s->wSecond);
}

int
tz_host_zone(char *buf, size_t size)
{
	TIME_ZONE_INFORMATION z;
	long std, dst;
	size_t n;
	int has_dst;

	if (size < 100 || GetTimeZoneInformation(&z) == TIME_ZONE_ID_INVALID)
		return -1;
	std = z.Bias + z.StandardBias;
	dst = z.Bias + z.DaylightBias;
	/* Rules of one year only (wYear set) do not fit the form. */
	has_dst = z.StandardDate.wMonth != 0 && z.DaylightDate.wMonth != 0 &&
	    z.StandardDate.wYear == 0 && z.DaylightDate.wYear == 0;
	if (!has_dst && std == 0)
		return -1;
	n = (size_t)put_name(buf, size, std);
	n += (size_t)put_offset(buf + n, size - n, std);
	if (!has_dst)
		return 0;
	n += (size_t)put_name(buf + n, size - n, dst);
	n += (size_t)put_offset(buf + n, size - n, dst);
	n += (size_t)put_date(buf + n, size - n, &z.DaylightDate);
	put_date(buf + n, size - n, &z.StandardDate);
	return 0;
}
