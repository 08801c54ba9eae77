/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, fail points are ours */
/* timeout: 60 */
/*
 * A call opens names in several steps, and what it saw in one may be gone in
 * the next.  Each step finds nothing in turn: the call then says ENOENT and
 * has changed nothing, or it has done all of its work.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "put.h"

static int
o_open(void)
{
	char b[8];
	int fd = open("l", O_RDONLY);

	if (fd < 0)
		return -1;
	CHECK_INT(read(fd, b, sizeof b), 6);
	return close(fd);
}

static int
o_create(void)
{
	int fd = open("new", O_RDWR | O_CREAT | O_EXCL, 0640);

	return fd < 0 ? -1 : close(fd);
}

static int
o_shorten(void)
{
	int fd = open("f", O_WRONLY | O_TRUNC);

	return fd < 0 ? -1 : close(fd);
}

static int
o_stat(void)
{
	struct stat st;

	return stat("l", &st);
}

static int
o_rename(void)
{
	return rename("f", "g");
}

static int
o_rename_folder(void)
{
	return rename("e", "d");
}

static int
o_exchange(void)
{
	return renameat2(AT_FDCWD, "f", AT_FDCWD, "g", RENAME_EXCHANGE);
}

static int
o_unlink(void)
{
	return unlink("f");
}

static int
o_rmdir(void)
{
	return rmdir("d");
}

static int
o_link(void)
{
	return link("f", "new");
}

static int
o_chmod(void)
{
	return chmod("l", 0600);
}

static int
o_truncate(void)
{
	return truncate("l", 2);
}

static int
o_list(void)
{
	DIR *d = opendir("e");
	int n = 0;

	if (d == NULL)
		return -1;
	while (readdir(d) != NULL)
		n++;
	CHECK_INT(n, 3);
	return closedir(d);
}

static const struct op {
	const char *name;
	int (*call)(void);
} ops[] = {
	{ "open", o_open }, { "create", o_create }, { "shorten", o_shorten },
	{ "stat", o_stat }, { "rename", o_rename },
	{ "rename a folder", o_rename_folder }, { "exchange", o_exchange },
	{ "unlink", o_unlink }, { "rmdir", o_rmdir }, { "link", o_link },
	{ "chmod", o_chmod }, { "truncate", o_truncate },
	{ "list", o_list },
};
#define STEPS	4

static void
set_up(void)
{
	unlink("new");
	unlink("d/x");
	put("f", "text-f");
	put("g", "text-g");
	chmod("f", 0644);
	if (access("l", F_OK) < 0)
		CHECK_OK(symlink("f", "l") == 0);
	mkdir("d", 0755);
	mkdir("e", 0755);
	put("e/x", "x");
}

/* What there is, in words. */
static void
look(char *out, size_t size)
{
	static const char *const names[] = {
		"f", "g", "l", "d", "e", "e/x", "d/x", "new",
	};
	struct stat st;
	char b[16];
	int fd, n;

	*out = '\0';
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (stat(names[i], &st) < 0) {
			CHECK_INT(errno, ENOENT);
			continue;
		}
		n = 0;
		if (S_ISREG(st.st_mode)) {
			CHECK_OK((fd = open(names[i], O_RDONLY)) >= 0);
			CHECK_OK((n = (int)read(fd, b, sizeof b)) >= 0);
			close(fd);
		}
		snprintf(out + strlen(out), size - strlen(out),
		    "%s %o %d \"%.*s\"; ", names[i], (unsigned)st.st_mode,
		    S_ISREG(st.st_mode) ? (int)st.st_nlink : 0, n, b);
	}
}

/* Does it in a program of its own whose step'th opening finds nothing. */
static int
done(const char *self, size_t op, int step)
{
	char number[8], points[32];
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		snprintf(number, sizeof number, "%zu", op);
		snprintf(points, sizeof points, "file.open:%d:ENOENT", step);
		if (step > 0)
			setenv("ISTHMUS_FAULT", points, 1);
		execl(self, "op", number, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (status != 0 && status != 2 << 8)
		fprintf(stderr, "%s, step %d: status %#x\n", ops[op].name,
		    step, (unsigned)status);
	CHECK(status == 0 || status == 2 << 8);
	return status == 0;
}

int
main(int argc, char **argv)
{
	char before[512], after[512], now[512];
	const char *want;
	int failed = 0;

	umask(022);
	if (argc > 1) {
		if (ops[atoi(argv[1])].call() == 0)
			return 0;
		if (errno == ENOENT)
			return 2;
		perror(ops[atoi(argv[1])].name);
		return 3;
	}
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		set_up();
		look(before, sizeof before);
		CHECK(done(argv[0], i, 0));
		look(after, sizeof after);
		for (int step = 1; step <= STEPS; step++) {
			set_up();
			want = done(argv[0], i, step) ? after : before;
			failed += want == before;
			look(now, sizeof now);
			if (strcmp(now, want) != 0)
				fprintf(stderr, "%s, step %d:\n%s\nnot\n%s\n",
				    ops[i].name, step, now, want);
			CHECK_STR(now, want);
		}
	}
	CHECK(failed >= (int)(sizeof ops / sizeof ops[0]));
	return (0);
}
