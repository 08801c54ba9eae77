/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The level of Cygwin's programming interface that Isthmus is source
 * compatible with, for programs that ask by #if.
 */
#ifndef _CYGWIN_VERSION_H
#define _CYGWIN_VERSION_H

#define CYGWIN_VERSION_DLL_MAJOR	3005
#define CYGWIN_VERSION_DLL_MINOR	4
#define CYGWIN_VERSION_DLL_MAKE_COMBINED(__maj, __min)			\
	((__maj) * 1000 + (__min))
#define CYGWIN_VERSION_DLL_COMBINED					\
	CYGWIN_VERSION_DLL_MAKE_COMBINED(CYGWIN_VERSION_DLL_MAJOR,	\
	    CYGWIN_VERSION_DLL_MINOR)

#define CYGWIN_VERSION_API_MAJOR	0
#define CYGWIN_VERSION_API_MINOR	351

#endif /* _CYGWIN_VERSION_H */
