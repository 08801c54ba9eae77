/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The calls of Cygwin that programs use to turn POSIX paths into Windows ones
 * and back, by the same names.
 */
#ifndef _SYS_CYGWIN_H
#define _SYS_CYGWIN_H

#include <sys/cdefs.h>
#include <sys/types.h>

/* What to convert */
enum {
	CCP_POSIX_TO_WIN_A	= 0,	/* char to char, UTF-8 */
	CCP_POSIX_TO_WIN_W	= 1,	/* char to wchar_t */
	CCP_WIN_A_TO_POSIX	= 2,
	CCP_WIN_W_TO_POSIX	= 3,
	CCP_CONVTYPE_MASK	= 3,
	CCP_ABSOLUTE		= 0,
	CCP_RELATIVE		= 0x100,	/* leave relative paths so */
	CCP_PROC_CYGDRIVE	= 0x200,
	CCP_CONVFLAGS_MASK	= 0x300
};
typedef unsigned int	cygwin_conv_path_t;

__BEGIN_DECLS

/* With size 0 the length needed, in bytes; else 0; -1 and errno on error. */
ssize_t cygwin_conv_path(cygwin_conv_path_t __what, const void *__from,
    void *__to, size_t __size);
ssize_t cygwin_conv_path_list(cygwin_conv_path_t __what, const void *__from,
    void *__to, size_t __size);
/* The converted path in memory of malloc(), or NULL and errno. */
void *cygwin_create_path(cygwin_conv_path_t __what, const void *__from);
/* Is this a list with colons, and not one with semicolons? */
int cygwin_posix_path_list_p(const char *__list);
void cygwin_split_path(const char *__path, char *__dir, char *__file);
pid_t cygwin_winpid_to_pid(int __winpid);
int cygwin_attach_handle_to_fd(char *__name, int __fd, void *__handle,
    int __binary, unsigned int __access);

__END_DECLS

#endif /* _SYS_CYGWIN_H */
