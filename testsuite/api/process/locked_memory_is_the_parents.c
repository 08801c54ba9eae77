/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * A child of fork has no memory locked (XSH fork()), and its parent has still:
 * msync() tells by not invalidating that.
 */
#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int status;
	char *p;
	pid_t pid;

	p = mmap(NULL, page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(p != MAP_FAILED);
	CHECK_OK(mlock(p, page) == 0);
	for (int own = 0; own < 2; own++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			if (own)
				usleep(1000);
			CHECK_OK(msync(p, page, MS_INVALIDATE) == 0);
			CHECK_OK(mlock(p, page) == 0);
			CHECK_ERR(msync(p, page, MS_INVALIDATE), EBUSY);
			_exit(0);
		}
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(status, 0);
		CHECK_ERR(msync(p, page, MS_INVALIDATE), EBUSY);
	}
	return (0);
}
