/* SPDX-License-Identifier: BSD-2-Clause */
/* newlib's strerror() asks this for numbers it does not know. */
#include <reent.h>
#include <stdio.h>

char *_user_strerror(int errnum, int internal, int *errptr);

char *
_user_strerror(int errnum, int internal, int *errptr)
{
	static char shared[32];

	(void)errptr;
	/*
	 * internal: strerror_r() and the like copy it away at once;
	 * strerror()'s result may be overwritten by the next call (XSH).
	 */
	(void)internal;
	snprintf(shared, sizeof(shared), "Unknown error %d", errnum);
	return shared;
}
