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

#define E(number, text)	[number] = { #number, text }

static const struct {
	const char *name, *text;
} errors[] = {
	[0] = { "0", "Success" },
	/* In the order of XSH 2.3. */
	E(E2BIG, "Argument list too long"),
	E(EACCES, "Permission denied"),
	E(EADDRINUSE, "Address already in use"),
	E(EADDRNOTAVAIL, "Cannot assign requested address"),
	E(EAFNOSUPPORT, "Address family not supported by protocol"),
	E(EAGAIN, "Resource temporarily unavailable"),
	E(EALREADY, "Operation already in progress"),
	E(EBADF, "Bad file descriptor"),
	E(EBADMSG, "Bad message"),
	E(EBUSY, "Device or resource busy"),
	E(ECANCELED, "Operation canceled"),
	E(ECHILD, "No child processes"),
	E(ECONNABORTED, "Software caused connection abort"),
	E(ECONNREFUSED, "Connection refused"),
	E(ECONNRESET, "Connection reset by peer"),
	E(EDEADLK, "Resource deadlock avoided"),
	E(EDESTADDRREQ, "Destination address required"),
	E(EDOM, "Numerical argument out of domain"),
	E(EDQUOT, "Disk quota exceeded"),
	E(EEXIST, "File exists"),
	E(EFAULT, "Bad address"),
	E(EFBIG, "File too large"),
	E(EHOSTUNREACH, "No route to host"),
	E(EIDRM, "Identifier removed"),
	E(EILSEQ, "Invalid or incomplete multibyte or wide character"),
	E(EINPROGRESS, "Operation now in progress"),
	E(EINTR, "Interrupted system call"),
	E(EINVAL, "Invalid argument"),
	E(EIO, "Input/output error"),
	E(EISCONN, "Transport endpoint is already connected"),
	E(EISDIR, "Is a directory"),
	E(ELOOP, "Too many levels of symbolic links"),
	E(EMFILE, "Too many open files"),
	E(EMLINK, "Too many links"),
	E(EMSGSIZE, "Message too long"),
	E(EMULTIHOP, "Multihop attempted"),
	E(ENAMETOOLONG, "File name too long"),
	E(ENETDOWN, "Network is down"),
	E(ENETRESET, "Network dropped connection on reset"),
	E(ENETUNREACH, "Network is unreachable"),
	E(ENFILE, "Too many open files in system"),
	E(ENOBUFS, "No buffer space available"),
	E(ENODATA, "No data available"),
	E(ENODEV, "No such device"),
	E(ENOENT, "No such file or directory"),
	E(ENOEXEC, "Exec format error"),
	E(ENOLCK, "No locks available"),
	E(ENOLINK, "Link has been severed"),
	E(ENOMEM, "Cannot allocate memory"),
	E(ENOMSG, "No message of desired type"),
	E(ENOPROTOOPT, "Protocol not available"),
	E(ENOSPC, "No space left on device"),
	E(ENOSR, "Out of streams resources"),
	E(ENOSTR, "Device not a stream"),
	E(ENOSYS, "Function not" " implemented"),
	E(ENOTCONN, "Transport endpoint is not connected"),
	E(ENOTDIR, "Not a directory"),
	E(ENOTEMPTY, "Directory not empty"),
	E(ENOTRECOVERABLE, "State not recoverable"),
	E(ENOTSOCK, "Socket operation on non-socket"),
	E(ENOTSUP, "Operation not supported"),
	E(ENOTTY, "Inappropriate ioctl for device"),
	E(ENXIO, "No such device or address"),
	E(EOPNOTSUPP, "Operation not supported"),
	E(EOVERFLOW, "Value too large for defined data type"),
	E(EOWNERDEAD, "Owner died"),
	E(EPERM, "Operation not permitted"),
	E(EPIPE, "Broken pipe"),
	E(EPROTO, "Protocol error"),
	E(EPROTONOSUPPORT, "Protocol not supported"),
	E(EPROTOTYPE, "Protocol wrong type for socket"),
	E(ERANGE, "Numerical result out of range"),
	E(EROFS, "Read-only file system"),
	E(ESOCKTNOSUPPORT, "Socket type not supported"),
	E(ESPIPE, "Illegal seek"),
	E(ESRCH, "No such process"),
	E(ESTALE, "Stale file handle"),
	E(ETIME, "Timer expired"),
	E(ETIMEDOUT, "Connection timed out"),
	E(ETXTBSY, "Text file busy"),
	E(EXDEV, "Invalid cross-device link"),
	/* Other systems'. */
	E(EADV, "Advertise error"),
	E(EBADE, "Invalid exchange"),
	E(EBADFD, "File descriptor in bad state"),
	E(EBADR, "Invalid request descriptor"),
	E(EBADRQC, "Invalid request code"),
	E(EBADSLT, "Invalid slot"),
	E(EBFONT, "Bad font file format"),
	E(ECHRNG, "Channel number out of range"),
	E(ECOMM, "Communication error on send"),
	E(EDEADLOCK, "File locking deadlock error"),
	E(EDOTDOT, "RFS specific error"),
	E(EFTYPE, "Inappropriate file type or format"),
	E(EHOSTDOWN, "Host is down"),
	E(EL2HLT, "Level 2 halted"),
	E(EL2NSYNC, "Level 2 not synchronized"),
	E(EL3HLT, "Level 3 halted"),
	E(EL3RST, "Level 3 reset"),
	E(ELBIN, "Inode is remote"),
	E(ELIBACC, "Can not access a needed shared library"),
	E(ELIBBAD, "Accessing a corrupted shared library"),
	E(ELIBEXEC, "Cannot exec a shared library directly"),
	E(ELIBMAX, "Attempting to link in too many shared libraries"),
	E(ELIBSCN, ".lib section in a.out corrupted"),
	E(ELNRNG, "Link number out of range"),
	E(ENMFILE, "No more files"),
	E(ENOANO, "No anode"),
	E(ENOCSI, "No CSI structure available"),
	E(ENOMEDIUM, "No medium found"),
	E(ENONET, "Machine is not on the network"),
	E(ENOPKG, "Package not installed"),
	E(ENOTBLK, "Block device required"),
	E(ENOTUNIQ, "Name not unique on network"),
	E(EPFNOSUPPORT, "Protocol family not supported"),
	E(EPROCLIM, "Too many processes"),
	E(EREMCHG, "Remote address changed"),
	E(EREMOTE, "Object is remote"),
	E(ESHUTDOWN, "Cannot send after transport endpoint shutdown"),
	E(ESRMNT, "Srmount error"),
	E(ESTRPIPE, "Streams pipe error"),
	E(ETOOMANYREFS, "Too many references: cannot splice"),
	E(EUNATCH, "Protocol driver not attached"),
	E(EUSERS, "Too many users"),
	E(EXFULL, "Exchange full"),
};

static int
is_known(int errnum)
{
	return errnum >= 0 &&
	    errnum < (int)(sizeof errors / sizeof errors[0]) &&
	    errors[errnum].name != NULL;
}

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
	if (is_known(errnum))
		return (char *)errors[errnum].text;
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

/* glibc's: "EPERM", and what that is called; NULL: no error's number. */
const char *
strerrorname_np(int errnum)
{
	return is_known(errnum) ? errors[errnum].name : NULL;
}

const char *
strerrordesc_np(int errnum)
{
	return is_known(errnum) ? errors[errnum].text : NULL;
}
