/* SPDX-License-Identifier: BSD-2-Clause */
/* A library that forks when it is loaded, used and unloaded. */
#include <sys/wait.h>
#include <unistd.h>

#ifdef __ISTHMUS__
#define EXPORT	__declspec(dllexport)
#else
#define EXPORT
#endif

EXPORT void (*library_forks)(void);
EXPORT int library_constructed;

__attribute__((constructor)) static void
construct(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		usleep(1);
		_exit(6);
	}
	waitpid(pid, &library_constructed, 0);
}

__attribute__((destructor)) static void
destruct(void)
{
	library_forks();
}

EXPORT void
library_use(void)
{
	library_forks();
}
