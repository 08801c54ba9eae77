/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line that makes cmd.exe run a batch file with arguments.
 *
 * cmd.exe reads the line by rules of its own before the batch file sees any
 * of it, so that what args_quote() makes could run commands that are in an
 * argument.  To cmd.exe
 *
 * - a double quote begins or ends a quoted part wherever it stands: one in an
 *   argument is doubled, so that the part goes on, which programs that the
 *   batch file passes it on to read as one quote;
 * - within a quoted part only "%" means anything: "%cd:~,%" is replaced by no
 *   character of the current directory, which leaves a "%" before it alone;
 * - a line feed ends the line: there is no way to pass one on.
 *
 * /e:on makes sure that "%cd:~,%" is known, /v:off that "!" is nothing
 * special, /d keeps commands of the registry out, and with /s exactly the
 * first and the last quote are taken away.
 */
#include "spawn/room.h"

#include <string.h>
#include <strings.h>

#define HEAD	"cmd.exe /e:on /v:off /d /s /c \""

int
batch_is(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && (strcasecmp(name + n - 4, ".bat") == 0 ||
	    strcasecmp(name + n - 4, ".cmd") == 0);
}

/* Nothing to cmd.exe, nor to what a batch file does with it. */
static int
is_plain(const char *arg)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "#$*+-./:?@\\_";
	size_t n = strspn(arg, plain);

	return n > 0 && arg[n] == '\0' && arg[n - 1] != '\\';
}

static size_t
put(char *dst, size_t at, const char *s)
{
	size_t n = strlen(s);

	if (dst != NULL)
		memcpy(dst + at, s, n);
	return at + n;
}

static size_t
put_argument(char *dst, size_t at, const char *arg)
{
	char one[2] = "";
	size_t slashes = 0;

	if (is_plain(arg))
		return put(dst, at, arg);
	at = put(dst, at, "\"");
	for (; *arg != '\0'; arg++) {
		one[0] = *arg;
		for (; *arg == '"' && slashes > 0; slashes--)
			at = put(dst, at, "\\");
		slashes = *arg == '\\' ? slashes + 1 : 0;
		at = put(dst, at, *arg == '"' ? "\"\"" :
		    *arg == '%' ? "%%cd:~,%" : one);
	}
	for (; slashes > 0; slashes--)
		at = put(dst, at, "\\");
	return put(dst, at, "\"");
}

size_t
batch_line(char *dst, const char *script, char *const *argv)
{
	size_t at = put(dst, 0, HEAD);

	if (strpbrk(script, "\r\n\"") != NULL)
		return 0;
	at = put_argument(dst, at, script);
	for (size_t i = 1; argv[0] != NULL && argv[i] != NULL; i++) {
		if (strpbrk(argv[i], "\r\n") != NULL)
			return 0;
		at = put_argument(dst, put(dst, at, " "), argv[i]);
	}
	at = put(dst, at, "\"");
	if (dst != NULL)
		dst[at] = '\0';
	return at + 1;
}
