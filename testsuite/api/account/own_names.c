/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The process' own user and group by id and by name, and enumerated; its ids
 * as it may set them.
 */
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <unistd.h>

#include "test.h"

static void
users(void)
{
	struct passwd *pw, mine, *found;
	char name[256], buf[4096];
	int listed = 0;

	CHECK_OK((pw = getpwuid(getuid())) != NULL);
	CHECK_INT(pw->pw_uid, getuid());
	CHECK(pw->pw_name[0] != '\0' && pw->pw_dir[0] == '/');
	CHECK(pw->pw_shell[0] == '/' || pw->pw_shell[0] == '\0');
	strcpy(name, pw->pw_name);
	CHECK_OK((pw = getpwnam(name)) != NULL);
	CHECK_INT(pw->pw_uid, getuid());
	CHECK_INT(getpwnam_r(name, &mine, buf, sizeof buf, &found), 0);
	CHECK(found == &mine && strcmp(mine.pw_name, name) == 0);
	CHECK(mine.pw_name >= buf && mine.pw_name < buf + sizeof buf);
	CHECK_INT(getpwuid_r(getuid(), &mine, buf, 2, &found), ERANGE);
	CHECK(found == NULL);
	for (int round = 0; round < 2; round++) {
		setpwent();
		while ((pw = getpwent()) != NULL)
			listed += pw->pw_uid == getuid();
		CHECK_INT(listed, round + 1);
	}
	endpwent();
	errno = 0;
	CHECK(getpwnam("there is no such user") == NULL && errno == 0);
	CHECK(getpwuid(3999999999u) == NULL);
	CHECK_INT(getpwnam_r("", &mine, buf, sizeof buf, &found), 0);
	CHECK(found == NULL);
}

static void
groups(void)
{
	struct group *gr, mine, *found;
	char name[256], buf[8192];
	int listed = 0;

	CHECK_OK((gr = getgrgid(getgid())) != NULL);
	CHECK_INT(gr->gr_gid, getgid());
	CHECK(gr->gr_name[0] != '\0' && gr->gr_mem != NULL);
	strcpy(name, gr->gr_name);
	CHECK_OK((gr = getgrnam(name)) != NULL);
	CHECK_INT(gr->gr_gid, getgid());
	CHECK_INT(getgrnam_r(name, &mine, buf, sizeof buf, &found), 0);
	CHECK(found == &mine && strcmp(mine.gr_name, name) == 0);
	CHECK_INT(getgrgid_r(getgid(), &mine, buf, 3, &found), ERANGE);
	setgrent();
	while ((gr = getgrent()) != NULL)
		listed += gr->gr_gid == getgid();
	endgrent();
	CHECK_INT(listed, 1);
	CHECK(getgrnam("there is no such group") == NULL);
}

static void
lists(void)
{
	gid_t list[1000];
	char name[256];
	int n = 1000, few = 0, found = 0;
	struct passwd *pw = getpwuid(getuid());

	strcpy(name, pw->pw_name);
	CHECK(getgrouplist(name, getgid(), list, &n) == n && n >= 1);
	for (int i = 0; i < n; i++)
		found += list[i] == getgid();
	CHECK_INT(found, 1);
	CHECK_INT(getgrouplist(name, getgid(), list, &few), -1);
	CHECK_INT(few, n);
}

/* A process may always set the ids it has; -1 leaves them. */
static void
user_ids(void)
{
	uid_t own = getuid(), r, e, s;

	CHECK_OK(setuid(own) == 0 && seteuid(own) == 0);
	CHECK_OK(setreuid(own, own) == 0 && setreuid((uid_t)-1, own) == 0);
	CHECK_OK(setreuid((uid_t)-1, (uid_t)-1) == 0);
	CHECK_OK(setresuid(own, own, own) == 0);
	CHECK_OK(setresuid((uid_t)-1, own, (uid_t)-1) == 0);
	CHECK_OK(getresuid(&r, &e, &s) == 0);
	CHECK(r == own && e == own && s == own);
	CHECK_ERR(setuid((uid_t)-1), EINVAL);
	CHECK_ERR(seteuid((uid_t)-1), EINVAL);
	CHECK(getuid() == own && geteuid() == own);
}

static void
group_ids(void)
{
	gid_t own = getgid(), r, e, s;

	CHECK_OK(setgid(own) == 0 && setegid(own) == 0);
	CHECK_OK(setregid(own, own) == 0 && setregid((gid_t)-1, own) == 0);
	CHECK_OK(setregid((gid_t)-1, (gid_t)-1) == 0);
	CHECK_OK(setresgid(own, own, own) == 0);
	CHECK_OK(setresgid(own, (gid_t)-1, (gid_t)-1) == 0);
	CHECK_OK(getresgid(&r, &e, &s) == 0);
	CHECK(r == own && e == own && s == own);
	CHECK_ERR(setgid((gid_t)-1), EINVAL);
	CHECK_ERR(setegid((gid_t)-1), EINVAL);
	CHECK(getgid() == own && getegid() == own);
}

int
main(void)
{
	gid_t list[1];

	users();
	groups();
	lists();
	user_ids();
	group_ids();
	CHECK_ERR(setgroups(1 << 20, list), EINVAL);
	/* Others are a privilege, which root has on Linux and nobody here. */
	if (getuid() != 0) {
		CHECK_ERR(setuid(getuid() + 1), EPERM);
		CHECK_ERR(setgid(getgid() + 1), EPERM);
		CHECK_ERR(setreuid(getuid() + 1, (uid_t)-1), EPERM);
		CHECK_ERR(setresgid((gid_t)-1, getgid() + 1, (gid_t)-1),
		    EPERM);
	}
	CHECK_INT(gethostid(), gethostid());
	return (0);
}
