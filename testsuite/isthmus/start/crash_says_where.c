/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/* Without a shell to say "Segmentation fault", the program says it. */
#include <signal.h>

#include "child.h"

int
main(int argc, char **argv)
{
	STARTUPINFOW start = { .cb = sizeof(start) };

	if (argc > 1) {
		*(volatile int *)16 = 1;
		return (0);
	}
	start.dwFlags = STARTF_USESTDHANDLES;
	start.hStdError = message_file(L"message");
	CHECK_INT(run_child(own_path(), L"p crash", &start), 128 + SIGSEGV);
	CloseHandle(start.hStdError);
	const char *text = contents("message");
	CHECK(strncmp(text, "p: Segmentation fault at 0x", 27) == 0);
	CHECK(strstr(text, "(address 0x10)\n") != NULL);
	CHECK(strchr(text, '\n')[1] == '\0');
	return (0);
}
