/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: spawn/args.c spawn/batch.c */
/* Microsoft's rules for command lines, with its own documented examples. */
#include <stdarg.h>

#include "unit.h"

#include "spawn/room.h"

static void
splits(const char *line, int n, ...)
{
	char text[400], *argv[40];
	size_t bytes = 0, again;
	va_list ap;

	CHECK_INT(args_split(line, NULL, NULL, &bytes), n);
	CHECK(bytes <= strlen(line) + 2);
	memset(text, '#', sizeof text);
	CHECK_INT(args_split(line, argv, text, &again), n);
	CHECK_INT(again, bytes);
	CHECK(text[bytes] == '#' && argv[n] == NULL);
	va_start(ap, n);
	for (int i = 0; i < n; i++)
		CHECK_STR(argv[i], va_arg(ap, const char *));
	va_end(ap);
}

static void
fixes(const char *name, const char *want)
{
	char b[100];

	strcpy(b, name);
	args_fix_name(b);
	CHECK_STR(b, want);
}

/* Quoting and splitting again gives the same. */
static void
quotes(const char *arg, const char *want)
{
	char line[200] = "p ", text[200], *argv[10];
	size_t n = args_quote(NULL, arg), bytes;

	CHECK_INT(args_quote(line + 2, arg), n);
	CHECK_STR(line + 2, want);
	CHECK_INT(strlen(want) + 1, n);
	CHECK_INT(args_split(line, argv, text, &bytes), 2);
	CHECK_STR(argv[1], arg);
}

/* What cmd.exe is told for the batch file C:\a b\x.bat and two arguments. */
static void
batch(const char *one, const char *two, const char *want)
{
	char line[300], expected[300];
	char *argv[] = { (char *)"x", (char *)one, (char *)two, NULL };
	size_t n = batch_line(NULL, "C:\\a b\\x.bat", argv);

	if (want == NULL) {
		CHECK_INT(n, 0);
		return;
	}
	snprintf(expected, sizeof(expected), "cmd.exe /e:on /v:off /d /s /c "
	    "\"\"C:\\a b\\x.bat\" %s\"", want);
	CHECK(n <= sizeof(line));
	CHECK_INT(batch_line(line, "C:\\a b\\x.bat", argv), n);
	CHECK_STR(line, expected);
	CHECK_INT(strlen(line) + 1, n);
}

int
main(void)
{
	splits("prog", 1, "prog");
	splits("prog a b", 3, "prog", "a", "b");
	splits("prog \"a b c\" d e", 4, "prog", "a b c", "d", "e");
	splits("prog \"ab\\\"c\" \"\\\\\" d", 4, "prog", "ab\"c", "\\", "d");
	splits("prog a\\\\\\b d\"e f\"g h", 4, "prog", "a\\\\\\b", "de fg",
	    "h");
	splits("prog a\\\\\\\"b c d", 4, "prog", "a\\\"b", "c", "d");
	splits("prog a\\\\\\\\\"b c\" d e", 4, "prog", "a\\\\b c", "d", "e");
	splits("prog a\"b\"\" c d", 2, "prog", "ab\" c d");
	splits("\"C:\\a b\\p.exe\" x", 2, "C:\\a b\\p.exe", "x");
	splits("C:\\a\\\"b\" x", 2, "C:\\a\\b", "x");
	splits("prog \"\"", 2, "prog", "");
	splits("prog  \t x \t", 2, "prog", "x");
	splits("prog \\", 2, "prog", "\\");
	splits("prog \"\\\\", 2, "prog", "\\\\");
	splits("", 1, "");
	splits("prog \"open", 2, "prog", "open");
	splits("prog *.c ~ $x", 4, "prog", "*.c", "~", "$x");
	fixes("C:\\a\\b.exe", "C:/a/b");
	fixes("b.EXE", "b");
	fixes(".exe", ".exe");
	fixes("/a/.exe", "/a/.exe");
	fixes("/a/b\\c", "/a/b\\c");
	fixes("x", "x");
	fixes("", "");
	quotes("plain", "plain");
	quotes("", "\"\"");
	quotes("a b", "\"a b\"");
	quotes("a\"b", "\"a\\\"b\"");
	quotes("a\\", "a\\");
	quotes("a b\\", "\"a b\\\\\"");
	quotes("a\\\\b", "a\\\\b");
	quotes("\\\"", "\"\\\\\\\"\"");
	quotes("a\tb", "\"a\tb\"");
	quotes("*.c", "\"*.c\"");
	quotes("a?", "\"a?\"");
	CHECK(batch_is("x.bat") && batch_is("/a/X.CMD") && !batch_is(".bat") &&
	    !batch_is("x.bat2") && !batch_is("bat") && !batch_is(""));
	batch("a", "-x=C:\\b", "a \"-x=C:\\b\"");
	batch("/x:*.c", "", "/x:*.c \"\"");
	batch("a b", "b\\", "\"a b\" \"b\\\\\"");
	batch("\"&calc", "a\\\\\"b\\c", "\"\"\"&calc\" "
	    "\"a\\\\\\\\\"\"b\\c\"");
	batch("%PATH%", "^", "\"%%cd:~,%PATH%%cd:~,%\" \"^\"");
	batch("\303\274", "!x!", "\"\303\274\" \"!x!\"");
	batch("a\nb", "x", NULL);
	batch("x", "a\r", NULL);
	return (0);
}
