/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 40 */
/* Attributes are kept as they are set, and the child has them. */
#include <sched.h>
#include <signal.h>

#include "spawn.h"

static char *const args[] = { "child", "", NULL };

/* The child: bits of what it finds. */
static int
child(pid_t parent)
{
	struct sigaction sa;
	sigset_t set;
	int r = 0;

	CHECK_INT(getppid(), parent);
	if (getpgrp() == getpid())
		r |= 1;
	if (getsid(0) == getpid())
		r |= 2;
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &set), 0);
	if (sigismember(&set, SIGUSR1))
		r |= 4;
	if (sigismember(&set, SIGUSR2))
		r |= 8;
	CHECK_INT(sigaction(SIGHUP, NULL, &sa), 0);
	if (sa.sa_handler == SIG_IGN)
		r |= 16;
	CHECK_INT(sigaction(SIGTERM, NULL, &sa), 0);
	if (sa.sa_handler == SIG_IGN)
		r |= 32;
	CHECK_INT(sigaction(SIGALRM, NULL, &sa), 0);
	if (sa.sa_handler != SIG_DFL)
		r |= 64;
	return (r);
}

static int
found(const char *self, const posix_spawnattr_t *a)
{
	char number[20], *argv[] = { "child", number, NULL };
	pid_t pid;

	snprintf(number, sizeof number, "%d", (int)getpid());
	CHECK_INT(posix_spawn(&pid, self, NULL, a, argv, environ), 0);
	return (exit_of(pid));
}

static void
handler(int sig)
{
}

static void
kept(posix_spawnattr_t *a)
{
	struct sched_param param = { .sched_priority = 3 }, p2;
	sigset_t set, s2;
	short flags = -1;
	pid_t group = -1;
	int policy = -1;

	CHECK_INT(posix_spawnattr_getflags(a, &flags), 0);
	CHECK_INT(flags, 0);
	CHECK_INT(posix_spawnattr_getpgroup(a, &group), 0);
	CHECK_INT(group, 0);
	CHECK_INT(posix_spawnattr_getsigmask(a, &s2), 0);
	CHECK_INT(sigismember(&s2, SIGUSR1), 0);
	CHECK_INT(posix_spawnattr_setpgroup(a, 17), 0);
	CHECK_INT(posix_spawnattr_getpgroup(a, &group), 0);
	CHECK_INT(group, 17);
	CHECK_INT(posix_spawnattr_setschedpolicy(a, SCHED_RR), 0);
	CHECK_INT(posix_spawnattr_getschedpolicy(a, &policy), 0);
	CHECK_INT(policy, SCHED_RR);
	CHECK_INT(posix_spawnattr_setschedparam(a, &param), 0);
	CHECK_INT(posix_spawnattr_getschedparam(a, &p2), 0);
	CHECK_INT(p2.sched_priority, 3);
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	CHECK_INT(posix_spawnattr_setsigdefault(a, &set), 0);
	CHECK_INT(posix_spawnattr_getsigdefault(a, &s2), 0);
	CHECK(sigismember(&s2, SIGINT) && !sigismember(&s2, SIGQUIT));
	CHECK_INT(posix_spawnattr_setflags(a, POSIX_SPAWN_SETSIGDEF |
	    POSIX_SPAWN_RESETIDS), 0);
	CHECK_INT(posix_spawnattr_getflags(a, &flags), 0);
	CHECK_INT(flags, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_RESETIDS);
	CHECK_INT(posix_spawnattr_setflags(a, 0x4000), EINVAL);
	CHECK_INT(posix_spawnattr_destroy(a), 0);
	CHECK_INT(posix_spawnattr_init(a), 0);
}

static void
signals(const char *self, posix_spawnattr_t *a)
{
	sigset_t set;

	CHECK(signal(SIGHUP, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGTERM, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGALRM, handler) != SIG_ERR);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(found(self, NULL), 4 | 16 | 32);
	CHECK_INT(found(self, a), 4 | 16 | 32);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	CHECK_INT(posix_spawnattr_setsigdefault(a, &set), 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	CHECK_INT(posix_spawnattr_setsigmask(a, &set), 0);
	CHECK_INT(found(self, a), 4 | 16 | 32);
	CHECK_INT(posix_spawnattr_setflags(a, POSIX_SPAWN_SETSIGDEF), 0);
	CHECK_INT(found(self, a), 4 | 16);
	CHECK_INT(posix_spawnattr_setflags(a, POSIX_SPAWN_SETSIGMASK), 0);
	CHECK_INT(found(self, a), 8 | 16 | 32);
	CHECK(signal(SIGHUP, SIG_DFL) != SIG_ERR);
	CHECK(signal(SIGTERM, SIG_DFL) != SIG_ERR);
	sigemptyset(&set);
	CHECK_INT(sigprocmask(SIG_SETMASK, &set, NULL), 0);
}

/* The child's, as its exit status. */
static int
scheduling(void)
{
	struct sched_param param;
	int policy = sched_getscheduler(0);

	CHECK_INT(sched_getparam(0, &param), 0);
	return (param.sched_priority + (policy == SCHED_RR ? 100 : 0));
}

/* The real-time policies, where this user may have them at all. */
static void
real_time(const char *self, posix_spawnattr_t *a)
{
	struct sched_param param = { .sched_priority = 10 };
	char *argv[] = { "child", "what", "scheduling", NULL };
	pid_t pid;
	int r;

	CHECK_INT(posix_spawnattr_setschedparam(a, &param), 0);
	CHECK_INT(posix_spawnattr_setschedpolicy(a, SCHED_RR), 0);
	CHECK_INT(posix_spawnattr_setflags(a, POSIX_SPAWN_SETSCHEDULER), 0);
	r = posix_spawn(&pid, self, NULL, a, argv, environ);
#ifdef __linux__
	if (r == EPERM)
		return;
#endif
	CHECK_INT(r, 0);
	CHECK_INT(exit_of(pid), 110);
	/* What a process has it leaves to its children. */
	CHECK_OK(sched_setscheduler(0, SCHED_RR, &param) != -1);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, argv, environ), 0);
	CHECK_INT(exit_of(pid), 110);
	param.sched_priority = 0;
	CHECK_OK(sched_setscheduler(0, SCHED_OTHER, &param) != -1);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, argv, environ), 0);
	CHECK_INT(exit_of(pid), 0);
}

int
main(int argc, char **argv)
{
	posix_spawnattr_t a;
	struct sched_param bad = { .sched_priority = 77 };
	pid_t pid;

	if (argc > 2)
		return (scheduling());
	if (argc > 1)
		return (child(atoi(argv[1])));
	CHECK_INT(posix_spawnattr_init(&a), 0);
	kept(&a);
	signals(argv[0], &a);

	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETPGROUP), 0);
	CHECK_INT(found(argv[0], &a), 1);
	CHECK_INT(posix_spawnattr_setpgroup(&a, getpgrp()), 0);
	CHECK_INT(found(argv[0], &a), 0);
	CHECK_INT(posix_spawnattr_setpgroup(&a, 999999999), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, &a, args, environ), EPERM);
	CHECK_INT(posix_spawnattr_setpgroup(&a, -3), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, &a, args, environ), EINVAL);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSID), 0);
	CHECK_INT(found(argv[0], &a), 3);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_RESETIDS), 0);
	CHECK_INT(found(argv[0], &a), 0);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSCHEDULER), 0);
	CHECK_INT(posix_spawnattr_setschedpolicy(&a, SCHED_OTHER), 0);
	CHECK_INT(found(argv[0], &a), 0);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSCHEDPARAM), 0);
	CHECK_INT(found(argv[0], &a), 0);
	CHECK_INT(posix_spawnattr_setschedparam(&a, &bad), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, &a, args, environ), EINVAL);
	real_time(argv[0], &a);
	CHECK_INT(posix_spawnattr_destroy(&a), 0);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
