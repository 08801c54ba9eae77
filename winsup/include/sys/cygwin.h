/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cygwin's calls for programs that know of Windows, by the same names.
 * Windows' types (HANDLE, DWORD) are written in C's, so that no header of
 * Windows is needed here.
 */
#ifndef _SYS_CYGWIN_H
#define _SYS_CYGWIN_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/resource.h>

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
/*
 * The folder, "." if the path names none, and the last component, both in
 * memory of the path's length and two bytes more.
 */
void cygwin_split_path(const char *__path, char *__dir, char *__file);
pid_t cygwin_winpid_to_pid(int __winpid);
/* A descriptor for a HANDLE; __fd -1: the lowest free one. */
int cygwin_attach_handle_to_fd(char *__name, int __fd, void *__handle,
    mode_t __binary, unsigned int __access);
struct passwd;
/*
 * A HANDLE of the user's token, which CloseHandle() takes; (HANDLE)-1 and
 * errno EACCES: that is not the password.
 */
void *cygwin_logon_user(const struct passwd *__user, const char *__password);
/*
 * The next seteuid() or setuid() of that token's user makes him who the
 * process acts as, and what it executes; NULL: none does.
 */
void cygwin_set_impersonation_token(const void *__token);
/* The calling thread's stack, on standard error. */
void cygwin_stackdump(void);

/* Of former versions: there is PATH_MAX of room, for a list 65536. */
int cygwin_conv_to_win32_path(const char *__from, char *__to);
int cygwin_conv_to_full_win32_path(const char *__from, char *__to);
int cygwin_conv_to_posix_path(const char *__from, char *__to);
int cygwin_conv_to_full_posix_path(const char *__from, char *__to);
int cygwin_win32_to_posix_path_list(const char *__from, char *__to);
int cygwin_win32_to_posix_path_list_buf_size(const char *__from);
int cygwin_posix_to_win32_path_list(const char *__from, char *__to);
int cygwin_posix_to_win32_path_list_buf_size(const char *__from);

/* What cygwin_internal() is asked; the comment has its arguments. */
typedef enum {
	CW_LOCK_PINFO,			/* unsigned ms */
	CW_UNLOCK_PINFO,
	CW_GETPINFO,			/* pid_t, or'ed with CW_NEXTPID */
	CW_GETPINFO_FULL,		/* the same */
	CW_GETVERSIONINFO,		/* gives const char * */
	CW_PERFILE,			/* struct __cygwin_perfile * */
	CW_GET_CYGDRIVE_PREFIXES,	/* char *user, char *system */
	CW_GET_CYGDRIVE_INFO,		/* and char *user_flags, *system_... */
	CW_INIT_EXCEPTIONS,
	CW_CYGWIN_PID_TO_WINPID,	/* pid_t */
	CW_EXTRACT_DOMAIN_AND_USER,	/* struct passwd *, char *, char * */
	CW_CMDLINE,			/* pid_t; gives char *, to be freed */
	CW_CHECK_NTSEC,			/* const char *path */
	CW_GET_ERRNO_FROM_WINERROR,	/* int error, int otherwise */
	CW_GET_SHMLBA,
	CW_GET_BINMODE,
	CW_ARGV,			/* gives char ** */
	CW_ENVP,			/* gives char ** */
	CW_SYNC_WINENV,
	CW_SET_DOS_FILE_WARNING,	/* int */
	CW_SETERRNO,			/* const char *file, int line, int */
	CW_EXIT_PROCESS,		/* unsigned status, int terminate */
	CW_INT_SETLOCALE,
	CW_STRERROR,			/* int; gives const char * */
	CW_GETNSSSEP,			/* gives const char * */
	CW_CYGNAME_FROM_WINNAME,	/* const char *, char *, size_t */
	CW_STRACE_ACTIVE,
	CW_GET_UID_FROM_SID,		/* PSID */
	CW_GET_GID_FROM_SID,		/* PSID */
	CW_GETPWSID,			/* int, PSID; gives struct passwd * */
	CW_GETGRSID,			/* int, PSID; gives struct group * */
	CW_CVT_ENV_TO_WINENV,		/* char **; gives uint16_t *, to free */
	CW_GET_INSTKEY,			/* wchar_t[17] */
	CW_FIXED_ATEXIT,
	CW_WINPID_TO_CYGWIN_PID,	/* int */
	CW_SET_EXTERNAL_TOKEN		/* HANDLE token, int CW_TOKEN_... */
} cygwin_getinfo_types;

/* Programs ask by #ifdef which there are. */
#define CW_LOCK_PINFO	CW_LOCK_PINFO
#define CW_UNLOCK_PINFO	CW_UNLOCK_PINFO
#define CW_GETPINFO	CW_GETPINFO
#define CW_GETPINFO_FULL	CW_GETPINFO_FULL
#define CW_GETVERSIONINFO	CW_GETVERSIONINFO
#define CW_PERFILE	CW_PERFILE
#define CW_GET_CYGDRIVE_PREFIXES	CW_GET_CYGDRIVE_PREFIXES
#define CW_GET_CYGDRIVE_INFO	CW_GET_CYGDRIVE_INFO
#define CW_INIT_EXCEPTIONS	CW_INIT_EXCEPTIONS
#define CW_CYGWIN_PID_TO_WINPID	CW_CYGWIN_PID_TO_WINPID
#define CW_EXTRACT_DOMAIN_AND_USER	CW_EXTRACT_DOMAIN_AND_USER
#define CW_CMDLINE	CW_CMDLINE
#define CW_CHECK_NTSEC	CW_CHECK_NTSEC
#define CW_GET_ERRNO_FROM_WINERROR	CW_GET_ERRNO_FROM_WINERROR
#define CW_GET_SHMLBA	CW_GET_SHMLBA
#define CW_GET_BINMODE	CW_GET_BINMODE
#define CW_ARGV	CW_ARGV
#define CW_ENVP	CW_ENVP
#define CW_SYNC_WINENV	CW_SYNC_WINENV
#define CW_SET_DOS_FILE_WARNING	CW_SET_DOS_FILE_WARNING
#define CW_SETERRNO	CW_SETERRNO
#define CW_EXIT_PROCESS	CW_EXIT_PROCESS
#define CW_INT_SETLOCALE	CW_INT_SETLOCALE
#define CW_STRERROR	CW_STRERROR
#define CW_GETNSSSEP	CW_GETNSSSEP
#define CW_CYGNAME_FROM_WINNAME	CW_CYGNAME_FROM_WINNAME
#define CW_STRACE_ACTIVE	CW_STRACE_ACTIVE
#define CW_GET_UID_FROM_SID	CW_GET_UID_FROM_SID
#define CW_GET_GID_FROM_SID	CW_GET_GID_FROM_SID
#define CW_GETPWSID	CW_GETPWSID
#define CW_GETGRSID	CW_GETGRSID
#define CW_CVT_ENV_TO_WINENV	CW_CVT_ENV_TO_WINENV
#define CW_GET_INSTKEY	CW_GET_INSTKEY
#define CW_FIXED_ATEXIT	CW_FIXED_ATEXIT
#define CW_WINPID_TO_CYGWIN_PID	CW_WINPID_TO_CYGWIN_PID

#define CW_SET_EXTERNAL_TOKEN	CW_SET_EXTERNAL_TOKEN

/*
 * Of CW_SET_EXTERNAL_TOKEN: a restricted one of the own user is acted as from
 * setuid(getuid()) on until the next.
 */
#define CW_TOKEN_IMPERSONATION	0
#define CW_TOKEN_RESTRICTED	1

#define CW_NEXTPID	0x80000000u	/* the process behind that one */

__uintptr_t cygwin_internal(cygwin_getinfo_types __what, ...);

/* process_state of struct external_pinfo */
#define PID_IN_USE	0x00001
#define PID_STOPPED	0x00004
#define PID_TTYIN	0x00008	/* by SIGTTIN */
#define PID_TTYOU	0x00010	/* by SIGTTOU */
#define PID_ORPHANED	0x00020
#define PID_ACTIVE	0x00040
#define PID_CYGPARENT	0x00080
#define PID_EXITED	0x40000000

#define EXTERNAL_PINFO_VERSION_16_BIT	0
#define EXTERNAL_PINFO_VERSION_32_BIT	1
#define EXTERNAL_PINFO_VERSION_32_LP	2
#define EXTERNAL_PINFO_VERSION		EXTERNAL_PINFO_VERSION_32_LP

/* What is told of a process, until the next one is asked for. */
struct external_pinfo {
	pid_t pid, ppid;
	__uint32_t exitcode;
	__uint32_t dwProcessId, dwSpawnedProcessId;
	__uint16_t uid, gid;
	pid_t pgid, sid;
	int ctty;			/* -1: none */
	mode_t umask;
	long start_time;
	struct rusage rusage_self, rusage_children;
	char progname[260];		/* the program's Win32 path */
	__uint32_t strace_mask, version, process_state;
	__uint32_t uid32, gid32;
	char *progname_long;
};

struct __cygwin_perfile {
	const char *name;
	unsigned int flags;
};

__END_DECLS

#endif /* _SYS_CYGWIN_H */
