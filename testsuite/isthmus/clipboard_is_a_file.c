/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, Windows' clipboard */
/* timeout: 60 */
/* cflags: -luser32 */
/* /dev/clipboard: text with LF here and CR LF there. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define CLIPBOARD	"/dev/clipboard"

static void
is(const char *want)
{
	char buf[100];
	int fd = open(CLIPBOARD, O_RDONLY);
	ssize_t n;

	CHECK_OK(fd >= 0);
	CHECK_OK((n = read(fd, buf, sizeof buf - 1)) >= 0);
	buf[n] = '\0';
	CHECK_STR(buf, want);
	CHECK_INT(read(fd, buf, sizeof buf), 0);
	close(fd);
}

/* What other programs see. */
static void
is_there(const wchar_t *want)
{
	const wchar_t *text;
	HANDLE h;
	size_t n = 0;

	CHECK(OpenClipboard(NULL));
	CHECK((h = GetClipboardData(CF_UNICODETEXT)) != NULL);
	CHECK((text = GlobalLock(h)) != NULL);
	while (want[n] != 0 && text[n] == want[n])
		n++;
	CHECK(want[n] == text[n]);
	GlobalUnlock(h);
	CloseClipboard();
}

int
main(int argc, char **argv)
{
	struct stat st;
	int fd, status;
	pid_t pid;
	char c;

	if (argc > 1) {		/* given the description as its output */
		CHECK_INT(write(1, "and more\n", 9), 9);
		return 0;
	}
	CHECK_OK(stat(CLIPBOARD, &st) == 0 && S_ISCHR(st.st_mode));
	CHECK_OK((fd = open(CLIPBOARD, O_WRONLY | O_TRUNC)) >= 0);
	if (write(fd, "one\n", 4) < 0 && errno == ENXIO)
		UNSUPPORTED("no clipboard in this session");
	CHECK_INT(write(fd, "\xe2\x82", 2), 2);
	CHECK_INT(write(fd, "\xac\n", 2), 2);
	CHECK_ERR(read(fd, &c, 1), EBADF);
	CHECK_ERR(lseek(fd, 0, SEEK_SET), ESPIPE);
	is("one\n\xe2\x82\xac\n");
	is_there(L"one\r\n\x20ac\r\n");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		dup2(fd, 1);
		execl(argv[0], argv[0], "more", (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	is("one\n\xe2\x82\xac\nand more\n");
	CHECK_OK(close(fd) == 0);
	/* The next one begins anew, or behind what is there. */
	CHECK_OK((fd = open(CLIPBOARD, O_WRONLY)) >= 0);
	CHECK_INT(write(fd, "two", 3), 3);
	is("two");
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open(CLIPBOARD, O_WRONLY | O_APPEND)) >= 0);
	CHECK_INT(write(fd, "\r\n", 2), 2);
	is("two\r\n");
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open(CLIPBOARD, O_RDONLY)) >= 0);
	CHECK_ERR(write(fd, "x", 1), EBADF);
	CHECK_INT(read(fd, &c, 1), 1);
	CHECK_INT(c, 't');
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 1);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(read(fd, &c, 1), 1);
	CHECK_INT(c, 't');
	CHECK_OK(close(fd) == 0);
	return 0;
}
