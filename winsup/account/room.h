/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * account/: users and groups.  A SID and an id are one by an arithmetic rule
 * (sid.c), so the process' own ids need its access token only and no
 * directory service.  Names are asked of Windows when somebody wants one, and
 * remembered; /etc/passwd and /etc/group, whose text the caller brings, come
 * before that.
 */
#ifndef ISTHMUS_ACCOUNT_ROOM_H
#define ISTHMUS_ACCOUNT_ROOM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <grp.h>
#include <pwd.h>

#include "nt/types.h"

#define ACCOUNT_NOBODY	((uint32_t)0xfffe)	/* a SID without a rule */

/*
 * The id of a SID: the numbers of its authority and sub-authorities
 * (MS-DTYP 2.4.2).  See sid.c for the rule.
 */
uint32_t account_id_of_sid(unsigned authority, unsigned count,
    const uint32_t *sub);

/* Of the user that the process acts as; of its own token. */
uint32_t account_uid(void);
uint32_t account_gid(void);		/* primary group */
uint32_t account_real_uid(void);
uint32_t account_real_gid(void);

/*
 * A user's token for the next account_act_as() of his id, which may be asked
 * for all ids; with the own id the process is itself again, unless that was
 * so.  A restricted one is acted as until that is asked for again, all ids or
 * not.  1: what threads show has changed (nt_thread_acts()); 0; -EPERM.
 */
int account_offer_token(nt_handle, int restricted);
int account_act_as(uint32_t uid, int all);
int account_acts_as_other(void);	/* than the process' own user */
/* Is that group among those of this user, or the one that is offered? */
int account_may_be_in(uint32_t gid);

/*
 * Supplementary groups, the primary one first; how many there are, -EINVAL
 * if max is neither 0 nor enough.
 */
long account_groups(uint32_t *list, size_t max);
int account_in_group(uint32_t gid);	/* the primary or one of those */
/* From now on only those; -EPERM: not all of them are the process' own. */
int account_keep_groups(const uint32_t *list, size_t n);

/*
 * One line of /etc/passwd or /etc/group, which is cut up: the entry points
 * into it.  members holds the group's, max with the NULL at its end.
 * -EINVAL: no entry; -ERANGE.
 */
int account_parse_passwd(char *line, struct passwd *);
int account_parse_group(char *line, struct group *, char **members,
    size_t max);

struct account_key {
	const char *name;		/* or NULL, then by id */
	uint32_t id;
};

/*
 * The first entry behind offset *at of text that key (NULL: any) describes,
 * its strings in buf.  1 and *at behind it; 0: none; -ERANGE: buf is small.
 */
int account_find_passwd(const char *text, size_t len, size_t *at,
    const struct account_key *, struct passwd *, char *buf, size_t size);
int account_find_group(const char *text, size_t len, size_t *at,
    const struct account_key *, struct group *, char *buf, size_t size);

/* What Windows knows of an account. */
#define ACCOUNT_NAME_MAX	256
struct account {
	uint32_t id;
	int is_user;
	char name[ACCOUNT_NAME_MAX];	/* UTF-8 */
	char domain[ACCOUNT_NAME_MAX];
	char sid[192];			/* S-1-5-... */
};

/* The account of an id or of a name; -ENOENT.  These may ask a server. */
int account_by_id(uint32_t id, struct account *);
int account_by_name(const char *name, struct account *);

/*
 * A token of a user who knows the password; -EACCES, -ENOENT, -EOPNOTSUPP:
 * the system gives none.
 */
int account_log_on(uint32_t uid, const char *password, nt_handle *token);

/*
 * The SID of an id, as MS-DTYP 2.4.2 lays it out, into buf: its bytes, or
 * -EINVAL for an id that none has.
 */
#define ACCOUNT_SID_MAX	68
long account_sid_of_id(uint32_t id, unsigned char *buf);
uint32_t account_id_of_raw(const unsigned char *sid, size_t size);

#endif
