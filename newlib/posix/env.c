/* SPDX-License-Identifier: BSD-2-Clause */
/* What newlib's environment functions lack. */
#include <envlock.h>
#include <reent.h>
#include <stdlib.h>

extern char **environ;

/*
 * No program runs with more rights than its caller here: there are no
 * set-user-ID images on Windows (XSH secure_getenv).
 */
char *
secure_getenv(const char *name)
{
	return getenv(name);
}

/* The old array may be the caller's own: it is not freed. */
int
clearenv(void)
{
	struct _reent *reent_ptr = _REENT;

	ENV_LOCK;
	environ = NULL;
	ENV_UNLOCK;
	return 0;
}
