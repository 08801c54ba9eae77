/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sys/unistd.h>, completed (XBD <unistd.h>).
 */
#ifndef _ISTHMUS_SYS_UNISTD_H
#define _ISTHMUS_SYS_UNISTD_H

#include_next <sys/unistd.h>

#if __POSIX_VISIBLE >= 202405
#ifndef SEEK_DATA
#define SEEK_DATA	3
#define SEEK_HOLE	4
#endif
#define POSIX_CLOSE_RESTART	0
#define _CS_POSIX_V8_ILP32_OFF32_CFLAGS _CS_POSIX_V7_ILP32_OFF32_CFLAGS
#define _CS_POSIX_V8_ILP32_OFF32_LDFLAGS _CS_POSIX_V7_ILP32_OFF32_LDFLAGS
#define _CS_POSIX_V8_ILP32_OFF32_LIBS _CS_POSIX_V7_ILP32_OFF32_LIBS
#define _CS_POSIX_V8_ILP32_OFFBIG_CFLAGS _CS_POSIX_V7_ILP32_OFFBIG_CFLAGS
#define _CS_POSIX_V8_ILP32_OFFBIG_LDFLAGS _CS_POSIX_V7_ILP32_OFFBIG_LDFLAGS
#define _CS_POSIX_V8_ILP32_OFFBIG_LIBS _CS_POSIX_V7_ILP32_OFFBIG_LIBS
#define _CS_POSIX_V8_LP64_OFF64_CFLAGS _CS_POSIX_V7_LP64_OFF64_CFLAGS
#define _CS_POSIX_V8_LP64_OFF64_LDFLAGS _CS_POSIX_V7_LP64_OFF64_LDFLAGS
#define _CS_POSIX_V8_LP64_OFF64_LIBS _CS_POSIX_V7_LP64_OFF64_LIBS
#define _CS_POSIX_V8_LPBIG_OFFBIG_CFLAGS _CS_POSIX_V7_LPBIG_OFFBIG_CFLAGS
#define _CS_POSIX_V8_LPBIG_OFFBIG_LDFLAGS _CS_POSIX_V7_LPBIG_OFFBIG_LDFLAGS
#define _CS_POSIX_V8_LPBIG_OFFBIG_LIBS _CS_POSIX_V7_LPBIG_OFFBIG_LIBS
#define _CS_POSIX_V8_WIDTH_RESTRICTED_ENVS _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS
#define _CS_V8_ENV	_CS_V7_ENV
#define _SC_V8_ILP32_OFF32	_SC_V7_ILP32_OFF32
#define _SC_V8_ILP32_OFFBIG	_SC_V7_ILP32_OFFBIG
#define _SC_V8_LP64_OFF64	_SC_V7_LP64_OFF64
#define _SC_V8_LPBIG_OFFBIG	_SC_V7_LPBIG_OFFBIG
#define _SC_DEVICE_CONTROL	150
#define _SC_NSIG		151
#define _PC_FALLOC		30
#define _PC_TEXTDOMAIN_MAX	31
#endif

__BEGIN_DECLS

#if __POSIX_VISIBLE >= 202405
pid_t _Fork(void);
int dup3(int __fd, int __fd2, int __flags);
int getentropy(void *__buf, size_t __len);
int pipe2(int __fds[2], int __flags);
int posix_close(int __fd, int __flags);
#endif
#if __XSI_VISIBLE >= 800 || __GNU_VISIBLE || __BSD_VISIBLE
int getresgid(gid_t *__restrict __rgid, gid_t *__restrict __egid,
    gid_t *__restrict __sgid);
int getresuid(uid_t *__restrict __ruid, uid_t *__restrict __euid,
    uid_t *__restrict __suid);
int setresgid(gid_t __rgid, gid_t __egid, gid_t __sgid);
int setresuid(uid_t __ruid, uid_t __euid, uid_t __suid);
#endif
#if __MISC_VISIBLE
int close_range(unsigned int __first, unsigned int __last, int __flags);
int closefrom(int __lowest);
#endif
#if __GNU_VISIBLE
ssize_t copy_file_range(int __in, off_t *__inoff, int __out,
    off_t *__outoff, size_t __len, unsigned int __flags);
pid_t gettid(void);
int syncfs(int __fd);
#endif

__END_DECLS

#endif /* _ISTHMUS_SYS_UNISTD_H */
