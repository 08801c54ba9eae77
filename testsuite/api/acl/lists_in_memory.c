/* SPDX-License-Identifier: BSD-2-Clause */
/* linux-lib: acl sys/acl.h */
/* Access control lists in memory (POSIX.1e draft 17; libacl's additions). */
#include <acl/libacl.h>
#include <sys/acl.h>
#include <sys/types.h>

#include "test.h"

/* A list with an entry of a user's. */
static acl_t
one_entry(acl_entry_t *out)
{
	acl_t a;
	acl_entry_t e;
	acl_permset_t set;
	acl_tag_t tag;
	uid_t id = 1234567, *got;

	CHECK_NULL_ERR(acl_init(-1), EINVAL);
	CHECK_OK((a = acl_init(1)) != NULL);
	CHECK_INT(acl_entries(a), 0);
	CHECK_INT(acl_get_entry(a, ACL_FIRST_ENTRY, &e), 0);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 0);
	CHECK_ERR(acl_valid(a), EINVAL);
	CHECK_OK(acl_create_entry(&a, &e) == 0);
	CHECK_OK(acl_get_tag_type(e, &tag) == 0);
	CHECK_INT(tag, ACL_UNDEFINED_TAG);
	CHECK_NULL_ERR(acl_get_qualifier(e), EINVAL);
	CHECK_ERR(acl_set_qualifier(e, &id), EINVAL);
	CHECK_ERR(acl_set_tag_type(e, 0x40), EINVAL);
	CHECK_OK(acl_set_tag_type(e, ACL_USER) == 0);
	CHECK_OK(acl_set_qualifier(e, &id) == 0);
	CHECK_OK((got = acl_get_qualifier(e)) != NULL);
	CHECK_INT(*got, 1234567);
	CHECK_OK(acl_free(got) == 0);
	CHECK_OK(acl_get_permset(e, &set) == 0);
	CHECK_INT(acl_add_perm(set, 64), -1);
	CHECK_OK(acl_add_perm(set, ACL_READ | ACL_EXECUTE) == 0);
	CHECK_OK(acl_delete_perm(set, ACL_EXECUTE) == 0);
	CHECK_INT(acl_get_perm(set, ACL_READ), 1);
	CHECK_INT(acl_get_perm(set, ACL_EXECUTE), 0);
	CHECK_OK(acl_clear_perms(set) == 0 && acl_add_perm(set, ACL_READ) == 0);
	CHECK_OK(acl_set_permset(e, set) == 0);
	*out = e;
	return a;
}

static void
entries(void)
{
	acl_t a, b;
	acl_entry_t e, f;
	acl_permset_t set;
	acl_tag_t tag;
	mode_t mode = 0;

	a = one_entry(&e);
	/* A second one, copied, then made another's. */
	CHECK_OK(acl_create_entry(&a, &f) == 0);
	CHECK_OK(acl_copy_entry(f, e) == 0);
	CHECK_OK(acl_set_tag_type(f, ACL_USER_OBJ) == 0);
	CHECK_OK(acl_create_entry(&a, &f) == 0);
	CHECK_OK(acl_set_tag_type(f, ACL_OTHER) == 0);
	CHECK_OK(acl_create_entry(&a, &f) == 0);
	CHECK_OK(acl_set_tag_type(f, ACL_GROUP_OBJ) == 0);
	CHECK_OK(acl_get_permset(f, &set) == 0);
	CHECK_OK(acl_add_perm(set, ACL_WRITE) == 0);
	CHECK_INT(acl_check(a, NULL), ACL_MISS_ERROR);
	CHECK_OK(acl_calc_mask(&a) == 0);
	CHECK_OK(acl_valid(a) == 0);
	CHECK_INT(acl_entries(a), 5);
	CHECK_INT(acl_equiv_mode(a, &mode), 1);
	CHECK_INT(mode, 0460);
	/* In the order of the tags, whatever they were made in. */
	CHECK_INT(acl_get_entry(a, ACL_FIRST_ENTRY, &e), 1);
	CHECK_OK(acl_get_tag_type(e, &tag) == 0);
	CHECK_INT(tag, ACL_USER_OBJ);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 1);
	CHECK_OK(acl_get_tag_type(e, &tag) == 0);
	CHECK_INT(tag, ACL_USER);
	/* What is deleted does not stop who goes through the list. */
	CHECK_OK(acl_delete_entry(a, e) == 0);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 1);
	CHECK_OK(acl_get_tag_type(e, &tag) == 0);
	CHECK_INT(tag, ACL_GROUP_OBJ);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 1);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 1);
	CHECK_INT(acl_get_entry(a, ACL_NEXT_ENTRY, &e), 0);
	CHECK_OK((b = acl_dup(a)) != NULL);
	CHECK_INT(acl_cmp(a, b), 0);
	CHECK_INT(acl_get_entry(b, ACL_FIRST_ENTRY, &e), 1);
	CHECK_OK(acl_get_permset(e, &set) == 0);
	CHECK_OK(acl_clear_perms(set) == 0);
	CHECK_INT(acl_cmp(a, b), 1);
	CHECK_OK(acl_free(a) == 0);
	CHECK_OK(acl_free(b) == 0);
}

/* text reads as a list that is written as want; what is wrong with it. */
static void
text(const char *s, const char *want, int error, int last, int equiv,
    mode_t mode)
{
	mode_t got = 0;
	int at = -1;
	ssize_t len = -1;
	char *t;
	acl_t a = acl_from_text(s);

	CHECK_OK(a != NULL);
	CHECK_OK((t = acl_to_text(a, &len)) != NULL);
	CHECK_STR(t, want);
	CHECK_INT(len, strlen(want));
	CHECK_INT(acl_check(a, &at), error);
	CHECK_INT(at, last);
	CHECK_INT(acl_valid(a), error == 0 ? 0 : -1);
	CHECK_INT(acl_equiv_mode(a, &got), equiv);
	CHECK_INT(got, mode);
	CHECK_OK(acl_free(t) == 0);
	CHECK_OK(acl_free(a) == 0);
}

static void
texts(void)
{
	static const char *const bad[] = {
		"u::8,g::r,o::r", "u::7", "u::rwxr,g::r,o::r", "foo::r",
		"u:no such user:r", " u :: rwx", "default:u::r",
		"u::rwx,\n,g::r,o::r", "u::,g::r,o::r", "u", "u:", "u::",
		"mask:x:r", "user:rwx",
	};

	text("u::rwx,g::r-x,o::r--", "user::rwx\ngroup::r-x\nother::r--\n",
	    0, 3, 0, 0754);
	text("user::rw-\nuser:1234567:rwx\ngroup::r--\nmask::r--\nother::-\n",
	    "user::rw-\nuser:1234567:rwx\t#effective:r--\ngroup::r--\n"
	    "mask::r--\nother::---\n", 0, 5, 1, 0640);
	text("o:r,u::rw,m:rw,g::x,u:1234567:x",
	    "user::rw-\nuser:1234567:--x\t#effective:---\n"
	    "group::--x\t#effective:---\nmask::rw-\nother::r--\n",
	    0, 5, 1, 0664);
	text("u::rx#foo\ng::r # c\no::-", "user::r-x\ngroup::r--\n"
	    "other::---\n", 0, 3, 0, 0540);
	text("u::rwx g::r o::r,", "user::rwx\ngroup::r--\nother::r--\n",
	    0, 3, 0, 0744);
	text("u::rwx\n\n# c\ng::r\no::r\n",
	    "user::rwx\ngroup::r--\nother::r--\n", 0, 3, 0, 0744);
	text("u::rwx,u::r,g::r,o::r",
	    "user::rwx\nuser::r--\ngroup::r--\nother::r--\n",
	    ACL_MULTI_ERROR, 1, 0, 0744);
	text("u::rwx,g::r", "user::rwx\ngroup::r--\n", ACL_MISS_ERROR, 2, 0,
	    0740);
	text("u::rwx,g:7654321:r,mask::rw,other::r",
	    "user::rwx\ngroup:7654321:r--\nmask::rw-\nother::r--\n",
	    ACL_MISS_ERROR, 1, 1, 0764);
	text("", "", ACL_MISS_ERROR, 0, 0, 0);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (acl_from_text(bad[i]) != NULL) {
			fprintf(stderr, "\"%s\" is taken\n", bad[i]);
			exit(1);
		}
	CHECK_NULL_ERR(acl_from_text("foo::r"), EINVAL);
}

static void
any_text(int options, const char *prefix, const char *want)
{
	acl_t a = acl_from_text("u::rwx,u:1234567:rwx,u:2:r,g::rwx,m::r,o::x");
	char *t;

	CHECK_OK(a != NULL);
	CHECK_OK((t = acl_to_any_text(a, prefix, ',', options)) != NULL);
	CHECK_STR(t, want);
	acl_free(t);
	acl_free(a);
}

static void
other_forms(void)
{
	char buf[1024];
	acl_t a, b;
	ssize_t n;

	any_text(TEXT_NUMERIC_IDS, NULL, "user::rwx,user:2:r--,"
	    "user:1234567:rwx,group::rwx,mask::r--,other::--x");
	any_text(TEXT_NUMERIC_IDS | TEXT_SOME_EFFECTIVE | TEXT_ABBREVIATE,
	    "d:", "d:u::rwx,d:u:2:r--,d:u:1234567:rwx\t#effective:r--,"
	    "d:g::rwx\t#effective:r--,d:m::r--,d:o::--x");
	any_text(TEXT_NUMERIC_IDS | TEXT_ALL_EFFECTIVE | TEXT_SMART_INDENT,
	    NULL, "user::rwx,user:2:r--\t\t\t#effective:r--,"
	    "user:1234567:rwx\t\t#effective:r--,"
	    "group::rwx\t\t\t#effective:r--,mask::r--,other::--x");
	CHECK_STR(acl_error(ACL_MISS_ERROR), "Missing or wrong entry");
	CHECK(acl_error(5) == NULL);

	CHECK_OK((a = acl_from_text("u::rwx,g::r,g:99:w,m::rw,o::x")) != NULL);
	n = acl_size(a);
	CHECK(n > 0 && n <= (ssize_t)sizeof buf);
	CHECK_ERR(acl_copy_ext(buf, a, n - 1), ERANGE);
	CHECK_OK(acl_copy_ext(buf, a, sizeof buf) >= 0);
	CHECK_OK((b = acl_copy_int(buf)) != NULL);
	CHECK_INT(acl_cmp(a, b), 0);
	acl_free(a);
	acl_free(b);
	memset(buf, 0xff, sizeof buf);
	CHECK_NULL_ERR(acl_copy_int(buf), EINVAL);
	CHECK_OK((a = acl_from_mode(0751)) != NULL);
	CHECK_OK((b = acl_from_text("u::rwx,g::rx,o::x")) != NULL);
	CHECK_INT(acl_cmp(a, b), 0);
	acl_free(a);
	acl_free(b);
}

int
main(void)
{
	entries();
	texts();
	other_forms();
	return (0);
}
