/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=+acl */
/* What rename() and link() say between two volumes: the host's memory's. */
#include "file/other_volume.h"

#ifdef __CYGWIN__
#define OTHER	"/cygdrive/z/dev/shm"
#else
#define OTHER	"/dev/shm"
#endif

int
main(void)
{
	struct stat here, far, st;
	int fd;

	if (make_other(OTHER) < 0)
		UNSUPPORTED("there is no second volume");
	put_file("f", "here", 0640);
	put_file(there("g"), "there", 0600);
	if (rename("f", there("f")) == 0) {
		unlink(there("f"));
		unlink(there("g"));
		rmdir(other);
		UNSUPPORTED("the second volume is the first");
	}
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir(there("d"), 0700) == 0);
	CHECK_OK(stat("f", &here) == 0 && stat(there("g"), &far) == 0);
	/* Both are drive Z: to Wine; folders are told apart with lists only. */
#ifdef __CYGWIN__
	const char *caps = getenv("ISTHMUS_CAPS");

	if (caps != NULL && strcmp(caps, "+acl") == 0)
#endif
		CHECK(here.st_dev != far.st_dev);
	CHECK_ERR(rename("f", there("f")), EXDEV);
	CHECK_ERR(rename("f", there("g")), EXDEV);
	CHECK_ERR(rename(there("g"), "f"), EXDEV);
	CHECK_ERR(rename("d", there("e")), EXDEV);
	CHECK_ERR(rename("d", there("d")), EXDEV);
	CHECK_ERR(link("f", there("f")), EXDEV);
	CHECK_ERR(link(there("g"), "g"), EXDEV);
	CHECK_ERR(renameat2(AT_FDCWD, "f", AT_FDCWD, there("g"),
	    RENAME_EXCHANGE), EXDEV);
	/* Nothing of it changed anything. */
	CHECK_STR(get_file("f"), "here");
	CHECK_STR(get_file(there("g")), "there");
	CHECK_OK(stat("f", &st) == 0);
	CHECK(st.st_ino == here.st_ino && st.st_nlink == 1 &&
	    st.st_mode == here.st_mode);
	CHECK_OK(access("d", F_OK) == 0 && access(there("d"), F_OK) == 0);
	/* A file that is removed while open, there as here. */
	CHECK_OK((fd = open(there("g"), O_RDWR)) >= 0);
	CHECK_OK(unlink(there("g")) == 0);
	CHECK_OK(rmdir(there("d")) == 0);
	CHECK_OK(rmdir(other) == 0);
	CHECK_INT(write(fd, "more", 4), 4);
	CHECK_OK(close(fd) == 0);
	return (0);
}
