/* SPDX-License-Identifier: BSD-2-Clause */
#include <fnmatch.h>
#include <glob.h>
#include <sys/stat.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(fnmatch("*.c", "a.c", 0), 0);
	CHECK_INT(fnmatch("*", ".a", FNM_PERIOD), FNM_NOMATCH);
	CHECK_INT(fnmatch("a/*", "a/b/c", FNM_PATHNAME), FNM_NOMATCH);
	CHECK_INT(fnmatch("[!a-c]?", "dx", 0), 0);
	fclose(fopen("b.c", "w"));
	fclose(fopen("a.c", "w"));
	fclose(fopen(".h.c", "w"));
	mkdir("d", 0777);
	fclose(fopen("d/z.c", "w"));
	glob_t g;
	CHECK_INT(glob("*.c", 0, NULL, &g), 0);
	CHECK_INT(g.gl_pathc, 2);
	CHECK_STR(g.gl_pathv[0], "a.c");
	CHECK_STR(g.gl_pathv[1], "b.c");
	globfree(&g);
	CHECK_INT(glob("*/z.?", 0, NULL, &g), 0);
	CHECK_STR(g.gl_pathv[0], "d/z.c");
	globfree(&g);
	CHECK_INT(glob("none*", 0, NULL, &g), GLOB_NOMATCH);
	return (0);
}
