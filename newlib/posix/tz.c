/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The zone in force (XSH tzset). It is looked up again whenever TZ has
 * changed. Everything here runs under __tz_lock(), except tzset() itself,
 * which takes it.
 */
#include <stdlib.h>
#include <string.h>

#include "tz.h"

#define ABBRS	64	/* names a process can see; real zones have about 8 */

enum source { SRC_UTC, SRC_RULES, SRC_FILE };

static enum source source;
static struct tz_rules rules;
static struct tz_file file;
static char *loaded;		/* the TZ it was loaded from, "" for none */
static int is_loaded;

/*
 * tm_zone and tzname[] point to names that must outlive the zone: programs
 * keep a struct tm over a change of TZ.
 */
static const char *
keep_abbr(const char *s)
{
	static char pool[ABBRS][TZ_ABBR_MAX + 1];
	int i;

	for (i = 0; i < ABBRS - 1 && pool[i][0] != '\0'; i++)
		if (strcmp(pool[i], s) == 0)
			return pool[i];
	if (strlen(s) <= TZ_ABBR_MAX)	/* the last place is used again */
		strcpy(pool[i], s);
	return pool[i];
}

void
tz_state_at(int64_t t, struct tz_state *st)
{
	switch (source) {
	case SRC_RULES:
		tz_rules_state(&rules, t, st);
		break;
	case SRC_FILE:
		tz_file_state(&file, t, st);
		break;
	default:
		st->offset = 0;
		st->isdst = 0;
		st->abbr = "UTC";
		break;
	}
	st->abbr = keep_abbr(st->abbr);
}

static int
rules_for(const struct tz_rules *r, int isdst, struct tz_state *st)
{
	if (isdst && !r->has_dst)
		return -1;
	st->isdst = isdst;
	st->offset = isdst ? r->dst_offset : r->std_offset;
	st->abbr = keep_abbr(isdst ? r->dst : r->std);
	return 0;
}

/* The latest that the zone used. 0, or -1 if it has none. */
int
tz_state_for(int isdst, struct tz_state *st)
{
	int i;

	if (source == SRC_RULES)
		return rules_for(&rules, isdst, st);
	if (source == SRC_UTC) {
		tz_state_at(0, st);
		return isdst ? -1 : 0;
	}
	if (file.has_rules && rules_for(&file.rules, isdst, st) == 0)
		return 0;
	for (i = file.nat - 1; i >= 0; i--)
		if (file.types[file.type[i]].isdst == isdst) {
			*st = file.types[file.type[i]];
			st->abbr = keep_abbr(st->abbr);
			return 0;
		}
	if (file.types[0].isdst != isdst)
		return -1;
	*st = file.types[0];
	st->abbr = keep_abbr(st->abbr);
	return 0;
}

static void
set_globals(void)
{
	struct tz_state std, dst;

	tz_state_for(0, &std);
	_timezone = -std.offset;
	_tzname[0] = (char *)std.abbr;
	_daylight = tz_state_for(1, &dst) == 0;
	_tzname[1] = _daylight ? (char *)dst.abbr : _tzname[0];
}

#define HALF_YEAR	(182 * 86400)

/*
 * Do the file's zone and Windows' rules show the same, today and when the
 * other half of the year has come? If not, Windows has been told of newer
 * rules, or the user has made his own.
 */
static int
agrees_with_rules(void)
{
	struct tz_state f, r;
	int64_t t = time(NULL);
	int i;

	for (i = 0; i < 2; i++, t += HALF_YEAR) {
		tz_file_state(&file, t, &f);
		tz_rules_state(&rules, t, &r);
		if (f.offset != r.offset)
			return 0;
	}
	return 1;
}

/*
 * The zone that Windows is set to. Windows knows neither its past nor
 * abbreviations: the IANA zone of that name is taken for them.
 */
static void
load_host_zone(void)
{
	char s[128];
	const char *name;

	if (time_host_zone(s, sizeof(s)) != 0 ||
	    tz_rules_parse(s, &rules) != 0)
		return;
	source = SRC_RULES;
	if (time_host_key(s, sizeof(s)) != 0 ||
	    (name = tz_windows_name(s)) == NULL ||
	    tz_file_read(name, &file) != 0)
		return;
	if (agrees_with_rules())
		source = SRC_FILE;
	else
		tz_file_free(&file);
}

static void
load_zone(const char *tz)
{
	if (source == SRC_FILE)
		tz_file_free(&file);
	source = SRC_UTC;
	if (tz == NULL) {
		load_host_zone();
		return;
	}
	if (*tz == ':')			/* XBD 8.3: ours to define: a file */
		tz++;
	if (*tz == '\0')		/* empty: UTC, as everywhere */
		return;
	if (tz_rules_parse(tz, &rules) == 0)
		source = SRC_RULES;
	else if (tz_file_read(tz, &file) == 0)
		source = SRC_FILE;
}

/* After this the zone is that of TZ. */
void
tz_load(void)
{
	const char *tz = getenv("TZ");
	char *copy;

	if (is_loaded && (tz == NULL ? loaded == NULL :
	    loaded != NULL && strcmp(tz, loaded) == 0))
		return;
	copy = tz != NULL ? strdup(tz) : NULL;
	load_zone(copy);
	free(loaded);
	loaded = copy;
	/* Without memory for the name the next call loads it again. */
	is_loaded = tz == NULL || copy != NULL;
	set_globals();
}

void
_tzset_unlocked(void)
{
	tz_load();
}

void
_tzset_unlocked_r(struct _reent *r)
{
	(void)r;
	tz_load();
}

void
_tzset_r(struct _reent *r)
{
	(void)r;
	tzset();
}

void
tzset(void)
{
	__tz_lock();
	tz_load();
	__tz_unlock();
}

/* newlib's strftime asks these for %z and %Z. */
long
__cygwin_gettzoffset(const struct tm *tm)
{
	return tm->tm_gmtoff;
}

/* NULL: strftime takes tzname[]. */
const char *
__cygwin_gettzname(const struct tm *tm)
{
	return tm->tm_zone;
}
