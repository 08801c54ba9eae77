/* SPDX-License-Identifier: BSD-2-Clause */
/* What is behind <sys/acl.h>'s types. */
#ifndef ISTHMUS_SYSCALL_ACL_H
#define ISTHMUS_SYSCALL_ACL_H

#include <acl/libacl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/acl.h>
#include <sys/types.h>

struct __acl_permset_t {
	unsigned bits;
};

struct __acl_entry_t {
	struct __acl_t *acl;
	struct __acl_entry_t *next;
	acl_tag_t tag;
	id_t id;			/* of ACL_USER and ACL_GROUP */
	struct __acl_permset_t perms;
};

struct __acl_t {
	struct __acl_entry_t *first;	/* in order of tags and ids */
	struct __acl_entry_t *at;	/* the last acl_get_entry() gave */
	int n;
};

#define ACL_PERMS	(ACL_READ | ACL_WRITE | ACL_EXECUTE)

/* What acl_free() frees: -ENOMEM is NULL. */
void *acl_object(size_t);
struct __acl_t *acl_new(void);
/* Adds an entry in its place; NULL: no memory. */
struct __acl_entry_t *acl_add(struct __acl_t *, acl_tag_t, id_t,
    unsigned perms);
struct __acl_entry_t *acl_find(const struct __acl_t *, acl_tag_t);
int acl_has_id(acl_tag_t);

#endif
