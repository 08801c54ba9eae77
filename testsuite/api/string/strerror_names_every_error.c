/* SPDX-License-Identifier: BSD-2-Clause */
/* Each error has a text of its own, those that scripts know. */
#include "test.h"

static void
texts(void)
{
	static const struct { int e; const char *text; } known[] = {
		{ 0, "Success" },
		{ EPERM, "Operation not permitted" },
		{ EIO, "Input/output error" },
		{ E2BIG, "Argument list too long" },
		{ EBADF, "Bad file descriptor" },
		{ ECHILD, "No child processes" },
		{ EAGAIN, "Resource temporarily unavailable" },
		{ ENOMEM, "Cannot allocate memory" },
		{ EMFILE, "Too many open files" },
		{ ENOTTY, "Inappropriate ioctl for device" },
		{ EILSEQ, "Invalid or incomplete multibyte or wide "
		    "character" },
		{ ENAMETOOLONG, "File name too long" },
		{ ENOTSUP, "Operation not supported" },
		{ EOPNOTSUPP, "Operation not supported" },
		{ ESTALE, "Stale file handle" },
		{ EDQUOT, "Disk quota exceeded" },
		{ 99999, "Unknown error 99999" },
		{ -1, "Unknown error -1" },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		CHECK_STR(strerror(known[i].e), known[i].text);
	CHECK_STR(strerrorname_np(0), "0");
	CHECK_STR(strerrorname_np(EPERM), "EPERM");
	CHECK_STR(strerrorname_np(EILSEQ), "EILSEQ");
	CHECK_STR(strerrordesc_np(ENOMEM), "Cannot allocate memory");
	CHECK(strerrorname_np(99999) == NULL && strerrorname_np(-1) == NULL);
	CHECK(strerrordesc_np(99999) == NULL && strerrordesc_np(-1) == NULL);
}

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
	texts();
	return (0);
}
