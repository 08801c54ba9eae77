/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it writes the installation's /etc/passwd and /etc/group */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

/* Other tests run meanwhile: names that mean nothing to them. */
static void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

int
main(void)
{
	struct passwd *pw;
	struct group *gr;
	gid_t list[8];
	int n = 8;

	mkdir("/etc", 0777);
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
