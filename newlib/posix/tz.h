/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Time zones (XBD 8.3, TZ): tz_rule.c parses and evaluates the strings with
 * rules in them, tz_file.c reads compiled zone files (RFC 8536), tz_builtin.c
 * has those inside the DLL, tz.c keeps the zone in force.
 * Times are seconds since 1970-01-01 UTC, offsets are seconds east of
 * Greenwich.
 */
#ifndef ISTHMUS_TZ_H
#define ISTHMUS_TZ_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define TZ_ABBR_MAX	31

/* What holds at one moment. */
struct tz_state {
	int32_t		offset;
	int		isdst;
	const char	*abbr;
};

/* When in a year the clocks change. */
struct tz_date {
	char	kind;		/* 'J', '0' (from 0, leap days count), 'M' */
	int	day;		/* of the year; for M of the week, 0 Sunday */
	int	week;		/* M: 1 to 5, 5 the last */
	int	month;		/* M: 1 to 12 */
	int32_t	time;		/* seconds after local midnight, -167h..167h */
};

struct tz_rules {
	char		std[TZ_ABBR_MAX + 1], dst[TZ_ABBR_MAX + 1];
	int32_t		std_offset, dst_offset;
	int		has_dst;
	struct tz_date	start, end;	/* of daylight saving time */
};

/* A compiled zone. */
struct tz_file {
	int64_t		*at;		/* moments of change, ascending */
	unsigned char	*type;		/* what holds from at[i] on */
	struct tz_state	*types;
	char		*abbrs;
	int		nat, ntypes;
	int		has_rules;	/* for what comes after the last */
	struct tz_rules	rules;
};

/* 0, or -1 if s is not a zone with rules. */
int tz_rules_parse(const char *s, struct tz_rules *r);
void tz_rules_state(const struct tz_rules *r, int64_t t, struct tz_state *st);

/* The content of the DLL's own file for a zone, or NULL. */
const unsigned char *tz_builtin(const char *name, size_t *size);
/* The IANA name of what the registry calls a zone, or NULL. */
const char *tz_windows_name(const char *key);

/* 0, or -1: not readable, no zone file, or out of memory. */
int tz_file_read(const char *name, struct tz_file *z);
int tz_file_parse(const unsigned char *p, size_t n, struct tz_file *z);
void tz_file_free(struct tz_file *z);
void tz_file_state(const struct tz_file *z, int64_t t, struct tz_state *st);

/* The zone in force; the caller holds the lock of newlib's __tz_lock(). */
void tz_load(void);
void tz_state_at(int64_t t, struct tz_state *st);
/* The offset and name a zone has for standard or daylight time, if any. */
int tz_state_for(int isdst, struct tz_state *st);

/* The calendar. */
int64_t tz_days(int64_t year, int mon, int64_t mday);
int tz_is_leap(int64_t year);
/* 0, or -1 if the year does not fit. */
int tz_break(int64_t t, int32_t offset, struct tm *tm);

/* newlib's lock of the zone, and the names it declares nowhere public. */
void __tz_lock(void);
void __tz_unlock(void);
void _tzset_unlocked(void);
struct _reent;
void _tzset_unlocked_r(struct _reent *r);
void _tzset_r(struct _reent *r);
long __cygwin_gettzoffset(const struct tm *tm);
const char *__cygwin_gettzname(const struct tm *tm);

/*
 * The DLL's time room: a TZ string for the zone that Windows is set to, and
 * what the registry calls it; 0 or a negative error number.
 */
int time_host_zone(char *buf, size_t size);
int time_host_key(char *buf, size_t size);

#endif /* ISTHMUS_TZ_H */
