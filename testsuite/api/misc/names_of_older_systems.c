/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What programs of older systems call, and Linux still has: getwd, cuserid,
 * getdomainname, sbrk, mallinfo, mallopt, the internet's networks by class,
 * <utmp.h>, and long double's classes as functions.
 */
#include "test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>
#undef isinfl
#undef isnanl

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* No header of Linux declares these two. */
int isinfl(long double);
int isnanl(long double);

static void
folders_and_users(void)
{
	char here[PATH_MAX], there[PATH_MAX], name[L_cuserid];
	struct passwd *pw = getpwuid(geteuid());

	CHECK_OK(getcwd(here, sizeof here) != NULL);
	CHECK(getwd(there) == there);
	CHECK_STR(there, here);
	CHECK(pw != NULL);
	if (strlen(pw->pw_name) < sizeof name) {
		CHECK(cuserid(name) == name);
		CHECK_STR(name, pw->pw_name);
	}
	CHECK_OK(getdomainname(here, sizeof here) == 0);
	CHECK(strlen(here) < 100);
}

/* In one piece, zero at first, kept by a child and apart from it. */
static void
the_break(void)
{
	char *start = sbrk(0), *p;
	int status;
	pid_t pid;

	CHECK(start != (char *)-1);
	p = sbrk(100000);
	CHECK(p == start);
	CHECK((char *)sbrk(0) == start + 100000);
	CHECK(p[0] == 0 && p[99999] == 0);
	memset(p, 'x', 100000);
	CHECK(sbrk(5000) == start + 100000);
	CHECK(p[99999] == 'x' && p[104999] == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK(p[50000] == 'x');
		p[50000] = 'y';
		CHECK(sbrk(1) == start + 105000);
		_exit(0);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK(p[50000] == 'x');
	CHECK(sbrk(0) == start + 105000);
	/* What comes back is zero again. */
	CHECK(sbrk(-90000) == start + 105000);
	CHECK(p[14999] == 'x');
	CHECK(sbrk(85000) == start + 15000);
	CHECK(p[49152] == 0 && p[98303] == 0);
	CHECK_ERR((intptr_t)sbrk(INTPTR_MAX), ENOMEM);
	CHECK(sbrk(0) == start + 100000);
	CHECK(sbrk(-100000) == start + 100000);
}

static void
memory_in_use(void)
{
	struct mallinfo before, with, after;
	static void *p[1000];
	int i;

	CHECK_INT(mallopt(M_TOP_PAD, 64 * 1024), 1);
	before = mallinfo();
	for (i = 0; i < 1000; i++)
		CHECK((p[i] = malloc(1000)) != NULL);
	with = mallinfo();
	for (i = 0; i < 1000; i++)
		free(p[i]);
	after = mallinfo();
	CHECK(with.uordblks >= before.uordblks + 1000000);
	CHECK(with.arena >= with.uordblks);
	CHECK_INT(with.arena - with.uordblks, with.fordblks);
	CHECK(after.uordblks <= with.uordblks - 900000);
}

static void
network(const char *s, unsigned want, const char *addr, unsigned host)
{
	struct in_addr in;

	CHECK_INT(inet_network(s), want);
	in = inet_makeaddr(want, host);
	CHECK_STR(inet_ntoa(in), addr);
	CHECK_INT(inet_netof(in), want);
	CHECK_INT(inet_lnaof(in), host);
}

static void
networks(void)
{
	network("10", 10, "10.1.2.3", 0x010203);
	network("172.16", 0xac10, "172.16.4.5", 0x0405);
	network("192.168.0x1", 0xc0a801, "192.168.1.7", 7);
	CHECK_INT(inet_network("1.2.3.4"), 0x01020304);
	CHECK_INT(inet_network("256"), INADDR_NONE);
	CHECK_INT(inet_network("1.2.3.4.5"), INADDR_NONE);
	CHECK_INT(inet_network("x"), INADDR_NONE);
}

static void
who_is_logged_in(void)
{
	struct utmp ut = { .ut_type = USER_PROCESS, .ut_pid = 17 }, *got;

	close(creat("utmp", 0600));
	CHECK_OK(utmpname("utmp") == 0);
	setutent();
	CHECK(getutent() == NULL);
	memcpy(ut.ut_id, "a1", 2);
	strcpy(ut.ut_line, "pts/1");
	strcpy(ut.ut_user, "somebody");
	CHECK_OK(pututline(&ut) != NULL);
	memcpy(ut.ut_id, "b2", 2);
	strcpy(ut.ut_line, "pts/2");
	CHECK_OK(pututline(&ut) != NULL);
	setutent();
	memcpy(ut.ut_id, "a1", 2);
	CHECK((got = getutid(&ut)) != NULL);
	CHECK_STR(got->ut_line, "pts/1");
	CHECK((got = getutline(&ut)) != NULL);
	CHECK(memcmp(got->ut_id, "b2", 2) == 0);
	endutent();
	close(creat("wtmp", 0600));
	updwtmp("wtmp", &ut);
	CHECK_OK(utmpname("wtmp") == 0);
	setutent();
	CHECK((got = getutent()) != NULL);
	CHECK_INT(got->ut_pid, 17);
	endutent();
}

static void
classes(void)
{
	int (*inf)(long double) = isinfl, (*nan)(long double) = isnanl;

	CHECK_INT(inf(HUGE_VALL), 1);
	CHECK_INT(inf(-HUGE_VALL), -1);
	CHECK_INT(inf(1e4000L), 0);
	CHECK(nan((long double)NAN) != 0 && nan(1.0L) == 0);
	CHECK(dreml(5.0L, 3.0L) == -1.0L);
}

int
main(void)
{
	folders_and_users();
	the_break();
	memory_in_use();
	networks();
	who_is_logged_in();
	classes();
	return 0;
}
