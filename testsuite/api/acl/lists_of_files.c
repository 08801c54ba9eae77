/* SPDX-License-Identifier: BSD-2-Clause */
/* linux-lib: acl sys/acl.h */
/* again: ISTHMUS_CAPS=-acl */
/* A file's access control list and its mode are one. */
#include <acl/libacl.h>
#include <fcntl.h>
#include <sys/acl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
is(acl_t a, const char *want)
{
	acl_t b = acl_from_text(want);
	char *t;

	CHECK_OK(a != NULL && b != NULL);
	t = acl_to_any_text(a, NULL, ',', TEXT_NUMERIC_IDS);
	if (acl_cmp(a, b) != 0) {
		fprintf(stderr, "the list is %s, not %s\n", t, want);
		exit(1);
	}
	acl_free(a);
	acl_free(b);
	acl_free(t);
}

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return (st.st_mode & 07777);
}

static void
minimal(void)
{
	acl_t a;
	int fd;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0640)) >= 0);
	is(acl_get_file("f", ACL_TYPE_ACCESS), "u::rw,g::r,o::-");
	is(acl_get_fd(fd), "u::rw,g::r,o::-");
	CHECK_INT(acl_extended_file("f"), 0);
	CHECK_INT(acl_extended_fd(fd), 0);
	CHECK_OK((a = acl_from_text("u::rwx,g::rx,o::x")) != NULL);
	CHECK_OK(acl_set_file("f", ACL_TYPE_ACCESS, a) == 0);
	CHECK_INT(mode("f"), 0751);
	acl_free(a);
	CHECK_OK((a = acl_from_mode(0604)) != NULL);
	CHECK_OK(acl_set_fd(fd, a) == 0);
	CHECK_INT(mode("f"), 0604);
	is(acl_get_fd(fd), "u::rw,g::-,o::r");
	CHECK_OK(symlink("f", "l") == 0);
	is(acl_get_file("l", ACL_TYPE_ACCESS), "u::rw,g::-,o::r");
	/* What cannot be. */
	CHECK_ERR(acl_set_file("f", ACL_TYPE_DEFAULT, a), EACCES);
	CHECK_NULL_ERR(acl_get_file("f", ACL_TYPE_DEFAULT), EACCES);
	CHECK_OK(acl_delete_def_file("f") == 0);
	CHECK_ERR(acl_set_file("none", ACL_TYPE_ACCESS, a), ENOENT);
	CHECK_NULL_ERR(acl_get_file("none", ACL_TYPE_ACCESS), ENOENT);
	CHECK_ERR(acl_extended_file("none"), ENOENT);
	CHECK_ERR(acl_delete_def_file("none"), ENOENT);
	CHECK_ERR(acl_set_file("f", 77, a), EINVAL);
	CHECK_NULL_ERR(acl_get_file("f", 77), EINVAL);
	CHECK_ERR(acl_set_fd(999, a), EBADF);
	CHECK_NULL_ERR(acl_get_fd(999), EBADF);
	acl_free(a);
	CHECK_OK((a = acl_from_text("u::r,g::r")) != NULL);
	CHECK_ERR(acl_set_file("f", ACL_TYPE_ACCESS, a), EINVAL);
	CHECK_INT(mode("f"), 0604);
	acl_free(a);
	close(fd);
}

/* More than a mode, where the system has it. */
static void
extended(void)
{
	acl_t a;
	int fd;

	CHECK_OK((a = acl_from_text("u::rw,u:3:rwx,g::r,m::rx,o::-")) != NULL);
	if (acl_set_file("f", ACL_TYPE_ACCESS, a) < 0) {
		CHECK_INT(errno, ENOTSUP);
		CHECK_INT(mode("f"), 0604);
		CHECK_OK(mkdir("d", 0755) == 0);
		CHECK_ERR(acl_set_file("d", ACL_TYPE_DEFAULT, a), ENOTSUP);
		CHECK_OK(acl_delete_def_file("d") == 0);
		CHECK_INT(acl_entries(acl_get_file("d", ACL_TYPE_DEFAULT)),
		    0);
		return;
	}
	CHECK_INT(mode("f"), 0650);
	CHECK_INT(acl_extended_file("f"), 1);
	is(acl_get_file("f", ACL_TYPE_ACCESS), "u::rw,u:3:rwx,g::r,m::rx,o::-");
	/* The group's bits of the mode are the mask. */
	CHECK_OK(chmod("f", 0746) == 0);
	is(acl_get_file("f", ACL_TYPE_ACCESS),
	    "u::rwx,u:3:rwx,g::r,m::r,o::rw");
	acl_free(a);
	/* A default list is what new files get, without the umask. */
	umask(077);
	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK((a = acl_from_text("u::rwx,u:3:rw,g::rx,m::rwx,o::r")) !=
	    NULL);
	CHECK_OK(acl_set_file("d", ACL_TYPE_DEFAULT, a) == 0);
	CHECK_INT(mode("d"), 0700);
	CHECK_INT(acl_extended_file("d"), 1);
	CHECK_OK((fd = open("d/new", O_RDWR | O_CREAT, 0660)) >= 0);
	is(acl_get_fd(fd), "u::rw,u:3:rw,g::rx,m::rw,o::-");
	close(fd);
	CHECK_OK(mkdir("d/e", 0777) == 0);
	is(acl_get_file("d/e", ACL_TYPE_DEFAULT),
	    "u::rwx,u:3:rw,g::rx,m::rwx,o::r");
	is(acl_get_file("d/e", ACL_TYPE_ACCESS),
	    "u::rwx,u:3:rw,g::rx,m::rwx,o::r");
	CHECK_OK(acl_delete_def_file("d") == 0);
	CHECK_INT(acl_extended_file("d"), 0);
	CHECK_OK((fd = open("d/plain", O_RDWR | O_CREAT, 0660)) >= 0);
	is(acl_get_fd(fd), "u::rw,g::-,o::-");
	close(fd);
}

int
main(void)
{
	umask(022);
	minimal();
	extended();
	return (0);
}
