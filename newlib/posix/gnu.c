/* SPDX-License-Identifier: BSD-2-Clause */
/* Small functions of glibc and the BSDs that POSIX does not have (yet). */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

extern char *program_invocation_short_name;

/* glibc: "HUP", or NULL for a number that is no signal. */
const char *
sigabbrev_np(int sig)
{
	static char names[NSIG][SIG2STR_MAX];

	if (sig <= 0 || sig >= NSIG || sig2str(sig, names[sig]) != 0)
		return NULL;
	return names[sig];	/* racing threads write the same */
}

const char *
sigdescr_np(int sig)
{
	return sigabbrev_np(sig) != NULL ? strsignal(sig) : NULL;
}

/* BSD's; newlib's gives NULL for an empty field at the end. */
char *
strsep(char **rest, const char *delimiters)
{
	char *field = *rest;

	if (field == NULL)
		return NULL;
	*rest = field + strcspn(field, delimiters);
	if (**rest == '\0')
		*rest = NULL;
	else
		*(*rest)++ = '\0';
	return field;
}

/* C23; the compiler may not leave it out. */
void *
memset_explicit(void *s, int c, size_t n)
{
	memset(s, c, n);
	__asm__ volatile ("" : : "r" (s) : "memory");
	return s;
}

/* The BSDs. */
const char *
getprogname(void)
{
	return program_invocation_short_name;
}

/* name stays the caller's. */
void
setprogname(const char *name)
{
	const char *slash = strrchr(name, '/');

	program_invocation_short_name = (char *)(slash ? slash + 1 : name);
}

char *
canonicalize_file_name(const char *name)
{
	return realpath(name, NULL);
}

/* OpenBSD: a number between the limits, or 0 and the reason. */
long long
strtonum(const char *s, long long least, long long most,
    const char **reason)
{
	const char *why = NULL;
	long long n = 0;
	int saved = errno;
	char *end;

	errno = 0;
	if (least > most || (n = strtoll(s, &end, 10), end == s) || *end)
		why = "invalid";
	else if (n < least || (errno == ERANGE && n == LLONG_MIN))
		why = "too small";
	else if (n > most || (errno == ERANGE && n == LLONG_MAX))
		why = "too large";
	errno = why == NULL ? saved : *why == 'i' ? EINVAL : ERANGE;
	if (reason != NULL)
		*reason = why;
	return why == NULL ? n : 0;
}

/*
 * BSD: goes on in a child without a terminal. Errors: as open(), fork(); what
 * can fail is done before there is a child.
 */
int
daemon(int keep_cwd, int keep_streams)
{
	int fd = -1;

	if (!keep_streams && (fd = open("/dev/null", O_RDWR)) < 0)
		return -1;
	switch (fork()) {
	case -1:
		if (fd >= 0)
			close(fd);
		return -1;
	case 0:
		break;
	default:
		_exit(0);
	}
	if (setsid() < 0 || (!keep_cwd && chdir("/") != 0)) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	if (fd < 0)
		return 0;
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
	return 0;
}

/* Linux. */
int
get_nprocs(void)
{
	return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

int
get_nprocs_conf(void)
{
	return (int)sysconf(_SC_NPROCESSORS_CONF);
}

long
get_phys_pages(void)
{
	return sysconf(_SC_PHYS_PAGES);
}

long
get_avphys_pages(void)
{
	return sysconf(_SC_AVPHYS_PAGES);
}

time_t
timelocal(struct tm *tm)
{
	return mktime(tm);
}
