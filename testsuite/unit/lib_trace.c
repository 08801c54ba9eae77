/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/trace.c */
/* The words of ISTHMUS_TRACE, and quoted strings. */
#include "unit.h"

#include "lib/trace.h"

extern char unit_trace[];

static void
quotes(const char *src, size_t len, size_t max, const char *want)
{
	char b[100];

	CHECK_INT(trace_quote(b, sizeof b, src, len, max), strlen(want));
	CHECK_STR(b, want);
}

int
main(void)
{
	const char *bad = NULL;
	size_t bad_len = 0;
	CHECK(trace_parse("syscall,file", &bad, &bad_len) == NULL);
	CHECK(bad_len == 0 && trace_mask == (TRACE_SYSCALL | TRACE_FILE));
	CHECK_STR(trace_parse("all:C:\\x.log", &bad, &bad_len), "C:\\x.log");
	CHECK(trace_mask == TRACE_ALL);
	trace_parse("file,nonsense", &bad, &bad_len);
	CHECK(bad_len == 8 && strncmp(bad, "nonsense", 8) == 0);
	trace_parse("path", &bad, &bad_len);
	trace(TRACE_FILE, "not seen");
	trace(TRACE_PATH, "seen %d", 5);
	CHECK(strstr(unit_trace, "seen 5") != NULL);
	CHECK(strstr(unit_trace, "not seen") == NULL);
	CHECK(strstr(unit_trace, "42") != NULL);
	quotes("abc", 3, 10, "\"abc\"");
	quotes("a\"\\\n", 4, 10, "\"a\\\"\\\\\\n\"");
	quotes("abcdefgh", 8, 3, "\"abc\"...");
	char tiny[6];
	memset(tiny, '#', sizeof tiny);
	trace_quote(tiny, 5, "abcdefgh", 8, 8);
	CHECK(tiny[5] == '#');
	return (0);
}
