/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is logged in, the older way. Not in POSIX; <utmpx.h> is.
 */
#ifndef _SYS_UTMP_H
#define _SYS_UTMP_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/time.h>

#define UT_LINESIZE	32
#define UT_NAMESIZE	32
#define UT_IDLEN	8
#define UT_HOSTSIZE	256

#define UTMP_FILE	"/var/run/utmp"
#define WTMP_FILE	"/var/log/wtmp"

struct utmp {
	short		ut_type;
	short		__ut_pad;
	pid_t		ut_pid;
	char		ut_line[UT_LINESIZE];
	char		ut_id[UT_IDLEN];
	char		ut_user[UT_NAMESIZE];
	char		ut_host[UT_HOSTSIZE];
	long		ut_addr;
	struct timeval	ut_tv;
	char		__ut_spare[32];
};
#define ut_name		ut_user
#define ut_time		ut_tv.tv_sec

#define EMPTY		0
#define RUN_LVL		1
#define BOOT_TIME	2
#define NEW_TIME	3
#define OLD_TIME	4
#define INIT_PROCESS	5
#define LOGIN_PROCESS	6
#define USER_PROCESS	7
#define DEAD_PROCESS	8

#ifdef __cplusplus
extern "C" {
#endif

void endutent(void);
struct utmp *getutent(void);
struct utmp *getutid(const struct utmp *__id);
struct utmp *getutline(const struct utmp *__line);
struct utmp *pututline(const struct utmp *__ut);
void setutent(void);
int utmpname(const char *__file);
void updwtmp(const char *__file, const struct utmp *__ut);
void login(const struct utmp *__ut);
int logout(const char *__line);
void logwtmp(const char *__line, const char *__user, const char *__host);

#ifdef __cplusplus
}
#endif

#endif /* _SYS_UTMP_H */
