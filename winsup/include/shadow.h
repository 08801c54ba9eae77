/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of /etc/shadow, as on Linux and Solaris. Not in POSIX.
 */
#ifndef _SHADOW_H
#define _SHADOW_H

#include <paths.h>
#include <stdio.h>
#include <sys/cdefs.h>
#include <sys/types.h>

#ifndef _PATH_SHADOW
#define _PATH_SHADOW	"/etc/shadow"
#endif
#define SHADOW		_PATH_SHADOW

/* Days since 1970, or numbers of days; -1: the field is empty. */
struct spwd {
	char *sp_namp;
	char *sp_pwdp;
	long sp_lstchg;			/* last change of the password */
	long sp_min, sp_max;		/* days between changes */
	long sp_warn, sp_inact;
	long sp_expire;			/* the account's end */
	unsigned long sp_flag;		/* ~0: empty */
};

__BEGIN_DECLS

void setspent(void);
void endspent(void);
struct spwd *getspent(void);
struct spwd *getspnam(const char *__name);
struct spwd *sgetspent(const char *__line);
struct spwd *fgetspent(FILE *__fp);
int putspent(const struct spwd *__entry, FILE *__fp);
int getspent_r(struct spwd *__entry, char *__buf, size_t __size,
    struct spwd **__result);
int getspnam_r(const char *__name, struct spwd *__entry, char *__buf,
    size_t __size, struct spwd **__result);
int sgetspent_r(const char *__line, struct spwd *__entry, char *__buf,
    size_t __size, struct spwd **__result);
int fgetspent_r(FILE *__fp, struct spwd *__entry, char *__buf, size_t __size,
    struct spwd **__result);
/* For who changes /etc/passwd or /etc/shadow: waits at most 15 seconds. */
int lckpwdf(void);
int ulckpwdf(void);

__END_DECLS

#endif /* _SHADOW_H */
