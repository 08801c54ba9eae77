/* SPDX-License-Identifier: BSD-2-Clause */
/* remove() also takes empty directories (XSH remove); newlib's does not. */
#include <errno.h>
#include <reent.h>
#include <stdio.h>
#include <unistd.h>

/* Errors: those of unlink() and rmdir(). */
int
remove(const char *path)
{
	int saved = errno;

	if (unlink(path) == 0)
		return 0;
	/* What unlink() says of a directory: EISDIR here, EPERM in XSH. */
	if (errno != EISDIR && errno != EPERM)
		return -1;
	if (rmdir(path) != 0)
		return -1;
	errno = saved;
	return 0;
}

/* tmpfile() calls it by this name. */
int
_remove_r(struct _reent *reent, const char *path)
{
	(void)reent;
	return remove(path);
}
