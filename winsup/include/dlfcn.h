/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dynamic loading (XBD <dlfcn.h>).
 */
#ifndef _DLFCN_H
#define _DLFCN_H

#include <sys/cdefs.h>

#define RTLD_LOCAL	0
#define RTLD_LAZY	1
#define RTLD_NOW	2
#define RTLD_GLOBAL	4
#if __MISC_VISIBLE || __GNU_VISIBLE
#define RTLD_NODELETE	8
#define RTLD_NOLOAD	16
#define RTLD_DEEPBIND	32
#endif
#if __MISC_VISIBLE || __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
#define RTLD_DEFAULT	((void *)0)
#define RTLD_NEXT	((void *)-1)

typedef struct {
	const char	*dli_fname;
	void		*dli_fbase;
	const char	*dli_sname;
	void		*dli_saddr;
} Dl_info_t;
#if __MISC_VISIBLE || __GNU_VISIBLE
typedef Dl_info_t	Dl_info;
#endif
#endif

__BEGIN_DECLS

#if __MISC_VISIBLE || __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
int dladdr(const void *__restrict __addr, Dl_info_t *__restrict __info);
#endif
int dlclose(void *__handle);
char *dlerror(void);
void *dlopen(const char *__file, int __mode);
void *dlsym(void *__restrict __handle, const char *__restrict __name);

__END_DECLS

#endif /* _DLFCN_H */
