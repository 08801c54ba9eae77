/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * flockfile(), ftrylockfile() and funlockfile() (XSH). The lock is the one
 * newlib's own functions take; it is recursive.
 */
#include <stdio.h>
#include <sys/lock.h>
#undef flockfile
#undef ftrylockfile
#undef funlockfile

void
flockfile(FILE *fp)
{
	__lock_acquire_recursive(fp->_lock);
}

/* Not 0: another thread has it. */
int
ftrylockfile(FILE *fp)
{
	return __lock_try_acquire_recursive(fp->_lock) == 0 ? 0 : -1;
}

void
funlockfile(FILE *fp)
{
	__lock_release_recursive(fp->_lock);
}
