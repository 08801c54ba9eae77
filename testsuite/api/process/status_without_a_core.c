/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * With an RLIMIT_CORE of 0 no status says that there is a core file,
 * whichever signal it was and wherever it came from; the limit goes to
 * children, by fork and by exec.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "test.h"

static const int signals[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL,
    SIGQUIT, SIGTRAP, SIGSYS, SIGXCPU, SIGXFSZ };

/* Linux asks core_pattern's programs whatever the limit. */
static void
no_program(void)
{
#ifdef __linux__
	prctl(PR_SET_DUMPABLE, 0);
#endif
}

static void
expect(pid_t pid, int sig)
{
	siginfo_t info;
	int status;

	CHECK_OK(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) == 0);
	CHECK_INT(info.si_signo, SIGCHLD);
	CHECK_INT(info.si_pid, pid);
	CHECK_INT(info.si_code, CLD_KILLED);
	CHECK_INT(info.si_status, sig);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFSIGNALED(status) && !WCOREDUMP(status));
	CHECK_INT(status, sig);
}

static void
own(int sig)
{
	pid_t pid = fork();

	if (pid == 0) {
		no_program();
		raise(sig);
		_exit(1);
	}
	CHECK_OK(pid > 0);
	expect(pid, sig);
}

static void
others(int sig)
{
	pid_t pid;
	int p[2];
	char c;

	CHECK_OK(pipe(p) == 0 && (pid = fork()) >= 0);
	if (pid == 0) {
		no_program();
		CHECK_INT(write(p[1], "r", 1), 1);
		for (;;)
			pause();
	}
	CHECK_INT(read(p[0], &c, 1), 1);
	CHECK_OK(kill(pid, sig) == 0);
	expect(pid, sig);
	close(p[0]);
	close(p[1]);
}

static int
limit_is(rlim_t soft, rlim_t hard)
{
	struct rlimit r;

	CHECK_OK(getrlimit(RLIMIT_CORE, &r) == 0);
	return (r.rlim_cur == soft && r.rlim_max == hard);
}

int
main(int argc, char **argv)
{
	struct rlimit r = { 0, 8192 };
	int status;
	pid_t pid;

	if (argc > 1)
		return (limit_is(0, 8192) ? 0 : 1);
	CHECK_OK(setrlimit(RLIMIT_CORE, &r) == 0);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		own(signals[i]);
	others(SIGQUIT);
	others(SIGSEGV);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		if (!limit_is(0, 8192))
			_exit(2);
		execl("/proc/self/exe", argv[0], "exec", NULL);
		_exit(3);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	/* What was given up is gone. */
	r.rlim_max = RLIM_INFINITY;
	if (geteuid() != 0)
		CHECK_ERR(setrlimit(RLIMIT_CORE, &r), EPERM);
	r.rlim_cur = 8192;
	r.rlim_max = 4096;
	CHECK_ERR(setrlimit(RLIMIT_CORE, &r), EINVAL);
	return (0);
}
