/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of lines of fields with colons between them, as /etc/passwd. */
#ifndef ISTHMUS_FIELDS_H
#define ISTHMUS_FIELDS_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Can it be written as one?  It must not end itself or its line. */
static inline int
fields_is(const char *s)
{
	return s == NULL || strpbrk(s, ":\n") == NULL;
}

/*
 * The next line, without its end: 0, ENOENT at the end of the file; ERANGE,
 * and then the same line is read next time.
 */
static inline int
fields_line(FILE *fp, char *buf, size_t size)
{
	off_t at = ftello(fp);
	size_t n;

	if (size < 2)
		return ERANGE;
	if (fgets(buf, size > 1 << 20 ? 1 << 20 : (int)size, fp) == NULL)
		return ENOENT;
	n = strlen(buf);
	if (n > 0 && buf[n - 1] == '\n') {
		buf[n - 1] = '\0';
		if (n > 1 && buf[n - 2] == '\r')
			buf[n - 2] = '\0';
	} else if (!feof(fp)) {
		fseeko(fp, at, SEEK_SET);
		return ERANGE;
	}
	return 0;
}

#endif
