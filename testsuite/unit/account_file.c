/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: account/file.c */
/* Lines of /etc/passwd and /etc/group, good ones and others. */
#include "unit.h"

#include "account/room.h"

static int
passwd(const char *line)
{
	static char copy[200];
	static struct passwd pw;

	strcpy(copy, line);
	return account_parse_passwd(copy, &pw);
}

static long
members(const char *line, size_t max)
{
	char copy[200], *list[10];
	struct group gr;
	int e;

	strcpy(copy, line);
	e = account_parse_group(copy, &gr, list, max);
	if (e < 0)
		return e;
	for (e = 0; gr.gr_mem[e] != NULL; e++)
		CHECK(gr.gr_mem[e][0] != '\0');
	return e;
}

int
main(void)
{
	static const char text[] = "a:x:1:2:::\nb:x:2:2:::\n\nc\nb2:x:3:3:::";
	struct passwd pw;
	struct group gr;
	char buf[64];
	size_t at = 0;

	CHECK_INT(passwd("a:x:1:2:g:/h:/s"), 0);
	CHECK_INT(passwd("a:x:4294967295:2:g:/h:/s"), 0);
	CHECK_INT(passwd("a:x:4294967296:2:g:/h:/s"), -EINVAL);
	CHECK_INT(passwd("a:x:1:2:g:/h"), -EINVAL);
	CHECK_INT(passwd("a:x:1:2:g:/h:/s:more"), -EINVAL);
	CHECK_INT(passwd("a:x:-1:2:g:/h:/s"), -EINVAL);
	CHECK_INT(passwd("a:x::2:g:/h:/s"), -EINVAL);
	CHECK_INT(passwd(":x:1:2:g:/h:/s"), -EINVAL);
	CHECK_INT(passwd("#a:x:1:2:g:/h:/s"), -EINVAL);
	CHECK_INT(passwd(""), -EINVAL);
	CHECK_INT(members("g:x:1:", 10), 0);
	CHECK_INT(members("g:x:1:a", 10), 1);
	CHECK_INT(members("g:x:1:,a,,b,", 10), 2);
	CHECK_INT(members("g:x:1:a,b,c", 3), -ERANGE);
	CHECK_INT(members("g:x:1:a,b,c", 4), 3);
	CHECK_INT(members("g:x:1", 10), -EINVAL);

	struct account_key by_name = { "b", 0 }, by_id = { NULL, 3 };
	CHECK_INT(account_find_passwd(text, sizeof text - 1, &at, &by_name,
	    &pw, buf, sizeof buf), 1);
	CHECK_INT(pw.pw_uid, 2);
	at = 0;
	CHECK_INT(account_find_passwd(text, sizeof text - 1, &at, &by_id,
	    &pw, buf, sizeof buf), 1);
	CHECK_STR(pw.pw_name, "b2");
	at = 0;
	CHECK_INT(account_find_passwd(text, sizeof text - 1, &at, &by_name,
	    &pw, buf, 5), -ERANGE);
	at = 0;
	for (int i = 1; i <= 3; i++)
		CHECK_INT(account_find_passwd(text, sizeof text - 1, &at,
		    NULL, &pw, buf, sizeof buf), 1);
	CHECK_INT(account_find_passwd(text, sizeof text - 1, &at, NULL, &pw,
	    buf, sizeof buf), 0);
	/* A name is a whole field. */
	by_name.name = "b:x";
	at = 0;
	CHECK_INT(account_find_passwd(text, sizeof text - 1, &at, &by_name,
	    &pw, buf, sizeof buf), 0);
	at = 0;
	CHECK_INT(account_find_group("b:x:7:p,q\n", 10, &at, &by_name, &gr,
	    buf, sizeof buf), 0);
	at = 0;
	CHECK_INT(account_find_group("g:x:7:p,q\n", 10, &at, NULL, &gr, buf,
	    sizeof buf), 1);
	CHECK_STR(gr.gr_mem[1], "q");
	return (0);
}
