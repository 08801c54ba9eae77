/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries written to files and read from them, the groups of this process,
 * and who owns a descriptor.
 */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

#include "test.h"

static void
users(void)
{
	struct passwd p = { .pw_name = "ann", .pw_passwd = "x",
	    .pw_uid = 1001, .pw_gid = 4000000000u, .pw_gecos = "Ann, B",
	    .pw_dir = "/home/ann", .pw_shell = "/bin/sh" }, q, *r;
	char buf[512];
	FILE *fp;

	CHECK_OK((fp = fopen("pw", "w+")) != NULL);
	CHECK_OK(putpwent(&p, fp) == 0);
	p.pw_name = "bob";
	p.pw_uid = 1002;
	CHECK_OK(putpwent(&p, fp) == 0);
	p.pw_dir = "/a:b";
	CHECK_ERR(putpwent(&p, fp), EINVAL);
	rewind(fp);
	CHECK_OK(fgetpwent_r(fp, &q, buf, sizeof buf, &r) == 0 && r == &q);
	CHECK_STR(q.pw_name, "ann");
	CHECK_INT(q.pw_uid, 1001);
	CHECK_INT(q.pw_gid, 4000000000u);
	CHECK_STR(q.pw_gecos, "Ann, B");
	CHECK_STR(q.pw_dir, "/home/ann");
	CHECK_OK((r = fgetpwent(fp)) != NULL);
	CHECK_STR(r->pw_name, "bob");
	CHECK_STR(r->pw_shell, "/bin/sh");
	CHECK_INT(fgetpwent_r(fp, &q, buf, sizeof buf, &r), ENOENT);
	CHECK(r == NULL);
	CHECK(fgetpwent(fp) == NULL);
	rewind(fp);
	CHECK_INT(fgetpwent_r(fp, &q, buf, 8, &r), ERANGE);
	fclose(fp);
}

static void
groups(void)
{
	char *members[] = { "ann", "bob", NULL };
	struct group g = { .gr_name = "staff", .gr_passwd = "*",
	    .gr_gid = 50, .gr_mem = members }, *r;
	FILE *fp;

	CHECK_OK((fp = fopen("gr", "w+")) != NULL);
	CHECK_OK(putgrent(&g, fp) == 0);
	members[0] = NULL;
	g.gr_name = "none";
	CHECK_OK(putgrent(&g, fp) == 0);
	rewind(fp);
	CHECK_OK((r = fgetgrent(fp)) != NULL);
	CHECK_STR(r->gr_name, "staff");
	CHECK_INT(r->gr_gid, 50);
	CHECK_STR(r->gr_mem[0], "ann");
	CHECK_STR(r->gr_mem[1], "bob");
	CHECK(r->gr_mem[2] == NULL);
	CHECK_OK((r = fgetgrent(fp)) != NULL);
	CHECK_STR(r->gr_name, "none");
	CHECK(r->gr_mem[0] == NULL);
	CHECK(fgetgrent(fp) == NULL);
	fclose(fp);
}

static void
own(void)
{
	gid_t list[256];
	char name[256];
	struct passwd *p;
	int n = 256;

	CHECK(!group_member(54321));
	CHECK_OK((p = getpwuid(getuid())) != NULL);
	CHECK_OK(getgrouplist(p->pw_name, p->pw_gid, list, &n) > 0);
	CHECK_INT(list[0], p->pw_gid);
	/* On Linux that is root's to do. */
	if (initgroups(p->pw_name, p->pw_gid) == 0)
		CHECK(group_member(p->pw_gid));
	else
		CHECK_INT(errno, EPERM);
	/* Not everybody is logged in, on Linux. */
	if (getlogin_r(name, sizeof name) == 0) {
		CHECK_STR(getlogin(), name);
		CHECK_INT(getlogin_r(name, 1), ERANGE);
	}
	setusershell();
	CHECK(getusershell() != NULL);
	endusershell();
}

static void
owners(void)
{
	struct f_owner_ex ex = { F_OWNER_PID, 0 };
	int fd, other;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((other = dup(fd)) >= 0);
	CHECK_INT(fcntl(fd, F_GETOWN), 0);
	CHECK_OK(fcntl(fd, F_SETOWN, getpid()) == 0);
	CHECK_INT(fcntl(other, F_GETOWN), getpid());
	ex.type = F_OWNER_PGRP;
	ex.pid = getpgrp();
	CHECK_OK(fcntl(fd, F_SETOWN_EX, &ex) == 0);
	memset(&ex, 0, sizeof ex);
	CHECK_OK(fcntl(other, F_GETOWN_EX, &ex) == 0);
	CHECK_INT(ex.type, F_OWNER_PGRP);
	CHECK_INT(ex.pid, getpgrp());
	ex.type = 99;
	CHECK_ERR(fcntl(fd, F_SETOWN_EX, &ex), EINVAL);
	CHECK_ERR(fcntl(fd, F_SETOWN, 0x7ffffff0), ESRCH);
	CHECK_ERR(fcntl(999, F_GETOWN), EBADF);
	CHECK_ERR(fcntl(999, F_SETOWN, getpid()), EBADF);
}

int
main(void)
{
	users();
	groups();
	own();
	owners();
	return (0);
}
