/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: account/file.c */
/* Any text as /etc/passwd and /etc/group: entries lie within the buffer. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "account/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t room = size > 0 ? data[0] * 2 : 0, at = 0;
	char *text = malloc(size + 1), *buf = malloc(room + 1);
	struct passwd pw;
	struct group gr;

	memcpy(text, data, size);
	while (account_find_passwd(text, size, &at, NULL, &pw, buf, room) > 0)
		if (pw.pw_name < buf || pw.pw_shell + strlen(pw.pw_shell) >=
		    buf + room)
			abort();
	at = 0;
	while (account_find_group(text, size, &at, NULL, &gr, buf, room) > 0)
		for (char **m = gr.gr_mem; *m != NULL; m++)
			if (*m < buf || *m + strlen(*m) >= buf + room)
				abort();
	free(buf);
	free(text);
	return 0;
}
