/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Access control lists (POSIX.1e draft 17).
 */
#ifndef _SYS_ACL_H
#define _SYS_ACL_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef int		acl_type_t;
typedef int		acl_tag_t;
typedef unsigned int	acl_perm_t;
typedef struct __acl_t	*acl_t;
typedef struct __acl_entry_t *acl_entry_t;
typedef struct __acl_permset_t *acl_permset_t;

#define ACL_TYPE_ACCESS		0
#define ACL_TYPE_DEFAULT	1

#define ACL_UNDEFINED_TAG	0x00
#define ACL_USER_OBJ		0x01
#define ACL_USER		0x02
#define ACL_GROUP_OBJ		0x04
#define ACL_GROUP		0x08
#define ACL_MASK		0x10
#define ACL_OTHER		0x20

#define ACL_EXECUTE		0x01
#define ACL_WRITE		0x02
#define ACL_READ		0x04

#define ACL_FIRST_ENTRY		0
#define ACL_NEXT_ENTRY		1

#define ACL_UNDEFINED_ID	((id_t)-1)

__BEGIN_DECLS

int acl_add_perm(acl_permset_t __set, acl_perm_t __perm);
int acl_calc_mask(acl_t *__acl);
int acl_clear_perms(acl_permset_t __set);
ssize_t acl_copy_ext(void *__buf, acl_t __acl, ssize_t __size);
int acl_copy_entry(acl_entry_t __dst, acl_entry_t __src);
acl_t acl_copy_int(const void *__buf);
int acl_create_entry(acl_t *__acl, acl_entry_t *__entry);
int acl_delete_def_file(const char *__path);
int acl_delete_entry(acl_t __acl, acl_entry_t __entry);
int acl_delete_perm(acl_permset_t __set, acl_perm_t __perm);
acl_t acl_dup(acl_t __acl);
int acl_free(void *__obj);
acl_t acl_from_text(const char *__text);
int acl_get_entry(acl_t __acl, int __which, acl_entry_t *__entry);
acl_t acl_get_fd(int __fd);
acl_t acl_get_file(const char *__path, acl_type_t __type);
int acl_get_permset(acl_entry_t __entry, acl_permset_t *__set);
void *acl_get_qualifier(acl_entry_t __entry);
int acl_get_tag_type(acl_entry_t __entry, acl_tag_t *__tag);
acl_t acl_init(int __count);
int acl_set_fd(int __fd, acl_t __acl);
int acl_set_file(const char *__path, acl_type_t __type, acl_t __acl);
int acl_set_permset(acl_entry_t __entry, acl_permset_t __set);
int acl_set_qualifier(acl_entry_t __entry, const void *__qualifier);
int acl_set_tag_type(acl_entry_t __entry, acl_tag_t __tag);
ssize_t acl_size(acl_t __acl);
char *acl_to_text(acl_t __acl, ssize_t *__len);
int acl_valid(acl_t __acl);

__END_DECLS

#endif /* _SYS_ACL_H */
