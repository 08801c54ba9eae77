/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/caps.h"

#include <errno.h>
#include <string.h>

/* Fork class of all: constant after start-up. */
uint32_t caps_taken;
int caps_acl_given;
enum symlink_form caps_symlinks;

struct word {
	const char *name;
	uint32_t value;
};

static const struct word caps[] = {
	{ "-posix_delete", CAP_POSIX_DELETE },
	{ "-reparse", CAP_REPARSE },
	{ "-acl", CAP_ACL },
	{ "-by_name", CAP_BY_NAME },
	{ "-hard_links", CAP_HARD_LINKS },
	{ "-case", CAP_CASE },
	{ "-file_ids", CAP_FILE_IDS },
	{ "+acl", 0 },
	{ NULL, 0 }
};

static const struct word forms[] = {
	{ "symlinks:lx", SYMLINKS_LX },
	{ "symlinks:cookie", SYMLINKS_COOKIE },
	{ "symlinks:native", SYMLINKS_NATIVE },
	{ "symlinks:nativestrict", SYMLINKS_NATIVESTRICT },
	{ NULL, 0 }
};

static const struct word *
find(const struct word *w, const char *s, size_t len)
{
	for (; w->name != NULL; w++)
		if (strlen(w->name) == len && memcmp(w->name, s, len) == 0)
			return w;
	return NULL;
}

/* Calls take for each word between commas and spaces that is in list. */
static int
each_word(const char *spec, const struct word *list,
    void (*take)(uint32_t value))
{
	const struct word *w;
	int e = 0;

	while (*spec != '\0') {
		size_t len = strcspn(spec, ", ");

		if (len > 0 && (w = find(list, spec, len)) != NULL)
			take(w->value);
		else if (len > 0)
			e = -EINVAL;
		spec += len;
		if (*spec != '\0')
			spec++;
	}
	return e;
}

static void
take_cap(uint32_t value)
{
	caps_taken |= value;
	if (value == 0)
		caps_acl_given = 1;
}

static void
take_form(uint32_t value)
{
	caps_symlinks = (enum symlink_form)value;
}

int
caps_parse(const char *spec)
{
	return each_word(spec, caps, take_cap);
}

int
caps_parse_options(const char *spec)
{
	return each_word(spec, forms, take_form);
}
