/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Message catalogs as msgfmt writes them (GNU gettext manual, "The Format of
 * GNU MO Files"; XSH gettext of POSIX.1-2024).
 */
#ifndef ISTHMUS_MO_H
#define ISTHMUS_MO_H

#include <stddef.h>
#include <stdint.h>

struct mo {
	const char	*data;		/* the whole file */
	size_t		size;
	int		swap;		/* written on a big-endian machine */
	uint32_t	count, ids, strings;	/* offsets of the two tables */
	char		charset[32];	/* of the strings, "" if not said */
	const char	*plural;	/* expression, NULL: n != 1 */
	unsigned int	nplurals;
};

/* Checks everything that the functions below rely on. 0, or -1. */
int mo_init(struct mo *m, const char *data, size_t size);

/* The index of a message, or -1. */
long mo_find(const struct mo *m, const char *id);

/* A string with all its plural forms; *len does not count the last NUL. */
const char *mo_string(const struct mo *m, uint32_t i, size_t *len);

/* Which plural form n takes; less than nplurals. */
unsigned int mo_plural(const struct mo *m, unsigned long n);

#endif /* ISTHMUS_MO_H */
