/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about the programs of utils/ */
/* timeout: 30 */
/* The programs getfacl and setfacl. */
#include <sys/stat.h>

#include "program.h"

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st.st_mode & 07777;
}

static int
set(const char *a, const char *b, const char *c)
{
	return run("/bin/setfacl", a, b, c, NULL);
}

static int
get(const char *a, const char *b)
{
	return run("/bin/getfacl", a, b, NULL, NULL);
}

/* What would become of f: needs no volume that keeps lists. */
static void
lists(void)
{
	CHECK_INT(run("/bin/setfacl", "-t", "-m", "u:4242:rwx,g:4243:1", "f"),
	    0);
	CHECK_STR(out, "f: user::rwx,user:4242:rwx,group::r-x,"
	    "group:4243:--x,mask::rwx,other::--x\n");
	CHECK_INT(run("/bin/setfacl", "-tm", "u:4242:rwX,m::r", "-xu:4242",
	    "f"), 0);
	CHECK_STR(out, "f: user::rwx,group::r-x,mask::r--,other::--x\n");
	CHECK_INT(run("/bin/setfacl", "-t", "--set",
	    "user::rw, group:4243:r, group::-, other::-", "f"), 0);
	CHECK_STR(out, "f: user::rw-,group::---,group:4243:r--,mask::r--,"
	    "other::---\n");
	CHECK_INT(run("/bin/setfacl", "-td", "-m", "u:4242:rx", "d"), 0);
	CHECK_STR(out, "d: user::rwx,group::r-x,other::r-x,"
	    "default:user::rwx,default:user:4242:r-x,default:group::r-x,"
	    "default:mask::r-x,default:other::r-x\n");
	/* The mask is asked for, but may not be made. */
	CHECK_INT(run("/bin/setfacl", "-tn", "-m", "u:4242:rx", "f"), 1);
	CHECK(strstr(out, "setfacl: f: the list would lack") != NULL);
}

static void
wrong(void)
{
	CHECK_INT(set("-m", "foo:3", "f"), 2);
	CHECK(strstr(out, "setfacl: foo:3: ") != NULL);
	CHECK_INT(set("-m", "u:no such one:r", "f"), 2);
	CHECK(strstr(out, "no such user") != NULL);
	CHECK_INT(set("-m", "u::8", "f"), 2);
	CHECK_INT(set("-m", "u:", "f"), 2);
	CHECK_INT(set("-x", "u::r", "f"), 2);
	CHECK_INT(set("-m", "o:r", "none"), 1);
	CHECK(strstr(out, "setfacl: none: No such file") != NULL);
	CHECK_INT(set("-m", "d:o:r", "f"), 1);
	CHECK(strstr(out, "setfacl: f: Not a directory") != NULL);
	CHECK_INT(set("f", NULL, NULL), 2);
	CHECK(strstr(out, "usage: setfacl") != NULL);
	CHECK_INT(get("none", NULL), 1);
	CHECK(strstr(out, "getfacl: none: No such file") != NULL);
	CHECK_INT(get(NULL, NULL), 2);
	CHECK_INT(mode("f"), 0751);
}

/* Where the volume keeps no lists it says so. */
static void
named(void)
{
	if (set("-m", "u:4242:rw", "f") != 0) {
		CHECK(strstr(out, "setfacl: f: ") != NULL);
		CHECK_INT(mode("f"), 0751);
		return;
	}
	CHECK_INT(get("-cn", "f"), 0);
	CHECK_STR(out, "user::rwx\nuser:4242:rw-\ngroup::r-x\nmask::rwx\n"
	    "other::--x\n\n");
	CHECK_INT(set("-b", "f", NULL), 0);
}

int
main(void)
{
	FILE *fp;

	if (access("/bin/setfacl.exe", F_OK) < 0)
		UNSUPPORTED("the programs of utils/ were not built");
	umask(022);
	CHECK_OK((fp = fopen("f", "w")) != NULL && fclose(fp) == 0);
	CHECK_OK(mkdir("d", 0755) == 0 && mkdir("d/e", 0700) == 0);
	CHECK_INT(set("-m", "u::rwx,g::r-x,o:x", "f"), 0);
	CHECK_STR(out, "");
	CHECK_INT(mode("f"), 0751);
	CHECK_INT(get("f", NULL), 0);
	CHECK(strncmp(out, "# file: f\n# owner: ", 19) == 0);
	CHECK(strstr(out, "\nuser::rwx\ngroup::r-x\nother::--x\n") != NULL);
	CHECK_INT(get("-c", "f"), 0);
	CHECK_STR(out, "user::rwx\ngroup::r-x\nother::--x\n\n");
	CHECK_INT(get("-Rc", "d"), 0);
	CHECK_STR(out, "user::rwx\ngroup::r-x\nother::r-x\n\n"
	    "user::rwx\ngroup::---\nother::---\n\n");
	CHECK_INT(set("-R", "-mg::rX,o::-", "d"), 0);
	CHECK_INT(mode("d"), 0750);
	CHECK_INT(mode("d/e"), 0750);
	CHECK_OK(chmod("d", 0755) == 0);
	lists();
	wrong();
	named();
	return 0;
}
