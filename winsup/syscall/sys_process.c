/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making processes and waiting for them.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "spawn/exec.h"
#include "spawn/room.h"
#include "spawn/wait.h"

/* XSH fork(): EAGAIN, ENOMEM. */
long
sys_fork(void)
{
	unsigned n = spawn_atfork_prepare();
	long r = spawn_fork();

	spawn_atfork_after(n, r == 0);
	return r;
}

/* ENOMEM, as the function's result. */
int
pthread_atfork(void (*prepare)(void), void (*parent)(void),
    void (*child)(void))
{
	return -spawn_atfork(prepare, parent, child);
}

/* No handlers of pthread_atfork() are called (XSH _Fork()). */
long
sys__Fork(void)
{
	return spawn_fork();
}

/*
 * The same: a child in place costs little, and one that shared its parent's
 * memory could harm it.
 */
long
sys_vfork(void)
{
	return spawn_fork();
}

/* XSH execve(): see exec_resolve() and exec_start(). */
long
sys_execve(const char *path, char *const argv[], char *const env[])
{
	return spawn_execve(path, argv, env);
}

/*
 * XSH execvp(), with env as on the BSDs and Linux: a text file that is no
 * "#!" script is run by the shell.
 */
long
sys_execvpe(const char *file, char *const argv[], char *const env[])
{
	char path[PATH_MAX];
	char **shell;
	unsigned n = 0;
	long r;

	if ((r = exec_search(path, NULL, file, getenv("PATH"))) < 0)
		return r;
	r = spawn_execve(path, argv, env);
	if (r != -ENOEXEC)
		return r;
	while (argv[n] != NULL)
		n++;
	if ((shell = malloc((n + 3) * sizeof *shell)) == NULL)
		return -ENOMEM;
	shell[0] = "sh";
	shell[1] = path;
	for (unsigned i = 1; i <= n; i++)
		shell[i + 1] = argv[i];
	if (n == 0)
		shell[2] = NULL;
	r = spawn_execve("/bin/sh", shell, env);
	free(shell);
	return r;
}

/* XSH waitpid(): ECHILD, EINTR, EINVAL. */
long
sys_waitpid(pid_t pid, int *status, int options)
{
	return spawn_wait(pid, status, options, NULL, 0);
}

long
sys_wait(int *status)
{
	return spawn_wait(-1, status, 0, NULL, 0);
}

/* As on the BSDs: with the child's resource usage. */
long
sys_wait4(pid_t pid, int *status, int options, struct rusage *ru)
{
	return spawn_wait(pid, status, options, ru, 0);
}

long
sys_wait3(int *status, int options, struct rusage *ru)
{
	return spawn_wait(-1, status, options, ru, 0);
}

static void
fill_info(siginfo_t *info, pid_t pid, int status)
{
	memset(info, 0, sizeof *info);
	info->si_signo = SIGCHLD;
	info->si_pid = pid;
	info->si_uid = (uid_t)sys_getuid();
	if (WIFEXITED(status)) {
		info->si_code = CLD_EXITED;
		info->si_status = WEXITSTATUS(status);
	} else if (WIFSTOPPED(status)) {
		info->si_code = CLD_STOPPED;
		info->si_status = WSTOPSIG(status);
	} else if (status == 0xffff) {
		info->si_code = CLD_CONTINUED;
		info->si_status = SIGCONT;
	} else {
		info->si_code = status & 0x80 ? CLD_DUMPED : CLD_KILLED;
		info->si_status = WTERMSIG(status);
	}
}

/* What waitid() is to wait for, as waitpid() has it. */
static int
wanted_of(idtype_t type, id_t id, pid_t *pid)
{
	switch (type) {
	case P_ALL:
		*pid = -1;
		return 0;
	case P_PID:
		*pid = (pid_t)id;
		return *pid > 0 ? 0 : -EINVAL;
	case P_PGID:
		*pid = -(pid_t)id;
		if (*pid > 0)
			return -EINVAL;
		/* No group has the number that means all children. */
		return *pid == -1 ? -ECHILD : 0;
	default:
		return -EINVAL;
	}
}

/* XSH waitid(): ECHILD, EINTR, EINVAL. */
long
sys_waitid(idtype_t type, id_t id, siginfo_t *info, int options)
{
	int status, further = 0, wait = options & (WNOHANG | WCONTINUED);
	pid_t pid;
	long r;
	int e;

	if ((options & (WEXITED | WSTOPPED | WCONTINUED)) == 0 ||
	    (options & ~(WEXITED | WSTOPPED | WCONTINUED | WNOHANG |
	    WNOWAIT)) != 0)
		return -EINVAL;
	if (options & WSTOPPED)
		wait |= WUNTRACED;
	if ((e = wanted_of(type, id, &pid)) < 0)
		return e;
	if (options & WNOWAIT)
		further |= WAIT_KEEP;
	if ((options & WEXITED) == 0)
		further |= WAIT_LIVING;
	r = spawn_wait(pid, &status, wait, NULL, further);
	if (r < 0)
		return r;
	if (info != NULL && r > 0)
		fill_info(info, (pid_t)r, status);
	else if (info != NULL)
		info->si_signo = info->si_pid = 0;
	return 0;
}
