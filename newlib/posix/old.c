/* SPDX-License-Identifier: BSD-2-Clause */
/* What POSIX once had, or other systems still have. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/timeb.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

/* SUSv3: getcwd() with room for {PATH_MAX}.  EFAULT, and as getcwd(). */
char *
getwd(char *path)
{
	if (path == NULL) {
		errno = EINVAL;
		return NULL;
	}
	return getcwd(path, PATH_MAX);
}

/* SUSv2: the effective user's name, or "" for none. */
char *
cuserid(char *out)
{
	static char own[L_cuserid];
	struct passwd *pw = getpwuid(geteuid());

	if (out == NULL) {
		if (pw == NULL)
			return NULL;
		out = own;
	}
	out[0] = '\0';
	if (pw != NULL)
		strlcat(out, pw->pw_name, L_cuserid);
	return out;
}

/* SUSv3: always 0; the time zone is not told, as on Linux. */
int
ftime(struct timeb *out)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	memset(out, 0, sizeof *out);
	out->time = now.tv_sec;
	out->millitm = (unsigned short)(now.tv_nsec / 1000000);
	return 0;
}

/* SVID: as clock_settime(). */
int
stime(const time_t *seconds)
{
	struct timespec t = { .tv_sec = *seconds };

	return clock_settime(CLOCK_REALTIME, &t);
}

/* BSD: of the network information service, which there is not.  EINVAL. */
int
getdomainname(char *name, size_t size)
{
	struct utsname u;

	if (uname(&u) < 0)
		return -1;
	if (strlen(u.domainname) >= size) {
		errno = EINVAL;
		return -1;
	}
	strcpy(name, u.domainname);
	return 0;
}

/* Cygwin's: room for that many descriptors at least.  EINVAL. */
int
setdtablesize(int n)
{
	struct rlimit r;

	if (n < 0) {
		errno = EINVAL;
		return -1;
	}
	if (getrlimit(RLIMIT_NOFILE, &r) < 0)
		return -1;
	if ((rlim_t)n <= r.rlim_cur)
		return 0;
	r.rlim_cur = (rlim_t)n;
	return setrlimit(RLIMIT_NOFILE, &r);
}

/* newlib's, of "SIGINT": 0 for no signal's name. */
int
strtosigno(const char *name)
{
	int sig;

	if (strncmp(name, "SIG", 3) != 0 || str2sig(name + 3, &sig) != 0)
		return 0;
	return sig;
}

/*
 * SUSv2 sbrk(): memory that grows in one piece; malloc() uses none of it.  As
 * much room as the address space of a process of 32 bits.
 */
#define BREAK_MAX	((size_t)1 << 32)
#define PAGE		((size_t)4096)

static pthread_mutex_t break_lock = PTHREAD_MUTEX_INITIALIZER;
static char *break_base;
static size_t break_size;

static size_t
pages(size_t n)
{
	return (n + PAGE - 1) & ~(PAGE - 1);
}

/* 0 or -1. */
static int
move_break(size_t new)
{
	size_t from = pages(break_size), to = pages(new);

	if (to > from && mprotect(break_base + from, to - from,
	    PROT_READ | PROT_WRITE) < 0)
		return -1;
	/* What is let go is zero when it comes again. */
	if (to < from && mmap(break_base + to, from - to, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1,
	    0) == MAP_FAILED)
		return -1;
	if (new < break_size && to == from)
		memset(break_base + new, 0, break_size - new);
	break_size = new;
	return 0;
}

/* ENOMEM */
void *
sbrk(intptr_t by)
{
	void *was = (void *)-1;
	size_t new;

	pthread_mutex_lock(&break_lock);
	if (break_base == NULL) {
		break_base = mmap(NULL, BREAK_MAX, PROT_NONE, MAP_PRIVATE |
		    MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (break_base == MAP_FAILED)
			break_base = NULL;
	}
	new = break_size + (size_t)by;
	if (break_base != NULL && new <= BREAK_MAX) {
		was = break_base + break_size;
		if (new != break_size && move_break(new) < 0)
			was = (void *)-1;
	}
	pthread_mutex_unlock(&break_lock);
	if (was == (void *)-1)
		errno = ENOMEM;
	return was;
}
