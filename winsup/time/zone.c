/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The time zone that Windows is set to, as a POSIX TZ string.
 *
 * Windows keeps the offset and the two rules of change (timezoneapi.h:
 * TIME_ZONE_INFORMATION), but no abbreviations; those here are the quoted
 * numeric ones that the IANA data also uses where a place has no customary
 * letters: <+01>-1<+02>,M3.5.0,M10.5.0/3.
 */
#include "time/room.h"

#include <errno.h>

struct text {
	char *buf;
	size_t size, len;
};

static void
put(struct text *t, char c)
{
	if (t->len < t->size)
		t->buf[t->len] = c;
	t->len++;
}

static void
put_number(struct text *t, unsigned n, unsigned digits)
{
	if (n >= 10 || digits > 1)
		put_number(t, n / 10, digits > 1 ? digits - 1 : 1);
	put(t, (char)('0' + n % 10));
}

/* [+-]hh[:mm] of minutes; padded for names, as short as can be for offsets. */
static void
put_offset(struct text *t, int minutes, int name)
{
	unsigned m = (unsigned)(minutes < 0 ? -minutes : minutes);

	if (minutes < 0)
		put(t, '-');
	else if (name)
		put(t, '+');
	put_number(t, m / 60, name ? 2 : 1);
	if (m % 60 != 0) {
		if (!name)
			put(t, ':');
		put_number(t, m % 60, 2);
	}
}

/* bias: what is added to local time to give UTC, as TZ has it. */
static void
put_name(struct text *t, int bias)
{
	if (bias == 0) {
		put(t, 'U');
		put(t, 'T');
		put(t, 'C');
		return;
	}
	put(t, '<');
	put_offset(t, -bias, 1);
	put(t, '>');
}

static const unsigned char month_days[] = {
	31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
};

/*
 * ,Mm.w.d[/time].  Windows writes midnight at a day's end as 23:59:59.999,
 * which is the time 24 of POSIX.  A rule with a year holds for that year
 * only; its day of the month becomes a day without leap days (Jn).
 */
static void
put_rule(struct text *t, const struct nt_zone_rule *r)
{
	unsigned i, day, seconds;

	put(t, ',');
	if (r->year != 0) {
		for (i = 0, day = r->day; i + 1 < r->month && i < 12; i++)
			day += month_days[i];
		put(t, 'J');
		put_number(t, day, 1);
	} else {
		put(t, 'M');
		put_number(t, r->month, 1);
		put(t, '.');
		put_number(t, r->day, 1);
		put(t, '.');
		put_number(t, r->weekday, 1);
	}
	seconds = r->hour * 3600u + r->minute * 60u + r->second;
	if (seconds == 86399)
		seconds = 86400;
	if (seconds == 7200)
		return;
	put(t, '/');
	put_number(t, seconds / 3600, 1);
	if (seconds % 3600 != 0) {
		put(t, ':');
		put_number(t, seconds / 60 % 60, 2);
	}
	if (seconds % 60 != 0) {
		put(t, ':');
		put_number(t, seconds % 60, 2);
	}
}

long
time_zone_string(const struct nt_zone *z, char *buf, size_t size)
{
	struct text t = { buf, size, 0 };
	int standard = z->bias, summer = z->bias + z->daylight_bias;
	int has_rules = z->to_standard.month != 0 &&
	    z->to_daylight.month != 0;

	/* The standard bias counts only where there is a change. */
	if (has_rules)
		standard += z->standard_bias;
	put_name(&t, standard);
	put_offset(&t, standard, 0);
	if (has_rules && standard != summer) {
		put_name(&t, summer);
		if (summer != standard - 60)
			put_offset(&t, summer, 0);
		put_rule(&t, &z->to_daylight);
		put_rule(&t, &z->to_standard);
	}
	if (t.len >= size)
		return -ERANGE;
	buf[t.len] = '\0';
	return (long)t.len;
}

int
time_host_zone(char *buf, size_t size)
{
	struct nt_zone zone;
	int err = nt_clock_zone(&zone);
	long len;

	if (err < 0)
		return err;
	len = time_zone_string(&zone, buf, size);
	return len < 0 ? (int)len : 0;
}

int
time_host_key(char *buf, size_t size)
{
	struct nt_zone zone;
	int err = nt_clock_zone(&zone);
	size_t i;

	if (err < 0)
		return err;
	for (i = 0; i < size && zone.key[i] != 0; i++) {
		if (zone.key[i] > 126)
			return -ENOENT;		/* no name has such */
		buf[i] = (char)zone.key[i];
	}
	if (i == 0)
		return -ENOENT;
	if (i == size)
		return -ERANGE;
	buf[i] = '\0';
	return 0;
}
