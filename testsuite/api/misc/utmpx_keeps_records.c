/* SPDX-License-Identifier: BSD-2-Clause */
/* pututxline() replaces the entry of its id; look-ups by id and line. */
#include "process/children.h"
#include <utmpx.h>

static void
put(short type, const char *id, const char *line, const char *user)
{
	struct utmpx u;

	memset(&u, 0, sizeof u);
	u.ut_type = type;
	u.ut_pid = getpid();
	memcpy(u.ut_id, id, strlen(id));
	memcpy(u.ut_line, line, strlen(line));
	memcpy(u.ut_user, user, strlen(user));
	setutxent();
	CHECK_OK(pututxline(&u) != NULL);
}

int
main(void)
{
	struct utmpx key, *u;
	int n;

	CHECK_INT(sizeof key.ut_user, __UT_NAMESIZE);
	CHECK_INT(sizeof key.ut_line, __UT_LINESIZE);
	CHECK_INT(sizeof key.ut_host, __UT_HOSTSIZE);
	put_file("utmp", "", 0600);
	CHECK_INT(utmpxname("utmp"), 0);
	setutxent();
	CHECK(getutxent() == NULL);
	put(USER_PROCESS, "t1", "tty1", "one");
	put(USER_PROCESS, "t2", "tty2", "two");
	put(BOOT_TIME, "", "~", "reboot");
	put(DEAD_PROCESS, "t1", "tty1", "");
	put(USER_PROCESS, "t2", "tty2", "three");
	setutxent();
	for (n = 0; (u = getutxent()) != NULL; n++)
		CHECK_INT(u->ut_pid, getpid());
	CHECK_INT(n, 3);
	memset(&key, 0, sizeof key);
	strcpy(key.ut_line, "tty2");
	setutxent();
	CHECK((u = getutxline(&key)) != NULL);
	CHECK_STR(u->ut_user, "three");
	strcpy(key.ut_line, "tty1");
	setutxent();
	CHECK(getutxline(&key) == NULL);	/* nobody is there any more */
	key.ut_type = BOOT_TIME;
	setutxent();
	CHECK((u = getutxid(&key)) != NULL);
	CHECK_STR(u->ut_user, "reboot");
	endutxent();
	return 0;
}
