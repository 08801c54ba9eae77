/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory that a call is to write its result to, or take an argument from, and
 * that is not there or may not be written: EFAULT, and the process goes on.
 */
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int fd, ends[2];

static void
names_and_attributes(void *bad)
{
	CHECK_ERR(stat("f", bad), EFAULT);
	CHECK_ERR(stat("missing", bad), ENOENT);
	CHECK_ERR(lstat("l", bad), EFAULT);
	CHECK_ERR(fstat(fd, bad), EFAULT);
	CHECK_ERR(fstat(-1, bad), EBADF);
	CHECK_ERR(fstatat(AT_FDCWD, "f", bad, 0), EFAULT);
	CHECK_ERR(statx(AT_FDCWD, "f", 0, STATX_SIZE, bad), EFAULT);
	CHECK_ERR(statfs("f", bad), EFAULT);
	CHECK_ERR(fstatfs(fd, bad), EFAULT);
	CHECK_ERR(readlink("l", bad, 10), EFAULT);
	CHECK_ERR(readlinkat(AT_FDCWD, "l", bad, 10), EFAULT);
	CHECK_ERR(pipe(bad), EFAULT);
	CHECK_ERR(pipe2(bad, O_CLOEXEC), EFAULT);
}

static void
what_is_read(const char *name, void *bad)
{
	int dev = open(name, O_RDONLY);

	CHECK_OK(dev >= 0);
	CHECK_ERR(read(dev, bad, 8), EFAULT);
	close(dev);
}

static void
kinds_of_files(void *bad)
{
	struct itimerspec now = { { 0, 0 }, { 0, 1 } };
	sigset_t usr1;
	int f;

	what_is_read("/dev/zero", bad);
	what_is_read("/dev/full", bad);
	what_is_read("/dev/urandom", bad);
	what_is_read("/proc/self/stat", bad);
	what_is_read("f", bad);
	CHECK_OK((f = eventfd(1, 0)) >= 0);
	CHECK_ERR(read(f, bad, 8), EFAULT);
	close(f);
	CHECK_OK((f = timerfd_create(CLOCK_MONOTONIC, 0)) >= 0);
	CHECK_OK(timerfd_settime(f, 0, &now, NULL) == 0);
	CHECK_ERR(timerfd_settime(f, 0, &now, bad), EFAULT);
	CHECK_ERR(timerfd_gettime(f, bad), EFAULT);
	CHECK_ERR(read(f, bad, 8), EFAULT);
	close(f);
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	sigprocmask(SIG_BLOCK, &usr1, NULL);
	CHECK_OK((f = signalfd(-1, &usr1, 0)) >= 0);
	raise(SIGUSR1);
	CHECK_ERR(read(f, bad, 128), EFAULT);
	close(f);
	CHECK_OK((f = inotify_init()) >= 0);
	CHECK_OK(inotify_add_watch(f, ".", IN_CREATE) >= 0);
	close(open("made", O_RDWR | O_CREAT, 0666));
	unlink("made");
	CHECK_ERR(read(f, bad, 1000), EFAULT);
	close(f);
}

static void
waiting(void *bad)
{
	struct epoll_event ev = { .events = EPOLLOUT };
	struct timeval none = { 0, 0 };
	int set = epoll_create(1);
	pid_t child;

	CHECK_OK(set >= 0);
	CHECK_OK(epoll_ctl(set, EPOLL_CTL_ADD, ends[1], &ev) == 0);
	CHECK_ERR(epoll_wait(set, bad, 1, 0), EFAULT);
	CHECK_INT(epoll_wait(set, &ev, 1, 0), 1);	/* none keeps a lock */
	close(set);
	CHECK_ERR(poll(bad, 1, 0), EFAULT);
	CHECK_ERR(select(1, bad, NULL, NULL, &none), EFAULT);
	CHECK_ERR(sigpending(bad), EFAULT);
	CHECK_ERR(sigprocmask(SIG_BLOCK, NULL, bad), EFAULT);
	if ((child = fork()) == 0)
		_exit(0);
	CHECK_ERR(waitpid(child, bad, 0), EFAULT);
	waitpid(child, NULL, 0);	/* Linux has forgotten it already */
}

static void
what_the_system_tells(void *bad)
{
	uid_t uid, uid2;

	CHECK_ERR(getrlimit(RLIMIT_NOFILE, bad), EFAULT);
	CHECK_ERR(getrusage(RUSAGE_SELF, bad), EFAULT);
	CHECK_ERR(uname(bad), EFAULT);
	CHECK_ERR(sysinfo(bad), EFAULT);
	CHECK_ERR(getitimer(ITIMER_REAL, bad), EFAULT);
	CHECK_ERR(sched_getparam(0, bad), EFAULT);
	CHECK_ERR(sched_getaffinity(0, sizeof(cpu_set_t), bad), EFAULT);
	CHECK_ERR(sched_rr_get_interval(0, bad), EFAULT);
	CHECK_ERR(getresuid(&uid, &uid2, bad), EFAULT);
	CHECK_ERR(getrandom(bad, 5, 0), EFAULT);
	CHECK_ERR(getentropy(bad, 5), EFAULT);
	CHECK_ERR(ioctl(ends[0], FIONREAD, bad), EFAULT);
	CHECK_ERR(fcntl(fd, F_GETOWN_EX, bad), EFAULT);
	CHECK_ERR(sendfile(ends[1], fd, bad, 1), EFAULT);
}

/* What can be read, but not written, is no error here. */
static void
arguments(void *bad)
{
	struct flock l = { .l_type = F_WRLCK };
	int f = eventfd(0, 0), set = epoll_create(1);

	CHECK_ERR(utimensat(AT_FDCWD, "f", bad, 0), EFAULT);
	CHECK_ERR(futimens(fd, bad), EFAULT);
	CHECK_ERR(write(f, bad, 8), EFAULT);
	CHECK_ERR(epoll_ctl(set, EPOLL_CTL_ADD, ends[1], bad), EFAULT);
	CHECK_ERR(setrlimit(RLIMIT_NOFILE, bad), EFAULT);
	CHECK_ERR(nanosleep(bad, NULL), EFAULT);
	CHECK_ERR(sigsuspend(bad), EFAULT);
	CHECK_ERR(fcntl(fd, F_SETLK, bad), EFAULT);
	CHECK_ERR(fcntl(fd, F_GETLK, bad), EFAULT);
	CHECK_ERR(ioctl(fd, FIONBIO, bad), EFAULT);
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	close(f);
	close(set);
}

/* As much as there is room for. */
static void
half_there(void)
{
	long page = sysconf(_SC_PAGESIZE);
	char *volatile p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int zero = open("/dev/zero", O_RDWR);

	CHECK_OK(p != MAP_FAILED && mprotect(p + page, page, PROT_NONE) == 0);
	memset(p, 1, page);
	CHECK_INT(read(zero, p + page - 6, 100), 6);
	CHECK_INT(p[page - 7], 1);
	CHECK_INT(p[page - 1], 0);
	CHECK_ERR(read(zero, p + page, 1), EFAULT);
	CHECK_INT(write(zero, p + page, 1), 1);		/* not looked at */
	CHECK_ERR(stat("f", (struct stat *)(p + page - 8)), EFAULT);
	close(zero);
}

int
main(void)
{
	void *volatile bad[2] = { (void *)8, mmap(NULL, 65536, PROT_READ,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) };

	CHECK_OK(bad[1] != MAP_FAILED);
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_INT(write(fd, "hello", 5), 5);
	CHECK_OK(symlink("target", "l") == 0);
	CHECK_OK(pipe(ends) == 0);
	for (int i = 0; i < 2; i++) {
		names_and_attributes(bad[i]);
		kinds_of_files(bad[i]);
		waiting(bad[i]);
		what_the_system_tells(bad[i]);
	}
	arguments(bad[0]);
	half_there();
	return 0;
}
