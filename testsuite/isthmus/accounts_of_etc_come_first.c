/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it writes the installation's /etc/passwd and /etc/group */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <sys/stat.h>
#include <unistd.h>

#include "put.h"

/* Other tests run meanwhile: names that mean nothing to them. */
static void
shadow(void)
{
	char buf[64];
	struct spwd s, *r;

	unlink("/etc/shadow");
	CHECK_NULL_ERR(getspnam("ada"), ENOENT);
	put("/etc/shadow", "# none\nada:$6$s$h:19000:0:99999:7:::\r\n");
	CHECK_OK((r = getspnam("ada")) != NULL);
	CHECK_STR(r->sp_pwdp, "$6$s$h");
	CHECK_INT(r->sp_lstchg, 19000);
	errno = 0;
	CHECK(getspnam("bob") == NULL);
	CHECK_INT(errno, 0);
	CHECK_INT(getspnam_r("ada", &s, buf, 8, &r), ERANGE);
	CHECK_INT(getspnam_r("bob", &s, buf, sizeof buf, &r), 0);
	CHECK(r == NULL);
	setspent();
	CHECK_OK((r = getspent()) != NULL);
	CHECK_STR(r->sp_namp, "ada");
	CHECK(getspent() == NULL);
	endspent();
	CHECK_OK(lckpwdf() == 0);
	CHECK(lckpwdf() == -1);
	CHECK_OK(ulckpwdf() == 0);
	CHECK_ERR(ulckpwdf(), EINVAL);
	CHECK_OK(unlink("/etc/shadow") == 0);
}

int
main(void)
{
	struct passwd *pw;
	struct group *gr;
	gid_t list[8];
	int n = 8;

	mkdir("/etc", 0777);
	shadow();
	put("/etc/passwd", "# users\nbroken:line\nada:x:4711:815:Ada L.:"
	    "/home/ada:/bin/dash\r\n\nnis:x:word:1:::\nada:x:1:1:::\n");
	put("/etc/group", "makers:x:815:\nusers:x:816:bob,ada,,eve\n"
	    "others:x:817:bob");
	CHECK_OK((pw = getpwnam("ada")) != NULL);
	CHECK_INT(pw->pw_uid, 4711);
	CHECK_STR(pw->pw_shell, "/bin/dash");
	CHECK_STR(pw->pw_gecos, "Ada L.");
	CHECK_OK((pw = getpwuid(4711)) != NULL);
	CHECK_STR(pw->pw_dir, "/home/ada");
	CHECK(getpwnam("nis") == NULL);
	/* The line goes on like that, the name does not. */
	CHECK(getpwnam("ada:x") == NULL && getpwnam("ada:") == NULL);
	CHECK(getgrnam("users:x:816") == NULL);
	setpwent();
	CHECK_OK((pw = getpwent()) != NULL);
	CHECK_STR(pw->pw_name, "ada");
	endpwent();
	CHECK_OK((gr = getgrgid(816)) != NULL);
	CHECK_STR(gr->gr_mem[0], "bob");
	CHECK_STR(gr->gr_mem[2], "eve");
	CHECK(gr->gr_mem[3] == NULL);
	CHECK_OK((gr = getgrnam("others")) != NULL);
	CHECK(gr->gr_mem[1] == NULL);
	CHECK_INT(getgrouplist("ada", 815, list, &n), 2);
	CHECK(list[0] == 815 && list[1] == 816);
	CHECK_ERR(setgroups(2, list), EPERM);
	CHECK_ERR(setuid(4711), EPERM);
	/* One's own are Windows' when the files do not have them. */
	CHECK_OK(getpwuid(getuid()) != NULL);
	CHECK_OK(unlink("/etc/passwd") == 0 && unlink("/etc/group") == 0);
	return (0);
}
