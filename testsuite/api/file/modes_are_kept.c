/* SPDX-License-Identifier: BSD-2-Clause */
/* What chmod(), open() and mkdir() set is what stat() tells, all of it. */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st.st_mode & 07777;
}

static void
make(const char *name, int mode)
{
	int fd = open(name, O_WRONLY | O_CREAT, mode);

	CHECK_OK(fd >= 0);
	close(fd);
}

/* A mode is the file's, whatever its names look like. */
static void
other_names(void)
{
	make("new.tmp", 0644);
	CHECK_OK(rename("new.tmp", "renamed") == 0);
	CHECK_INT(mode("renamed"), 0644);
	make("tool", 0755);
	CHECK_OK(rename("tool", "tool.txt") == 0);
	CHECK_INT(mode("tool.txt"), 0755);
	make("first.txt", 0644);
	CHECK_OK(link("first.txt", "second") == 0);
	CHECK_INT(mode("second"), 0644);
	CHECK_OK(chmod("second", 0755) == 0);
	CHECK_INT(mode("first.txt"), 0755);
	CHECK_OK(chmod("first.txt", 0644) == 0);
	CHECK_INT(mode("second"), 0644);
	CHECK_OK(unlink("first.txt") == 0);
	CHECK_INT(mode("second"), 0644);
}

int
main(void)
{
	static const int modes[] = { 0644, 0755, 0600, 0700, 0444, 0555, 0640,
	    0664, 0777, 0400, 0604, 0111, 0644 };
	char name[] = "f0.txt";
	int fd, status;

	umask(0);
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		name[1] = (char)('a' + i);
		make(name, modes[i]);
		CHECK_INT(mode(name), modes[i]);
	}
	other_names();
	make("plain", 0644);
	CHECK_INT(mode("plain"), 0644);
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		CHECK_OK(chmod("plain", modes[i]) == 0);
		CHECK_INT(mode("plain"), modes[i]);
	}
	CHECK_OK(chmod("plain", 04755) == 0);
	CHECK_INT(mode("plain"), 04755);
	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_INT(mode("d"), 0700);
	CHECK_OK(chmod("d", 01777) == 0);
	CHECK_INT(mode("d"), 01777);
	CHECK_OK((fd = open("d", O_RDONLY)) >= 0);
	CHECK_OK(fchmod(fd, 0750) == 0);
	CHECK_INT(mode("d"), 0750);
	umask(027);
	make("masked", 0666);
	CHECK_INT(mode("masked"), 0640);
	CHECK_OK(mkdir("e", 0777) == 0);
	CHECK_INT(mode("e"), 0750);
	/* The mode is the file's, not the name's. */
	CHECK_OK(chmod("masked", 0604) == 0);
	CHECK_OK(link("masked", "twin") == 0);
	CHECK_INT(mode("twin"), 0604);
	CHECK_OK(rename("masked", "d/other.txt") == 0);
	CHECK_INT(mode("d/other.txt"), 0604);
	CHECK_OK(unlink("d/other.txt") == 0);
	CHECK_INT(mode("twin"), 0604);
	CHECK_OK(unlink("twin") == 0);
	make("twin", 0666);
	CHECK_INT(mode("twin"), 0640);
	/* Another process sees it. */
	if (fork() == 0) {
		usleep(50000);
		_exit(mode("d") == 0750 && chmod("twin", 0751) == 0 ? 0 : 1);
	}
	CHECK_OK(wait(&status) > 0);
	CHECK_INT(status, 0);
	CHECK_INT(mode("twin"), 0751);
	/* What is opened again keeps its mode; access() goes by it. */
	make("twin", 0600);
	CHECK_INT(mode("twin"), 0751);
	CHECK_OK(access("twin", X_OK) == 0);
	CHECK_OK(chmod("twin", 0644) == 0);
	CHECK_ERR(access("twin", X_OK), EACCES);
	return (0);
}
