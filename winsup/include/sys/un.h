/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Addresses of local sockets (XBD <sys/un.h>).
 */
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifndef _SA_FAMILY_T_DECLARED
typedef __sa_family_t	sa_family_t;
#define _SA_FAMILY_T_DECLARED
#endif

struct sockaddr_un {
	sa_family_t	sun_family;
	char		sun_path[108];
};

#if __MISC_VISIBLE
#define UNIX_PATH_MAX	108
#define SUN_LEN(__su)							\
	(__builtin_offsetof(struct sockaddr_un, sun_path) +		\
	 __builtin_strlen((__su)->sun_path))
#endif

#endif /* _SYS_UN_H */
