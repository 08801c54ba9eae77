/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/posix/tz_rule.c ../newlib/posix/tz_file.c ../newlib/posix/localtime.c */
/* Zones with rules, compiled zones, and the calendar. */
#include "unit.h"

#include <dlfcn.h>
#include <ftw.h>
#include <limits.h>

#include "../newlib/posix/tz.h"

static struct tz_rules zone;

void
__tz_lock(void)
{
}

void
__tz_unlock(void)
{
}

void
tz_load(void)
{
}

void
tz_state_at(int64_t t, struct tz_state *st)
{
	tz_rules_state(&zone, t, st);
}

int
tz_state_for(int isdst, struct tz_state *st)
{
	if (isdst && !zone.has_dst)
		return -1;
	st->offset = isdst ? zone.dst_offset : zone.std_offset;
	st->isdst = isdst;
	st->abbr = isdst ? zone.dst : zone.std;
	return 0;
}

const unsigned char *
tz_builtin(const char *name, size_t *size)
{
	return NULL;
}

static void
shows(time_t t, const char *want)
{
	struct tm tm;
	char buf[64];

	CHECK(localtime_r(&t, &tm) == &tm);
	snprintf(buf, sizeof(buf), "%d-%02d-%02d %02d:%02d:%02d %s %ld",
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
	    tm.tm_min, tm.tm_sec, tm.tm_zone, tm.tm_gmtoff);
	CHECK_STR(buf, want);
	CHECK_INT(mktime(&tm), t);
}

static void
rules(void)
{
	static const char *const bad[] = { "", "AB1", "ABC", "ABC25", "<AB",
	    "ABC1DEF,M13.1.0,M1.1.0", "ABC1DEF,J0,J1", "ABC1DEF,M1.1.0",
	    "ABC1DEF,0,1x", "Europe/Berlin" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(tz_rules_parse(bad[i], &zone) != 0);
	CHECK_INT(tz_rules_parse("CET-1CEST,M3.5.0,M10.5.0/3", &zone), 0);
	shows(1711846799, "2024-03-31 01:59:59 CET 3600");
	shows(1711846800, "2024-03-31 03:00:00 CEST 7200");
	shows(1729990799, "2024-10-27 02:59:59 CEST 7200");
	shows(1729990800, "2024-10-27 02:00:00 CET 3600");
	CHECK_INT(tz_rules_parse("NZST-12NZDT,M9.5.0,M4.1.0/3", &zone), 0);
	shows(1704067200, "2024-01-01 13:00:00 NZDT 46800");
	shows(1719792000, "2024-07-01 12:00:00 NZST 43200");
	CHECK_INT(tz_rules_parse("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", &zone), 0);
	shows(1717200000, "2024-05-31 22:00:00 -02 -7200");
	CHECK_INT(tz_rules_parse("<+0330>-3:30", &zone), 0);
	shows(0, "1970-01-01 03:30:00 +0330 12600");
	shows(-2208988800, "1900-01-01 03:30:00 +0330 12600");
}

static void
calendar(void)
{
	struct tm tm;
	time_t t;

	for (int64_t d = -1000000; d < 1000000; d += 997) {
		t = d * 86400 + 12345;
		CHECK(gmtime_r(&t, &tm) != NULL);
		CHECK_INT(timegm(&tm), t);
		CHECK_INT(tz_days(tm.tm_year + 1900, 0, 1) + tm.tm_yday, d);
	}
	t = INT64_MAX;
	CHECK(gmtime_r(&t, &tm) == NULL);
	t = INT64_MIN;
	CHECK(gmtime_r(&t, &tm) == NULL);
	tm = (struct tm){ .tm_year = 124, .tm_mon = 13, .tm_mday = -30 };
	CHECK_INT(timegm(&tm), 1735689600);	/* 2025-01-01 */
	CHECK(tm.tm_year == 125 && tm.tm_mon == 0 && tm.tm_mday == 1);
}

static void
files(void)
{
	/* Version 1: one change at 100 from 0 to 3600. */
	unsigned char v1[] = "TZif\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0" "\0\0\0\0" "\0\0\0\0" "\0\0\0\1" "\0\0\0\2" "\0\0\0\10"
	    "\0\0\0\144" "\1" "\0\0\0\0\0\0" "\0\0\16\20\1\4" "AAA\0BBB\0";
	struct tz_file z;
	struct tz_state st;
	unsigned char *copy;
	size_t n = sizeof(v1) - 1, i;

	CHECK_INT(tz_file_parse(v1, n, &z), 0);
	tz_file_state(&z, 99, &st);
	CHECK(st.offset == 0 && strcmp(st.abbr, "AAA") == 0);
	tz_file_state(&z, 100, &st);
	CHECK(st.offset == 3600 && st.isdst && strcmp(st.abbr, "BBB") == 0);
	tz_file_free(&z);
	for (i = 0; i < n; i++) {
		copy = malloc(n);
		memcpy(copy, v1, n);
		CHECK(tz_file_parse(copy, i, &z) != 0);
		copy[i] ^= 0xff;
		if (tz_file_parse(copy, n, &z) == 0) {
			tz_file_state(&z, 1000, &st);
			tz_file_free(&z);
		}
		free(copy);
	}
}

/* What glibc says of a moment in the zone of TZ. */
static struct tm *(*host_localtime_r)(const time_t *, struct tm *);
static int zones_seen;

static void
compare(const struct tz_file *z, const char *name, int64_t at)
{
	time_t t = (time_t)at;
	struct tm want;
	struct tz_state st;

	CHECK(host_localtime_r(&t, &want) != NULL);
	tz_file_state(z, at, &st);
	if (st.offset != want.tm_gmtoff || st.isdst != want.tm_isdst ||
	    strcmp(st.abbr, want.tm_zone) != 0) {
		fprintf(stderr, "%s at %lld: %d %d %s, not %ld %d %s\n", name,
		    (long long)at, st.offset, st.isdst, st.abbr,
		    want.tm_gmtoff, want.tm_isdst, want.tm_zone);
		exit(1);
	}
}

/* Each change of a zone, the second before it, and the next centuries. */
static int
compare_zone(const char *name, const struct stat *sb, int type)
{
	struct tz_file z;

	if (type != FTW_F || tz_file_read(name, &z) != 0)
		return 0;
	setenv("TZ", name, 1);
	tzset();
	for (int i = 0; i < z.nat; i++) {
		compare(&z, name, z.at[i] - 1);
		compare(&z, name, z.at[i]);
	}
	/* glibc, too, has rules from the last change on. */
	for (int64_t t = 1700000000; t < 8000000000; t += 3000017)
		compare(&z, name, t);
	tz_file_free(&z);
	zones_seen++;
	return 0;
}

static void
agrees_with_the_host(void)
{
	static const char dir[] = "/usr/share/zoneinfo";

	*(void **)&host_localtime_r = dlsym(RTLD_NEXT, "localtime_r");
	CHECK(host_localtime_r != NULL);
	if (access(dir, R_OK) != 0)
		return;
	CHECK_INT(ftw(dir, compare_zone, 20), 0);
	CHECK(zones_seen > 300);
}

int
main(void)
{
	agrees_with_the_host();
	rules();
	calendar();
	files();
	return 0;
}
