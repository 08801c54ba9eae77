/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	int e[] = { EPERM, ENOENT, EINTR, EIO, EBADF, EAGAIN, ENOMEM, EACCES,
	    EEXIST, ENOTDIR, EISDIR, EINVAL, EMFILE, EFBIG, ENOSPC, ESPIPE,
	    EPIPE, ERANGE, EDEADLK, ENAMETOOLONG, ENOSYS, ENOTEMPTY, ELOOP,
	    EILSEQ, EOVERFLOW, ENOTSUP, ETIMEDOUT, EOWNERDEAD, ECANCELED };
	int n = sizeof e / sizeof e[0];
	char b[100];
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++) {
			CHECK(e[i] != e[j]);
			snprintf(b, sizeof b, "%s", strerror(e[i]));
			CHECK(strcmp(b, strerror(e[j])) != 0);
		}
	CHECK(strerror(99999) != NULL);
	return (0);
}
