/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Exit statuses of 4.3BSD's mail programs. Not in POSIX.
 */
#ifndef _SYSEXITS_H
#define _SYSEXITS_H

#define EX_OK		0
#define EX__BASE	64
#define EX_USAGE	64	/* wrong arguments */
#define EX_DATAERR	65	/* input data wrong */
#define EX_NOINPUT	66	/* no such input file */
#define EX_NOUSER	67	/* no such user */
#define EX_NOHOST	68	/* no such host */
#define EX_UNAVAILABLE	69	/* service not available */
#define EX_SOFTWARE	70	/* error within the program */
#define EX_OSERR	71	/* error of the system */
#define EX_OSFILE	72	/* a file of the system is missing */
#define EX_CANTCREAT	73	/* an output file cannot be made */
#define EX_IOERR	74	/* input or output failed */
#define EX_TEMPFAIL	75	/* try again later */
#define EX_PROTOCOL	76	/* the other end broke the protocol */
#define EX_NOPERM	77	/* not permitted */
#define EX_CONFIG	78	/* configuration wrong */
#define EX__MAX		78

#endif /* _SYSEXITS_H */
