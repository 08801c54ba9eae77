/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=+acl */
/* linux: no, its drives are Windows' */
/*
 * What rename() and link() say between two drives, also where both lie in one
 * file system of Wine's host: modes are kept by st_dev.
 */
#include "file/other_volume.h"

int
main(void)
{
	struct stat here, far, st;
	int fd;

	if (make_other("/cygdrive/c") < 0)
		UNSUPPORTED("drive C: cannot be written to");
	CHECK_OK(stat(".", &here) == 0 && stat(other, &far) == 0);
	if (here.st_dev == far.st_dev) {
		CHECK_OK(rmdir(other) == 0);
		UNSUPPORTED("the tests run on drive C:");
	}
	put_file("f", "here", 0600);
	put_file(there("g"), "there", 0601);
	CHECK_OK(stat("f", &here) == 0 && stat(there("g"), &far) == 0);
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir(there("d"), 0700) == 0);
	CHECK_ERR(rename("f", there("f")), EXDEV);
	CHECK_ERR(rename("f", there("g")), EXDEV);
	CHECK_ERR(rename(there("g"), "f"), EXDEV);
	CHECK_ERR(rename("d", there("d")), EXDEV);
	CHECK_ERR(rename("d", there("e")), EXDEV);
	CHECK_ERR(rename("no", there("f")), ENOENT);
	CHECK_ERR(renameat2(AT_FDCWD, "f", AT_FDCWD, there("g"),
	    RENAME_EXCHANGE), EXDEV);
	CHECK_ERR(link("f", there("f")), EXDEV);
	CHECK_ERR(link("f", there("g")), EEXIST);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_ERR(linkat(fd, "", AT_FDCWD, there("f"), AT_EMPTY_PATH), EXDEV);
	CHECK_OK(close(fd) == 0);
	/* Nothing of it changed anything. */
	CHECK_STR(get_file("f"), "here");
	CHECK_STR(get_file(there("g")), "there");
	CHECK_OK(stat("f", &st) == 0);
	CHECK(st.st_nlink == 1 && st.st_mode == here.st_mode);
	CHECK_OK(stat(there("g"), &st) == 0);
	CHECK(st.st_nlink == 1 && st.st_mode == far.st_mode);
	CHECK_OK(access("d", F_OK) == 0);
	/* On that drive names are given and changed. */
	CHECK_OK(rename(there("g"), there("d/g")) == 0);
	CHECK_OK(link(there("d/g"), there("g")) == 0);
	CHECK_OK(unlink(there("g")) == 0 && unlink(there("d/g")) == 0);
	CHECK_OK(rmdir(there("d")) == 0);
	CHECK_OK(rmdir(other) == 0);
	return (0);
}
