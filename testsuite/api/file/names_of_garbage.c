/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names that are any bytes: what can be made is listed as it was called, and
 * can be removed; text can always be made.  And names that do not end.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#define ROUNDS	150
#define MOST	80

static unsigned long long state = 88172645463325252ull;

static unsigned
number(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

static size_t
put_utf8(char *s, unsigned c)
{
	if (c < 0x80) {
		s[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 63));
		s[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	s[0] = (char)(0xf0 | c >> 18);
	s[1] = (char)(0x80 | (c >> 12 & 63));
	s[2] = (char)(0x80 | (c >> 6 & 63));
	s[3] = (char)(0x80 | (c & 63));
	return 4;
}

/*
 * A letter of any script.  U+F000 to U+F0FF stand for what Windows forbids in
 * names, so a file called so is not told from one that is called that.
 */
static unsigned
letter(void)
{
	static const unsigned ranges[][2] = {
		{ 1, 0x2e }, { 0x30, 0x7f }, { 0x80, 0x7ff },
		{ 0x800, 0xcfff }, { 0x10000, 0x1ffff },
	};
	unsigned r = number(5);

	return ranges[r][0] + number(ranges[r][1] - ranges[r][0] + 1);
}

static void
make_text(char *name)
{
	size_t n = 0, want = 1 + number(20);

	while (want-- > 0)
		n += put_utf8(name + n, letter());
	name[n] = '\0';
}

static void
make_bytes(char *name)
{
	size_t n = 1 + number(MOST - 1);

	name[n] = '\0';
	while (n-- > 0)
		do
			name[n] = (char)(1 + number(255));
		while (name[n] == '/');
}

static int
is_listed(const char *name)
{
	struct dirent *e;
	DIR *d = opendir(".");
	int n = 0, all = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL) {
		n += strcmp(e->d_name, name) == 0;
		all++;
	}
	closedir(d);
	CHECK_INT(all, 2 + n);
	return n;
}

static void
try(const char *name, int must)
{
	struct stat st, by_fd;
	int fd;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0666);
	if (fd < 0) {
		if (must || (errno != ENOENT && errno != EILSEQ &&
		    errno != EINVAL)) {
			perror("open");
			for (const char *s = name; *s != '\0'; s++)
				fprintf(stderr, "%02x", (unsigned char)*s);
			fprintf(stderr, "\n");
			exit(1);
		}
		CHECK(stat(name, &st) < 0);
		CHECK(unlink(name) < 0);
		CHECK_INT(is_listed(name), 0);
		return;
	}
	CHECK_OK(fstat(fd, &by_fd) == 0 && close(fd) == 0);
	CHECK_OK(stat(name, &st) == 0);
	CHECK(st.st_ino == by_fd.st_ino);
	CHECK_INT(is_listed(name), 1);
	CHECK_OK(unlink(name) == 0);
	CHECK_INT(is_listed(name), 0);
}

/* Names without an end, up to where there is no memory. */
static void
endless(void)
{
	size_t page = 65536;
	char *p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *end = p + page;
	struct stat st;
	char b[16];
	int fd = open("f", O_RDWR | O_CREAT, 0666);

	CHECK_OK(fd >= 0 && close(fd) == 0);
	CHECK_OK(p != MAP_FAILED && mprotect(end, page, PROT_NONE) == 0);
	memset(p, 'a', page);
	CHECK_ERR(open(end - 4096, O_RDONLY), ENAMETOOLONG);
	CHECK_ERR(stat(end - 4096, &st), ENAMETOOLONG);
	CHECK_ERR(mkdir(end - 4096, 0777), ENAMETOOLONG);
	CHECK_ERR(unlink(end - 4096), ENAMETOOLONG);
	CHECK_ERR(rename("f", end - 4096), ENAMETOOLONG);
	CHECK_ERR(link("f", end - 4096), ENAMETOOLONG);
	CHECK_ERR(symlink(end - 4096, "l"), ENAMETOOLONG);
	CHECK_ERR(readlink(end - 4096, b, sizeof b), ENAMETOOLONG);
	CHECK_ERR(chdir(end - 4096), ENAMETOOLONG);
	CHECK_ERR(truncate(end - 4096, 0), ENAMETOOLONG);
	/* One that ends in the last byte. */
	end[-1] = '\0';
	CHECK_ERR(open(end - 256, O_RDONLY), ENOENT);
	CHECK_ERR(open(end - 257, O_RDONLY), ENAMETOOLONG);
	CHECK_ERR(stat(end - 4096, &st), ENAMETOOLONG);
	CHECK_OK(mkdir(end - 256, 0777) == 0 && rmdir(end - 256) == 0);
}

int
main(void)
{
	char name[256];

	for (int i = 0; i < ROUNDS; i++) {
		make_text(name);
		try(name, 1);
		make_bytes(name);
		try(name, 0);
	}
	endless();
	return (0);
}
