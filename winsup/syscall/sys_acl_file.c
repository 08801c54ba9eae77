/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Access control lists of files (POSIX.1e draft 17, 23.4).  Where a volume
 * keeps none a file's list is its mode, and ENOTSUP tells what is more.
 */
#include "syscall/acl.h"
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>

#include "file/room.h"
#include "file/sd.h"

_Static_assert(SD_USER_OBJ == ACL_USER_OBJ && SD_USER == ACL_USER &&
    SD_GROUP_OBJ == ACL_GROUP_OBJ && SD_GROUP == ACL_GROUP &&
    SD_MASK == ACL_MASK && SD_OTHER == ACL_OTHER, "sys/acl.h");

static long
from_list(const struct sd_list *l)
{
	struct __acl_t *a = acl_new();

	if (a == NULL)
		return -ENOMEM;
	for (unsigned i = 0; i < l->n; i++)
		if (acl_add(a, l->e[i].tag, l->e[i].id, l->e[i].perm) ==
		    NULL) {
			sys_acl_free(a);
			return -ENOMEM;
		}
	return (long)a;
}

/* EINVAL: no valid list; ENOSPC: too long. */
static int
to_list(struct sd_list *l, acl_t acl)
{
	if (sys_acl_check(acl, NULL) != 0)
		return -EINVAL;
	if (acl->n > SD_ENTRIES)
		return -ENOSPC;
	l->n = 0;
	for (struct __acl_entry_t *e = acl->first; e != NULL; e = e->next) {
		l->e[l->n].tag = (uint16_t)e->tag;
		l->e[l->n].perm = (uint16_t)e->perms.bits;
		l->e[l->n].id = e->id;
		l->e[l->n++].sid = NULL;
	}
	return 0;
}

static int
valid_type(acl_type_t type)
{
	return type == ACL_TYPE_ACCESS || type == ACL_TYPE_DEFAULT;
}

/* EACCES (default, and no folder), EINVAL (type), and those of the path. */
long
sys_acl_get_file(const char *path, acl_type_t type)
{
	struct sd_list l;
	struct path p;
	int e;

	if (!valid_type(type))
		return -EINVAL;
	if ((e = sys_path(&p, AT_FDCWD, path)) < 0 ||
	    (e = file_get_acl(&p, type == ACL_TYPE_DEFAULT, &l)) < 0)
		return e;
	return from_list(&l);
}

static int
list_of_fd(int fd, struct sd_list *l)
{
	struct file *f = fd_get(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = file_fget_acl(f, l);
	file_unref(f);
	return e;
}

/* EBADF. */
long
sys_acl_get_fd(int fd)
{
	struct sd_list l;
	int e = list_of_fd(fd, &l);

	return e < 0 ? e : from_list(&l);
}

/* EACCES, EINVAL (type, list), ENOSPC, ENOTSUP, EPERM, EROFS. */
long
sys_acl_set_file(const char *path, acl_type_t type, acl_t acl)
{
	struct sd_list l = { .n = 0 };
	struct path p;
	int e;

	if (!valid_type(type) || acl == NULL)
		return -EINVAL;
	/* An empty one takes a folder's default list away. */
	if ((type != ACL_TYPE_DEFAULT || acl->n > 0) &&
	    (e = to_list(&l, acl)) < 0)
		return e;
	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	return file_set_acl(&p, type == ACL_TYPE_DEFAULT, &l);
}

long
sys_acl_set_fd(int fd, acl_t acl)
{
	struct sd_list l;
	struct file *f;
	int e;

	if ((f = fd_get(fd)) == NULL)
		return -EBADF;
	if ((e = to_list(&l, acl)) == 0)
		e = file_fset_acl(f, &l);
	file_unref(f);
	return e;
}

/* Of what is no folder there is nothing to delete. */
long
sys_acl_delete_def_file(const char *path)
{
	struct sd_list none = { .n = 0 };
	struct path p;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	e = file_set_acl(&p, 1, &none);
	return e == -EACCES && file_exists(&p) == 0 ? 0 : e;
}

/* Is there more than a mode?  1, 0. */
static long
is_extended(const char *path, int nofollow)
{
	struct sd_list l;
	struct path p;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	p.nofollow = nofollow && !p.must_be_dir;
	if ((e = file_get_acl(&p, 0, &l)) < 0 || l.n > 3)
		return e < 0 ? e : 1;
	e = file_get_acl(&p, 1, &l);
	return e < 0 ? e == -EACCES ? 0 : e : l.n > 0;
}

long
sys_acl_extended_file(const char *path)
{
	return is_extended(path, 0);
}

long
sys_acl_extended_file_nofollow(const char *path)
{
	return is_extended(path, 1);
}

long
sys_acl_extended_fd(int fd)
{
	struct sd_list l;
	int e = list_of_fd(fd, &l);

	return e < 0 ? e : l.n > 3;
}
