/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries in the form of /etc/shadow: cut up, written, read from a stream. */
#include <shadow.h>
#include <stdio.h>

#include "test.h"

#define EMPTY	"cat:!::0:99999:7:::"

static void
lines(void)
{
	struct spwd s, *r;
	char buf[64];

	CHECK_OK((r = sgetspent("ann:$6$x$y:19000:1:90:7:30:20000:5")) !=
	    NULL);
	CHECK_STR(r->sp_namp, "ann");
	CHECK_STR(r->sp_pwdp, "$6$x$y");
	CHECK_INT(r->sp_lstchg, 19000);
	CHECK_INT(r->sp_min, 1);
	CHECK_INT(r->sp_max, 90);
	CHECK_INT(r->sp_warn, 7);
	CHECK_INT(r->sp_inact, 30);
	CHECK_INT(r->sp_expire, 20000);
	CHECK_INT(r->sp_flag, 5);
	CHECK_INT(sgetspent_r(EMPTY, &s, buf, sizeof buf, &r), 0);
	CHECK(r == &s);
	CHECK_STR(s.sp_pwdp, "!");
	CHECK_INT(s.sp_lstchg, -1);
	CHECK_INT(s.sp_min, 0);
	CHECK_INT(s.sp_expire, -1);
	CHECK(s.sp_flag == ~0ul);
	CHECK_INT(sgetspent_r(EMPTY, &s, buf, 8, &r), ERANGE);
	CHECK(sgetspent("nothing but text") == NULL);
	CHECK(sgetspent("bob:x:notanumber:0:0:0:0:0:") == NULL);
}

static void
streams(void)
{
	struct spwd s = { "bob", "*", 12, -1, 3, -1, -1, -1, ~0ul }, q, *r;
	char buf[128], line[128];
	FILE *fp;

	CHECK_OK((fp = fopen("shadow", "w+")) != NULL);
	CHECK_OK(putspent(&s, fp) == 0);
	CHECK_OK(fputs("not an entry\n" EMPTY "\n", fp) >= 0);
	s.sp_pwdp = "a:b";
	CHECK(putspent(&s, fp) == -1);
	rewind(fp);
	CHECK_OK(fgets(line, sizeof line, fp) != NULL);
	CHECK_STR(line, "bob:*:12::3::::\n");
	rewind(fp);
	CHECK_INT(fgetspent_r(fp, &q, buf, sizeof buf, &r), 0);
	CHECK(r == &q);
	CHECK_STR(q.sp_namp, "bob");
	CHECK_INT(q.sp_max, 3);
	CHECK_INT(q.sp_warn, -1);
	CHECK_OK((r = fgetspent(fp)) != NULL);
	CHECK_STR(r->sp_namp, "cat");
	CHECK(fgetspent(fp) == NULL);
	CHECK_INT(fgetspent_r(fp, &q, buf, sizeof buf, &r), ENOENT);
	CHECK(r == NULL);
	fclose(fp);
}

int
main(void)
{
	lines();
	streams();
	return 0;
}
