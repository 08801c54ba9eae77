/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getdate() (XSH): a date by the first line of the file DATEMSK that fits;
 * what the line leaves out comes from the current date. getdate_err: 1 no
 * DATEMSK, 2 cannot be opened, 4 not a regular file, 5 reading fails, 6 no
 * memory, 7 no line fits, 8 not a date.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "tz.h"

int *__getdate_err(void);
int getdate_r(const char *string, struct tm *result);

static int error;

int *
__getdate_err(void)
{
	return &error;
}

#define UNSET	INT_MIN

/* s by the line f, all of it; 0 or -1. */
static int
fits(const char *s, const char *f, struct tm *tm)
{
	const char *end;

	*tm = (struct tm){ .tm_sec = UNSET, .tm_min = UNSET,
	    .tm_hour = UNSET, .tm_mday = UNSET, .tm_mon = UNSET,
	    .tm_year = UNSET, .tm_wday = UNSET, .tm_isdst = -1 };
	end = strptime(s, f, tm);
	if (end == NULL)
		return -1;
	return end[strspn(end, " \t\n")] == '\0' ? 0 : -1;
}

static void
set_default(int *field, int value)
{
	if (*field == UNSET)
		*field = value;
}

/* What was not given, as XSH says; 0, or 8. */
static int
complete(struct tm *tm)
{
	time_t now = time(NULL);
	struct tm today, check;
	int had_day = tm->tm_mday != UNSET || tm->tm_mon != UNSET ||
	    tm->tm_year != UNSET, had_hour = tm->tm_hour != UNSET;

	localtime_r(&now, &today);
	if (!had_day && tm->tm_wday != UNSET) {
		/* The next such day, today if it is one. */
		tm->tm_year = today.tm_year;
		tm->tm_mon = today.tm_mon;
		tm->tm_mday = today.tm_mday +
		    (tm->tm_wday - today.tm_wday + 7) % 7;
	} else if (!had_day) {
		tm->tm_year = today.tm_year;
		tm->tm_mon = today.tm_mon;
		tm->tm_mday = today.tm_mday;
		/* An hour that is over means tomorrow's. */
		if (had_hour && tm->tm_hour < today.tm_hour)
			tm->tm_mday++;
	} else {
		if (tm->tm_mon != UNSET && tm->tm_mday == UNSET)
			tm->tm_mday = 1;
		if (tm->tm_mon != UNSET && tm->tm_year == UNSET)
			tm->tm_year = today.tm_year +
			    (tm->tm_mon < today.tm_mon);
		set_default(&tm->tm_year, today.tm_year);
		set_default(&tm->tm_mon, today.tm_mon);
		set_default(&tm->tm_mday, today.tm_mday);
		if (tm->tm_mday > tz_days(tm->tm_year + 1900 +
		    (tm->tm_mon == 11), (tm->tm_mon + 1) % 12, 1) -
		    tz_days(tm->tm_year + 1900, tm->tm_mon, 1))
			return 8;
	}
	if (!had_hour && tm->tm_min == UNSET && tm->tm_sec == UNSET) {
		tm->tm_hour = today.tm_hour;
		tm->tm_min = today.tm_min;
		tm->tm_sec = today.tm_sec;
	}
	set_default(&tm->tm_hour, 0);
	set_default(&tm->tm_min, 0);
	set_default(&tm->tm_sec, 0);
	check = *tm;
	check.tm_isdst = -1;
	mktime(&check);
	if (had_day && tm->tm_wday != UNSET && tm->tm_wday != check.tm_wday)
		return 8;
	*tm = check;
	return 0;
}

/* 0, or a number as in getdate_err. */
int
getdate_r(const char *s, struct tm *tm)
{
	const char *name = getenv("DATEMSK");
	char *line = NULL;
	size_t size = 0;
	struct stat st;
	ssize_t n;
	FILE *fp;
	int rc = 7;

	if (name == NULL || *name == '\0')
		return 1;
	if ((fp = fopen(name, "re")) == NULL)
		return 2;
	if (fstat(fileno(fp), &st) != 0 || !S_ISREG(st.st_mode)) {
		fclose(fp);
		return 4;
	}
	s += strspn(s, " \t\n");
	while (rc == 7 && (n = __getline(&line, &size, fp)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (line[0] != '\0' && fits(s, line, tm) == 0)
			rc = complete(tm);
	}
	if (rc == 7 && ferror(fp))
		rc = 5;
	free(line);
	fclose(fp);
	return rc;
}

struct tm *
getdate(const char *s)
{
	static struct tm tm;
	int rc = getdate_r(s, &tm);

	if (rc == 0)
		return &tm;
	error = rc;
	return NULL;
}
