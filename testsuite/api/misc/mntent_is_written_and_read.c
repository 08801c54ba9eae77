/* SPDX-License-Identifier: BSD-2-Clause */
/* addmntent() and getmntent(): what is put in comes out again. */
#include <mntent.h>

#include "test.h"

static void
same(const struct mntent *a, const struct mntent *b)
{
	CHECK_STR(a->mnt_fsname, b->mnt_fsname);
	CHECK_STR(a->mnt_dir, b->mnt_dir);
	CHECK_STR(a->mnt_type, b->mnt_type);
	CHECK_STR(a->mnt_opts, b->mnt_opts);
	CHECK_INT(a->mnt_freq, b->mnt_freq);
	CHECK_INT(a->mnt_passno, b->mnt_passno);
}

int
main(void)
{
	struct mntent m[] = {
		{ "C:/Program Files", "/a folder\twith\\all", "ntfs",
		    "binary,user", 1, 2 },
		{ "none", "/b", "proc", "ro", 0, 0 }
	};
	FILE *fp = setmntent("table", "a+");
	struct mntent *got;

	CHECK(fp != NULL);
	CHECK_INT(addmntent(fp, &m[0]), 0);
	CHECK_INT(addmntent(fp, &m[1]), 0);
	rewind(fp);
	for (int i = 0; i < 2; i++) {
		CHECK((got = getmntent(fp)) != NULL);
		same(got, &m[i]);
	}
	CHECK(hasmntopt(&m[0], "user") != NULL);
	CHECK(hasmntopt(&m[0], "use") == NULL);
	CHECK(getmntent(fp) == NULL);
	CHECK_INT(endmntent(fp), 1);
	return 0;
}
