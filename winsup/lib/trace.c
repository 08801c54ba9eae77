/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

uint32_t trace_mask;
volatile int32_t trace_process;		/* fork class: copy */

static const struct {
	const char *name;
	uint32_t bit;
} category[] = {
	{ "syscall", TRACE_SYSCALL },
	{ "start", TRACE_START },
	{ "path", TRACE_PATH },
	{ "file", TRACE_FILE },
	{ "mm", TRACE_MM },
	{ "thread", TRACE_THREAD },
	{ "signal", TRACE_SIGNAL },
	{ "process", TRACE_PROCESS },
	{ "all", TRACE_ALL },
};
#define NCATEGORY	(sizeof category / sizeof category[0])

static uint32_t
category_bit(const char *word, size_t len)
{
	for (size_t i = 0; i < NCATEGORY; i++)
		if (strlen(category[i].name) == len &&
		    memcmp(category[i].name, word, len) == 0)
			return category[i].bit;
	return 0;
}

static const char *
category_name(enum trace_category cat)
{
	for (size_t i = 0; i < NCATEGORY; i++)
		if (category[i].bit == (uint32_t)cat)
			return category[i].name;
	return "?";
}

const char *
trace_parse(const char *spec, const char **bad, size_t *bad_len)
{
	uint32_t mask = 0, bit;
	size_t len;

	*bad = NULL;
	*bad_len = 0;
	for (;;) {
		len = strcspn(spec, ",:");
		bit = category_bit(spec, len);
		if (bit == 0 && len > 0) {
			*bad = spec;
			*bad_len = len;
		}
		mask |= bit;
		spec += len;
		if (*spec != ',')
			break;
		spec++;
	}
	trace_mask = mask;
	return *spec == ':' && spec[1] != '\0' ? spec + 1 : NULL;
}

void
trace_line(enum trace_category cat, const char *fmt, ...)
{
	char buf[1024];
	uint64_t us = platform_trace_usec();
	va_list ap;
	int n, m;

	n = snprintf(buf, sizeof buf, "%u/%d %llu.%06llu %s: ",
	    platform_trace_pid(), (int)trace_process,
	    (unsigned long long)(us / 1000000),
	    (unsigned long long)(us % 1000000), category_name(cat));
	va_start(ap, fmt);
	m = vsnprintf(buf + n, sizeof buf - (size_t)n - 1, fmt, ap);
	va_end(ap);
	if (m < 0)
		m = 0;
	if (m > (int)sizeof buf - n - 2)
		m = (int)sizeof buf - n - 2;
	buf[n + m] = '\n';
	platform_trace_write(buf, (size_t)(n + m + 1));
}

static size_t
quote_char(char *dst, unsigned char c)
{
	static const char plain[] = "\n\r\t\"\\", letter[] = "nrt\"\\";
	const char *p;

	if (c != '\0' && (p = strchr(plain, c)) != NULL) {
		dst[0] = '\\';
		dst[1] = letter[p - plain];
		return 2;
	}
	if (c < 0x20 || c == 0x7f) {
		dst[0] = '\\';
		dst[1] = (char)('0' + (c >> 6));
		dst[2] = (char)('0' + (c >> 3 & 7));
		dst[3] = (char)('0' + (c & 7));
		return 4;
	}
	dst[0] = (char)c;
	return 1;
}

size_t
trace_quote(char *dst, size_t size, const void *src, size_t len, size_t max)
{
	const unsigned char *s = src;
	size_t n = 0, i;

	if (size < 16)
		return 0;
	dst[n++] = '"';
	for (i = 0; i < len && i < max && n + 4 + 5 < size; i++)
		n += quote_char(dst + n, s[i]);
	dst[n++] = '"';
	if (i < len) {
		memcpy(dst + n, "...", 3);
		n += 3;
	}
	dst[n] = '\0';
	return n;
}
