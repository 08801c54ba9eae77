/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Additions to <sys/acl.h>, as in Linux' libacl. Not in POSIX.
 */
#ifndef _ACL_LIBACL_H
#define _ACL_LIBACL_H

#include <sys/acl.h>

#define TEXT_ABBREVIATE		0x10
#define TEXT_NUMERIC_IDS	0x08
#define TEXT_SMART_INDENT	0x04
#define TEXT_SOME_EFFECTIVE	0x01
#define TEXT_ALL_EFFECTIVE	0x02

#define ACL_MULTI_ERROR		0x1000
#define ACL_DUPLICATE_ERROR	0x2000
#define ACL_MISS_ERROR		0x3000
#define ACL_ENTRY_ERROR		0x4000

__BEGIN_DECLS

int acl_check(acl_t __acl, int *__last);
int acl_cmp(acl_t __a, acl_t __b);
int acl_entries(acl_t __acl);
int acl_equiv_mode(acl_t __acl, mode_t *__mode);
const char *acl_error(int __code);
int acl_extended_fd(int __fd);
int acl_extended_file(const char *__path);
int acl_extended_file_nofollow(const char *__path);
acl_t acl_from_mode(mode_t __mode);
int acl_get_perm(acl_permset_t __set, acl_perm_t __perm);
char *acl_to_any_text(acl_t __acl, const char *__prefix, char __separator,
    int __options);

__END_DECLS

#endif /* _ACL_LIBACL_H */
