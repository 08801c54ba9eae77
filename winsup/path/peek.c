/* SPDX-License-Identifier: BSD-2-Clause */
/* The folders of another process, as they lie in its memory. */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "proc/room.h"

/* Read twice: with the lock taken, or changed, it may be torn. */
long
path_see_cwd(const struct proc_peek *k, char dst[PATH_MAX], int *gone)
{
	struct path_cwd one, two;
	int e;

	if ((e = proc_peek_var(k, path_own_cwd, &one, sizeof one)) < 0 ||
	    (e = proc_peek_var(k, path_own_cwd, &two, sizeof two)) < 0)
		return e;
	if (one.lock.word != 0 || memcmp(&one, &two, sizeof one) != 0 ||
	    one.len >= sizeof one.path || one.path[one.len] != '\0')
		return -EAGAIN;
	memcpy(dst, one.path, one.len + 1);
	*gone = one.gone;
	return (long)one.len;
}

long
path_see_jail(const struct proc_peek *k, char dst[PATH_MAX])
{
	struct path_jail there;
	int e = proc_peek_var(k, path_own_jail, &there, sizeof there);

	if (e < 0)
		return e;
	if (there.len >= sizeof there.path || there.path[there.len] != '\0')
		return -EAGAIN;
	strcpy(dst, there.len > 0 ? there.path : "/");
	return (long)strlen(dst);
}
