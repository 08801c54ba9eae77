/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Regular expressions (XBD <regex.h>, POSIX.1-2024).
 */
#ifndef _ISTHMUS_REGEX_H
#define _ISTHMUS_REGEX_H

/* newlib's own functions, which the DLL has not, keep their header. */
#ifdef _LIBC
#include <sys/types.h>
#include_next <regex.h>
#else

#include <sys/cdefs.h>
#include <sys/types.h>

typedef __PTRDIFF_TYPE__	regoff_t;

typedef struct {
	size_t	re_nsub;	/* number of parenthesized subexpressions */
	void	*__re_tnfa;
} regex_t;

typedef struct {
	regoff_t	rm_so;
	regoff_t	rm_eo;
} regmatch_t;

/* regcomp() */
#define REG_BASIC	0
#define REG_EXTENDED	1
#define REG_ICASE	2
#define REG_NEWLINE	4
#define REG_NOSUB	8
#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
#define REG_MINIMAL	64
#endif
#if __MISC_VISIBLE
#define REG_NOSPEC	16	/* BSD: all characters are ordinary */
#endif

/* regexec() */
#define REG_NOTBOL	1
#define REG_NOTEOL	2

/* Errors. */
#define REG_NOMATCH	1
#define REG_BADPAT	2
#define REG_ECOLLATE	3
#define REG_ECTYPE	4
#define REG_EESCAPE	5
#define REG_ESUBREG	6
#define REG_EBRACK	7
#define REG_EPAREN	8
#define REG_EBRACE	9
#define REG_BADBR	10
#define REG_ERANGE	11
#define REG_ESPACE	12
#define REG_BADRPT	13

__BEGIN_DECLS

int regcomp(regex_t *__restrict __re, const char *__restrict __pattern,
    int __cflags);
int regexec(const regex_t *__restrict __re, const char *__restrict __string,
    size_t __n, regmatch_t __match[__restrict_arr], int __eflags);
size_t regerror(int __error, const regex_t *__restrict __re,
    char *__restrict __buf, size_t __size);
void regfree(regex_t *__re);

__END_DECLS

#endif /* !_LIBC */

#endif /* _ISTHMUS_REGEX_H */
