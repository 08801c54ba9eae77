/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The system's name (XBD <sys/utsname.h>).
 */
#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H

#include <sys/cdefs.h>

#define _UTSNAME_LENGTH	65

struct utsname {
	char	sysname[_UTSNAME_LENGTH];
	char	nodename[_UTSNAME_LENGTH];
	char	release[_UTSNAME_LENGTH];
	char	version[_UTSNAME_LENGTH];
	char	machine[_UTSNAME_LENGTH];
#if __GNU_VISIBLE
	char	domainname[_UTSNAME_LENGTH];
#else
	char	__domainname[_UTSNAME_LENGTH];
#endif
};

__BEGIN_DECLS

int uname(struct utsname *__name);

__END_DECLS

#endif /* _SYS_UTSNAME_H */
