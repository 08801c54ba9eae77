/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/* The examples of Microsoft's documentation and the corners between them. */
#include "child.h"

static const struct {
	const WCHAR *line;
	const char *want;
} lines[] = {
	{ L"p \"a b c\" d e", "[a b c][d][e]" },
	{ L"p \"ab\\\"c\" \"\\\\\" d", "[ab\"c][\\][d]" },
	{ L"p a\\\\\\b d\"e f\"g h", "[a\\\\\\b][de fg][h]" },
	{ L"p a\\\\\\\"b c d", "[a\\\"b][c][d]" },
	{ L"p a\\\\\\\\\"b c\" d e", "[a\\\\b c][d][e]" },
	{ L"p a\"b\"\" c d", "[ab\" c d]" },
	{ L"\"p q\" \"\" x", "[][x]" },
	{ L"p\t a \t b\t", "[a][b]" },
	{ L"p *.c ? ~ $HOME %PATH% 'a b'",
	    "[*.c][?][~][$HOME][%PATH%]['a][b']" },
	{ L"p \x00e4\x20ac\xd83d\xde00",
	    "[\303\244\342\202\254\360\237\230\200]" },
};

int
main(int argc, char **argv)
{
	const char *want = getenv("WANT");
	char got[1000] = "";
	size_t i;

	if (want != NULL) {
		for (i = 1; i < (size_t)argc; i++)
			sprintf(got + strlen(got), "[%s]", argv[i]);
		CHECK(argv[argc] == NULL);
		CHECK_STR(got, want);
		return (0);
	}
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		WCHAR wide[1000];
		CHECK(MultiByteToWideChar(CP_UTF8, 0, lines[i].want, -1, wide,
		    1000) > 0);
		CHECK(SetEnvironmentVariableW(L"WANT", wide));
		CHECK_INT(run_child(own_path(), lines[i].line, NULL), 0);
	}
	return (0);
}
