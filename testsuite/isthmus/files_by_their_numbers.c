/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it asks for a privilege */
/* name_to_handle_at() and open_by_handle_at(): whatever the name is by now. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "put.h"

static union {
	struct file_handle h;
	char room[sizeof(struct file_handle) + MAX_HANDLE_SZ];
} a, b;

/* Takes a handle of that name. */
static void
take(const char *name, int flags)
{
	int mount;

	a.h.handle_bytes = MAX_HANDLE_SZ;
	CHECK_OK(name_to_handle_at(AT_FDCWD, name, &a.h, &mount, flags) == 0);
	CHECK(a.h.handle_bytes > 0 && mount > 0);
}

static void
holds(int on, int flags, const char *want)
{
	char buf[16];
	int fd = open_by_handle_at(on, &a.h, flags);
	ssize_t n;

	CHECK_OK(fd >= 0);
	CHECK_OK((n = read(fd, buf, sizeof buf - 1)) >= 0);
	buf[n] = '\0';
	CHECK_STR(buf, want);
	CHECK_OK(close(fd) == 0);
}

static void
errors(int on)
{
	int mount;

	a.h.handle_bytes = 1;
	CHECK_ERR(name_to_handle_at(AT_FDCWD, "g", &a.h, &mount, 0),
	    EOVERFLOW);
	CHECK(a.h.handle_bytes > 1);
	CHECK_OK(name_to_handle_at(AT_FDCWD, "g", &a.h, &mount, 0) == 0);
	CHECK_ERR(name_to_handle_at(AT_FDCWD, "none", &a.h, &mount, 0),
	    ENOENT);
	CHECK_ERR(name_to_handle_at(99, "g", &a.h, &mount, 0), EBADF);
	CHECK_ERR(name_to_handle_at(AT_FDCWD, "g", &a.h, &mount, 1), EINVAL);
	CHECK_ERR(name_to_handle_at(AT_FDCWD, "/dev/null", &a.h, &mount, 0),
	    EOPNOTSUPP);
	CHECK_ERR(name_to_handle_at(AT_FDCWD, "/proc/version", &a.h, &mount,
	    0), EOPNOTSUPP);
	CHECK_ERR(open_by_handle_at(99, &a.h, O_RDONLY), EBADF);
	b = a;
	b.h.handle_type = 99;
	CHECK_ERR(open_by_handle_at(on, &b.h, O_RDONLY), EINVAL);
	b = a;
	b.h.handle_bytes = 3;
	CHECK_ERR(open_by_handle_at(on, &b.h, O_RDONLY), EINVAL);
}

int
main(void)
{
	struct stat st, by;
	int on, fd, mount;

	put("f", "text");
	CHECK_OK(mkdir("d", 0777) == 0 && symlink("f", "l") == 0);
	CHECK_OK((on = open(".", O_RDONLY | O_DIRECTORY)) >= 0);
	take("f", 0);
	holds(on, O_RDONLY, "text");
	holds(AT_FDCWD, O_RDONLY, "text");
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	holds(fd, O_RDONLY, "text");
	CHECK_OK(close(fd) == 0);
	/* It is the file, not its name. */
	CHECK_OK(rename("f", "d/g") == 0);
	put("f", "another");
	holds(on, O_RDONLY, "text");
	CHECK_OK((fd = open_by_handle_at(on, &a.h, O_WRONLY | O_TRUNC)) >= 0);
	CHECK_INT(write(fd, "new", 3), 3);
	b.h.handle_bytes = MAX_HANDLE_SZ;
	CHECK_OK(name_to_handle_at(fd, "", &b.h, &mount, AT_EMPTY_PATH) == 0);
	CHECK(b.h.handle_bytes == a.h.handle_bytes && memcmp(b.h.f_handle,
	    a.h.f_handle, a.h.handle_bytes) == 0);
	CHECK_OK(close(fd) == 0);
	holds(on, O_RDONLY, "new");
	CHECK_OK(rename("d/g", "g") == 0);
	errors(on);
	take("g", 0);
	CHECK_OK(unlink("g") == 0);
	CHECK_ERR(open_by_handle_at(on, &a.h, O_RDONLY), ESTALE);
	/* A folder; a link itself, and what it leads to. */
	take("d", 0);
	CHECK_OK((fd = open_by_handle_at(on, &a.h, O_RDONLY)) >= 0);
	CHECK_OK(fstat(fd, &by) == 0 && stat("d", &st) == 0);
	CHECK(S_ISDIR(by.st_mode) && by.st_ino == st.st_ino);
	CHECK_OK(close(fd) == 0);
	take("l", AT_SYMLINK_FOLLOW);
	holds(on, O_RDONLY, "another");
	take("l", 0);
	CHECK_ERR(open_by_handle_at(on, &a.h, O_RDONLY), ELOOP);
	CHECK_OK((fd = open_by_handle_at(on, &a.h, O_PATH)) >= 0);
	CHECK_OK(fstat(fd, &by) == 0 && lstat("l", &st) == 0);
	CHECK(S_ISLNK(by.st_mode) && by.st_ino == st.st_ino);
	return (0);
}
