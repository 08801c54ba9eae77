/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getrlimit(): the limits this system has.  None of them can be moved, so
 * the soft limit is the hard one, and setrlimit() is absent.
 */
#include "syscall/stub.h"

#include <sys/resource.h>
#include <unistd.h>

#include "fd/room.h"
#include "nt/image.h"

#define STACK_LEAST	((size_t)8 << 20)	/* mm_stack_main() */

static rlim_t
main_stack(void)
{
	size_t asked = nt_image_stack(nt_image_program());

	return asked < STACK_LEAST ? STACK_LEAST : asked;
}

/*
 * XSH getrlimit().  EINVAL: no such resource.  Windows limits neither time
 * nor address space unless a job object does, and writes no core files.
 */
long
sys_getrlimit(int resource, struct rlimit *out)
{
	rlim_t limit = RLIM_INFINITY;

	if (resource < 0 || resource >= RLIMIT_NLIMITS)
		return -EINVAL;
	if (resource == RLIMIT_NOFILE)
		limit = FD_MAX;
	else if (resource == RLIMIT_STACK)
		limit = main_stack();
	else if (resource == RLIMIT_CORE)
		limit = 0;
	out->rlim_cur = limit;
	out->rlim_max = limit;
	return 0;
}

int
getdtablesize(void)
{
	return FD_MAX;
}
