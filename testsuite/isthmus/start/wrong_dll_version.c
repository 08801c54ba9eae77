/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/* A program that needs another major API says so and ends with 127. */
#include <stdint.h>

#include "child.h"

/* The part of the start block that never changes, and room for the rest. */
struct block {
	uint32_t size;
	uint16_t major, minor;
	void *image;
	char rest[400];
};

void isthmus_start(struct block *) __attribute__((noreturn));

static void __attribute__((noreturn))
child(int major, int minor)
{
	static struct block b;

	b.size = sizeof(b);
	b.major = (uint16_t)major;
	b.minor = (uint16_t)minor;
	b.image = GetModuleHandleW(NULL);
	isthmus_start(&b);
}

static const char *
message_of(const WCHAR *line)
{
	STARTUPINFOW start = { .cb = sizeof(start) };

	start.dwFlags = STARTF_USESTDHANDLES;
	start.hStdError = message_file(L"message");
	CHECK_INT(run_child(own_path(), line, &start), 127);
	CloseHandle(start.hStdError);
	return contents("message");
}

int
main(int argc, char **argv)
{
	const char *text;

	if (argc > 2)
		child(atoi(argv[1]), atoi(argv[2]));
	text = message_of(L"p 99 0");
	CHECK(strstr(text, ".exe: needs isthmus1.dll API 99, this one is 1\n")
	    != NULL);
	CHECK(strchr(text, '\n')[1] == '\0');
	text = message_of(L"p 1 999");
	CHECK(strstr(text, ".exe: needs isthmus1.dll API 1.999, this one is 1.")
	    != NULL);
	return (0);
}
