/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What newlib's <sys/config.h> asks of this target.
 */
#ifndef _CYGWIN_CONFIG_H
#define _CYGWIN_CONFIG_H

/* errno and the stdio streams belong to a thread: __getreent() finds them. */
#define __DYNAMIC_REENT__

/* read() and write() as POSIX has them. */
#define _READ_WRITE_RETURN_TYPE		_ssize_t
#define _READ_WRITE_BUFSIZE_TYPE	__SIZE_TYPE__

#define __FILENAME_MAX__	4096
#define __FOPEN_MAX__		256
#define __BUFSIZ__		4096

/* The error numbers that only Linux-like systems have. */
#define __LINUX_ERRNO_EXTENSIONS__	1

/* struct tm carries the zone (POSIX.1-2024, <time.h>). */
#define __TM_GMTOFF	tm_gmtoff
#define __TM_ZONE	tm_zone

/* Clock ticks of clock(): XSI fixes this at one million. */
#define _CLOCKS_PER_SEC_	1000000

/* Locale data as loadable categories, all character sets. */
#define __HAVE_LOCALE_INFO__		1
#define __HAVE_LOCALE_INFO_EXTENDED__	1
#define _MB_EXTENDED_CHARSETS_ALL	1
#define _WANT_C99_TIME_FORMATS		1

#if defined(_LIBC) || defined(__INSIDE_ISTHMUS__)
#define DEFAULT_LOCALE	"C.UTF-8"
#endif

/*
 * Data of the DLL. Its own code and newlib's see plain objects, everyone
 * else gets them through the import table, without a relocation at start.
 */
#if !defined(_LIBC) && !defined(__INSIDE_ISTHMUS__)
#define __IMPORT	__attribute__((__dllimport__))
#endif

#endif /* _CYGWIN_CONFIG_H */
