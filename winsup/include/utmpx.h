/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is logged in (XBD <utmpx.h>).
 */
#ifndef _UTMPX_H
#define _UTMPX_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/time.h>

#define __UTX_USERSIZE	32
#define __UTX_LINESIZE	32
#define __UTX_HOSTSIZE	256
#define __UTX_IDSIZE	8
/* What glibc calls them, for procps' w. */
#define __UT_NAMESIZE	32
#define __UT_LINESIZE	32
#define __UT_HOSTSIZE	256

struct utmpx {
	short		ut_type;
	short		__ut_pad;
	pid_t		ut_pid;
	char		ut_line[__UTX_LINESIZE];
	char		ut_id[__UTX_IDSIZE];
	char		ut_user[__UTX_USERSIZE];
	char		ut_host[__UTX_HOSTSIZE];
	long		ut_addr;
	struct timeval	ut_tv;
	char		__ut_spare[32];
};

#define EMPTY		0
#define RUN_LVL		1
#define BOOT_TIME	2
#define NEW_TIME	3
#define OLD_TIME	4
#define INIT_PROCESS	5
#define LOGIN_PROCESS	6
#define USER_PROCESS	7
#define DEAD_PROCESS	8

#if __MISC_VISIBLE
#define UTMPX_FILE	"/var/run/utmp"
#define WTMPX_FILE	"/var/log/wtmp"
#endif

__BEGIN_DECLS

void endutxent(void);
struct utmpx *getutxent(void);
struct utmpx *getutxid(const struct utmpx *__id);
struct utmpx *getutxline(const struct utmpx *__line);
struct utmpx *pututxline(const struct utmpx *__ut);
void setutxent(void);
#if __MISC_VISIBLE
int utmpxname(const char *__file);
void updwtmpx(const char *__file, const struct utmpx *__ut);
#endif

__END_DECLS

#endif /* _UTMPX_H */
