/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows' access lists */
/* again: ISTHMUS_CAPS=+acl */
/*
 * Modes and owners as access lists of the volume.  Where the system keeps
 * them (Windows with NTFS) they say what was set; where it keeps only what
 * fits into Unix' mode bits (Wine, told to use them all the same) the owner's
 * bits to read and write do, and others'.
 */
#include <acl/libacl.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return (st.st_mode & 07777);
}

/* Is a list that is no mode given back? */
static int
kept(void)
{
	acl_t a = acl_from_text("u::rw,u:18:r,g:545:rx,g::r,m::rx,o::-"), b;
	int r = 0;

	CHECK_OK(a != NULL);
	if (acl_set_file("f", ACL_TYPE_ACCESS, a) == 0) {
		CHECK_OK((b = acl_get_file("f", ACL_TYPE_ACCESS)) != NULL);
		r = acl_entries(b) > 3;
		acl_free(b);
	} else
		CHECK_INT(errno, ENOTSUP);
	acl_free(a);
	return (r);
}

static void
all_bits(void)
{
	static const mode_t modes[] = {
		0600, 0640, 0750, 0755, 0700, 0644, 0604, 0070, 0007, 0466,
		0270, 0705, 04755, 02750, 01777, 06711, 0000, 0444, 0666
	};
	struct stat st;

	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		CHECK_OK(chmod("f", modes[i]) == 0);
		CHECK_INT(mode("f"), modes[i]);
		CHECK_INT(access("f", R_OK) == 0, (modes[i] & 0400) != 0);
		CHECK_INT(access("f", W_OK) == 0, (modes[i] & 0200) != 0);
		CHECK_OK(chmod("d", modes[i]) == 0);
		CHECK_INT(mode("d"), modes[i]);
	}
	CHECK_OK(chmod("f", 0200) == 0);
	CHECK_ERR(open("f", O_RDONLY), EACCES);
	CHECK_OK(chmod("f", 0400) == 0);
	CHECK_ERR(open("f", O_WRONLY), EACCES);
	CHECK_OK(chmod("d", 0500) == 0);
	CHECK_ERR(open("d/f", O_WRONLY | O_CREAT, 0600), EACCES);
	CHECK_OK(chmod("d", 02755) == 0);
	CHECK_OK(mkdir("d/e", 0700) == 0);
	CHECK_OK(stat("d/e", &st) == 0);
	CHECK_INT(st.st_mode & 07777, 02700);
	CHECK_INT(st.st_uid, getuid());
	/* An administrator may give files away, nobody else. */
	if (chown("f", 18, (gid_t)-1) < 0)
		CHECK_INT(errno, EPERM);
	else {
		CHECK_OK(stat("f", &st) == 0);
		CHECK_INT(st.st_uid, 18);
		CHECK_OK(chown("f", getuid(), getgid()) == 0);
	}
	CHECK_OK(stat("f", &st) == 0);
	CHECK_INT(st.st_uid, getuid());
	CHECK_INT(st.st_mode & 07777, 0400);
}

int
main(void)
{
	struct stat st;
	int fd;

	umask(022);
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_uid, getuid());
	CHECK_INT(st.st_mode & 0666, 0644);
	close(fd);
	CHECK_OK(chmod("f", 0600) == 0);
	CHECK_INT(mode("f") & 0606, 0600);
	CHECK_OK(chmod("f", 0400) == 0);
	CHECK_INT(mode("f") & 0606, 0400);
	CHECK_OK(chmod("f", 0606) == 0);
	CHECK_INT(mode("f") & 0606, 0606);
	CHECK_OK(chmod("d", 0700) == 0);
	CHECK_INT(mode("d") & 0707, 0700);
	if (kept())
		all_bits();
	return (0);
}
