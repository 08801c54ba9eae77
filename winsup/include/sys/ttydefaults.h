/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The settings a terminal starts with, as in BSD. Not in POSIX.
 */
#ifndef _SYS_TTYDEFAULTS_H
#define _SYS_TTYDEFAULTS_H

#define CTRL(__c)	((__c) & 037)
#define CINTR		CTRL('c')
#define CQUIT		034
#define CERASE		0177
#define CKILL		CTRL('u')
#define CEOF		CTRL('d')
#define CEOL		0
#define CEOL2		0
#define CSTART		CTRL('q')
#define CSTOP		CTRL('s')
#define CSUSP		CTRL('z')
#define CDSUSP		0
#define CSWTCH		0
#define CREPRINT	CTRL('r')
#define CWERASE		CTRL('w')
#define CLNEXT		CTRL('v')
#define CDISCARD	CTRL('o')
#define CFLUSH		CDISCARD
#define CRPRNT		CREPRINT
#define CEOT		CEOF
#define CBRK		CEOL
#define CMIN		1
#define CTIME		0

#define TTYDEF_IFLAG	(BRKINT | ICRNL | IXON | IUTF8)
#define TTYDEF_OFLAG	(OPOST | ONLCR)
#define TTYDEF_CFLAG	(CREAD | CS8 | HUPCL)
#define TTYDEF_LFLAG							\
	(ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOKE | ECHOCTL)
#define TTYDEF_SPEED	B38400

#endif /* _SYS_TTYDEFAULTS_H */
