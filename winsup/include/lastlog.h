/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A user's last login. Not in POSIX.
 */
#ifndef _LASTLOG_H
#define _LASTLOG_H

#include <sys/types.h>
#include <utmp.h>

#define LASTLOG_FILE	"/var/log/lastlog"

struct lastlog {
	long	ll_time;
	char	ll_line[UT_LINESIZE];
	char	ll_host[UT_HOSTSIZE];
};

#endif /* _LASTLOG_H */
