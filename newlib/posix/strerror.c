/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What errors are called.  newlib's own names are System V's ("Not owner"),
 * and some are empty; scripts and test suites know those of Linux and the
 * BSDs.  The three functions here are all of newlib's strerror.o.
 */
#include <errno.h>
#include <locale.h>
#include <reent.h>
#include <stdio.h>
#include <string.h>

static const char *const text[] = {
	[0] = "Success",
	/* In the order of XSH 2.3. */
	[E2BIG] = "Argument list too long",
	[EACCES] = "Permission denied",
	[EADDRINUSE] = "Address already in use",
	[EADDRNOTAVAIL] = "Cannot assign requested address",
	[EAFNOSUPPORT] = "Address family not supported by protocol",
	[EAGAIN] = "Resource temporarily unavailable",
	[EALREADY] = "Operation already in progress",
	[EBADF] = "Bad file descriptor",
	[EBADMSG] = "Bad message",
	[EBUSY] = "Device or resource busy",
	[ECANCELED] = "Operation canceled",
	[ECHILD] = "No child processes",
	[ECONNABORTED] = "Software caused connection abort",
	[ECONNREFUSED] = "Connection refused",
	[ECONNRESET] = "Connection reset by peer",
	[EDEADLK] = "Resource deadlock avoided",
	[EDESTADDRREQ] = "Destination address required",
	[EDOM] = "Numerical argument out of domain",
	[EDQUOT] = "Disk quota exceeded",
	[EEXIST] = "File exists",
	[EFAULT] = "Bad address",
	[EFBIG] = "File too large",
	[EHOSTUNREACH] = "No route to host",
	[EIDRM] = "Identifier removed",
	[EILSEQ] = "Invalid or incomplete multibyte or wide character",
	[EINPROGRESS] = "Operation now in progress",
	[EINTR] = "Interrupted system call",
	[EINVAL] = "Invalid argument",
	[EIO] = "Input/output error",
	[EISCONN] = "Transport endpoint is already connected",
	[EISDIR] = "Is a directory",
	[ELOOP] = "Too many levels of symbolic links",
	[EMFILE] = "Too many open files",
	[EMLINK] = "Too many links",
	[EMSGSIZE] = "Message too long",
	[EMULTIHOP] = "Multihop attempted",
	[ENAMETOOLONG] = "File name too long",
	[ENETDOWN] = "Network is down",
	[ENETRESET] = "Network dropped connection on reset",
	[ENETUNREACH] = "Network is unreachable",
	[ENFILE] = "Too many open files in system",
	[ENOBUFS] = "No buffer space available",
	[ENODATA] = "No data available",
	[ENODEV] = "No such device",
	[ENOENT] = "No such file or directory",
	[ENOEXEC] = "Exec format error",
	[ENOLCK] = "No locks available",
	[ENOLINK] = "Link has been severed",
	[ENOMEM] = "Cannot allocate memory",
	[ENOMSG] = "No message of desired type",
	[ENOPROTOOPT] = "Protocol not available",
	[ENOSPC] = "No space left on device",
	[ENOSR] = "Out of streams resources",
	[ENOSTR] = "Device not a stream",
	[ENOSYS] = "Function not" " implemented",
	[ENOTCONN] = "Transport endpoint is not connected",
	[ENOTDIR] = "Not a directory",
	[ENOTEMPTY] = "Directory not empty",
	[ENOTRECOVERABLE] = "State not recoverable",
	[ENOTSOCK] = "Socket operation on non-socket",
	[ENOTSUP] = "Operation not supported",
	[ENOTTY] = "Inappropriate ioctl for device",
	[ENXIO] = "No such device or address",
	[EOPNOTSUPP] = "Operation not supported",
	[EOVERFLOW] = "Value too large for defined data type",
	[EOWNERDEAD] = "Owner died",
	[EPERM] = "Operation not permitted",
	[EPIPE] = "Broken pipe",
	[EPROTO] = "Protocol error",
	[EPROTONOSUPPORT] = "Protocol not supported",
	[EPROTOTYPE] = "Protocol wrong type for socket",
	[ERANGE] = "Numerical result out of range",
	[EROFS] = "Read-only file system",
	[ESOCKTNOSUPPORT] = "Socket type not supported",
	[ESPIPE] = "Illegal seek",
	[ESRCH] = "No such process",
	[ESTALE] = "Stale file handle",
	[ETIME] = "Timer expired",
	[ETIMEDOUT] = "Connection timed out",
	[ETXTBSY] = "Text file busy",
	[EXDEV] = "Invalid cross-device link",
	/* Other systems'. */
	[EADV] = "Advertise error",
	[EBADE] = "Invalid exchange",
	[EBADFD] = "File descriptor in bad state",
	[EBADR] = "Invalid request descriptor",
	[EBADRQC] = "Invalid request code",
	[EBADSLT] = "Invalid slot",
	[EBFONT] = "Bad font file format",
	[ECHRNG] = "Channel number out of range",
	[ECOMM] = "Communication error on send",
	[EDEADLOCK] = "File locking deadlock error",
	[EDOTDOT] = "RFS specific error",
	[EFTYPE] = "Inappropriate file type or format",
	[EHOSTDOWN] = "Host is down",
	[EL2HLT] = "Level 2 halted",
	[EL2NSYNC] = "Level 2 not synchronized",
	[EL3HLT] = "Level 3 halted",
	[EL3RST] = "Level 3 reset",
	[ELBIN] = "Inode is remote",
	[ELIBACC] = "Can not access a needed shared library",
	[ELIBBAD] = "Accessing a corrupted shared library",
	[ELIBEXEC] = "Cannot exec a shared library directly",
	[ELIBMAX] = "Attempting to link in too many shared libraries",
	[ELIBSCN] = ".lib section in a.out corrupted",
	[ELNRNG] = "Link number out of range",
	[ENMFILE] = "No more files",
	[ENOANO] = "No anode",
	[ENOCSI] = "No CSI structure available",
	[ENOMEDIUM] = "No medium found",
	[ENONET] = "Machine is not on the network",
	[ENOPKG] = "Package not installed",
	[ENOTBLK] = "Block device required",
	[ENOTUNIQ] = "Name not unique on network",
	[EPFNOSUPPORT] = "Protocol family not supported",
	[EPROCLIM] = "Too many processes",
	[EREMCHG] = "Remote address changed",
	[EREMOTE] = "Object is remote",
	[ESHUTDOWN] = "Cannot send after transport endpoint shutdown",
	[ESRMNT] = "Srmount error",
	[ESTRPIPE] = "Streams pipe error",
	[ETOOMANYREFS] = "Too many references: cannot splice",
	[EUNATCH] = "Protocol driver not attached",
	[EUSERS] = "Too many users",
	[EXFULL] = "Exchange full",
};

#define UNKNOWN_AT_ONCE	16

/* Each call of any thread has another of the buffers, in turns. */
static char *
unknown(int errnum)
{
	static char name[UNKNOWN_AT_ONCE][32];
	static unsigned next;
	unsigned i = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED);
	char *s = name[i % UNKNOWN_AT_ONCE];

	snprintf(s, sizeof name[0], "Unknown error %d", errnum);
	return s;
}

/*
 * newlib's common part of strerror(), strerror_r() and strerror_l(); errptr,
 * if not NULL, becomes EINVAL for a number that is no error's.
 */
char *
_strerror_r(struct _reent *r, int errnum, int internal, int *errptr)
{
	(void)r;
	(void)internal;
	if (errnum >= 0 && errnum < (int)(sizeof text / sizeof text[0]) &&
	    text[errnum] != NULL)
		return (char *)text[errnum];
	if (errptr != NULL)
		*errptr = EINVAL;
	return unknown(errnum);
}

char *
strerror(int errnum)
{
	return _strerror_r(_REENT, errnum, 0, NULL);
}

/* There are no translations. */
char *
strerror_l(int errnum, locale_t locale)
{
	(void)locale;
	return strerror(errnum);
}
