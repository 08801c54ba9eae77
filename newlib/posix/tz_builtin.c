/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The zones inside the DLL, for where /usr/share/zoneinfo has none, and the
 * IANA name of each of Windows' zones. The tables are made by gen-zones.
 */
#include <stdlib.h>
#include <string.h>

#include "tz.h"

/* Offsets are from the table's start; one with name 0 ends it. */
struct zone {
	uint32_t	name, data, size;
};

struct windows {
	uint32_t	key, name;
};

extern const struct zone tz_zones[];
extern const struct windows tz_windows[];

static const char *
at(const void *table, uint32_t offset)
{
	return (const char *)table + offset;
}

const unsigned char *
tz_builtin(const char *name, size_t *size)
{
	const struct zone *z;

	for (z = tz_zones; z->name != 0; z++)
		if (strcmp(at(tz_zones, z->name), name) == 0) {
			*size = z->size;
			return (const unsigned char *)at(tz_zones, z->data);
		}
	return NULL;
}

const char *
tz_windows_name(const char *key)
{
	const struct windows *w;

	for (w = tz_windows; w->key != 0; w++)
		if (strcmp(at(tz_windows, w->key), key) == 0)
			return at(tz_windows, w->name);
	return NULL;
}
