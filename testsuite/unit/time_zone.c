/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: time/zone.c */
/* Windows' zones as TZ strings, checked by letting the host use them. */
#include "unit.h"

#include <time.h>

#include "time/room.h"

static struct nt_zone host;
static int host_error;

int
nt_clock_zone(struct nt_zone *z)
{
	*z = host;
	return host_error;
}

static const struct nt_zone berlin = {
	.bias = -60, .daylight_bias = -60,
	.to_standard = { .month = 10, .day = 5, .hour = 3 },
	.to_daylight = { .month = 3, .day = 5, .hour = 2 },
};
static const struct nt_zone sydney = {
	.bias = -600, .daylight_bias = -60,
	.to_standard = { .month = 4, .day = 1, .hour = 3 },
	.to_daylight = { .month = 10, .day = 1, .hour = 2 },
};
static const struct nt_zone st_johns = {
	.bias = 210, .daylight_bias = -60,
	.to_standard = { .month = 11, .day = 1, .hour = 2 },
	.to_daylight = { .month = 3, .day = 2, .hour = 2 },
};
static const struct nt_zone lord_howe = {
	.bias = -630, .daylight_bias = -30,
	.to_standard = { .month = 4, .day = 1, .hour = 2 },
	.to_daylight = { .month = 10, .day = 1, .hour = 2 },
};
/* No change of clocks: the daylight bias is set all the same. */
static const struct nt_zone india = { .bias = -330, .daylight_bias = -60 };
static const struct nt_zone utc = { .bias = 0, .daylight_bias = -60 };
static const struct nt_zone havana = {
	.bias = 300, .daylight_bias = -60,
	.to_standard = { .month = 11, .day = 1, .hour = 1 },
	.to_daylight = { .month = 3, .day = 2, .hour = 0 },
};
static const struct nt_zone midnight = {
	.bias = 240, .daylight_bias = -60,
	.to_standard = { .month = 4, .day = 1, .weekday = 6, .hour = 23,
	    .minute = 59, .second = 59 },
	.to_daylight = { .month = 9, .day = 1, .weekday = 6, .hour = 23,
	    .minute = 59, .second = 59 },
};
static const struct nt_zone dated = {
	.bias = -120, .daylight_bias = -60,
	.to_standard = { .year = 2024, .month = 10, .day = 27, .hour = 1,
	    .minute = 30 },
	.to_daylight = { .year = 2024, .month = 3, .day = 1, .hour = 2 },
};

static void
is(const struct nt_zone *z, const char *want)
{
	char buf[80];
	size_t n = strlen(want);

	CHECK_INT(time_zone_string(z, buf, sizeof buf), n);
	CHECK_STR(buf, want);
	CHECK_INT(time_zone_string(z, buf, n + 1), n);
	CHECK_INT(time_zone_string(z, buf, n), -ERANGE);
	CHECK_INT(time_zone_string(z, buf, 0), -ERANGE);
}

/* Local hour and minute that the host's libc shows for a UTC second. */
static void
shows(const struct nt_zone *z, time_t t, int hour, int minute, int dst)
{
	char buf[80];
	struct tm tm;

	CHECK(time_zone_string(z, buf, sizeof buf) > 0);
	setenv("TZ", buf, 1);
	tzset();
	CHECK(localtime_r(&t, &tm) != NULL);
	CHECK_INT(tm.tm_hour, hour);
	CHECK_INT(tm.tm_min, minute);
	CHECK_INT(tm.tm_isdst, dst);
}

int
main(void)
{
	char buf[80];
	const time_t january = 1736942400;	/* 2025-01-15 12:00 UTC */
	const time_t july = 1752580800;		/* 2025-07-15 12:00 UTC */

	is(&berlin, "<+01>-1<+02>,M3.5.0,M10.5.0/3");
	is(&sydney, "<+10>-10<+11>,M10.1.0,M4.1.0/3");
	is(&st_johns, "<-0330>3:30<-0230>,M3.2.0,M11.1.0");
	is(&lord_howe, "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
	is(&india, "<+0530>-5:30");
	is(&utc, "UTC0");
	is(&havana, "<-05>5<-04>,M3.2.0/0,M11.1.0/1");
	is(&midnight, "<-04>4<-03>,M9.1.6/24,M4.1.6/24");
	is(&dated, "<+02>-2<+03>,J60,J300/1:30");

	shows(&berlin, january, 13, 0, 0);
	shows(&berlin, july, 14, 0, 1);
	shows(&sydney, january, 23, 0, 1);
	shows(&sydney, july, 22, 0, 0);
	shows(&st_johns, july, 9, 30, 1);
	shows(&lord_howe, january, 23, 0, 1);
	shows(&lord_howe, july, 22, 30, 0);
	shows(&india, july, 17, 30, 0);
	/* The second of the change, and the one before. */
	shows(&berlin, 1743296399, 1, 59, 0);
	shows(&berlin, 1743296400, 3, 0, 1);

	host = india;
	CHECK_INT(time_host_zone(buf, sizeof buf), 0);
	CHECK_STR(buf, "<+0530>-5:30");
	CHECK_INT(time_host_zone(buf, 3), -ERANGE);
	CHECK_INT(time_host_key(buf, sizeof buf), -ENOENT);
	memcpy(host.key, u"India Standard Time", 40);
	CHECK_INT(time_host_key(buf, sizeof buf), 0);
	CHECK_STR(buf, "India Standard Time");
	CHECK_INT(time_host_key(buf, 20), 0);
	CHECK_INT(time_host_key(buf, 19), -ERANGE);
	host_error = -EIO;
	CHECK_INT(time_host_zone(buf, sizeof buf), -EIO);
	CHECK_INT(time_host_key(buf, sizeof buf), -EIO);
	return 0;
}
