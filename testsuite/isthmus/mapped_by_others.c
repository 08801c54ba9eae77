/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such neighbours and faults */
/* timeout: 60 */
/*
 * A file that cannot get shorter, since a native program has it mapped, one of
 * ours is in a call that reads into it, or a step of what these do for it
 * fails: EBUSY, and all is as it was; later it can.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "mman/neighbour.h"

#define NAME	"mapped.dat"
#define SIZE	200000

#define ASK		"file.ask:1:EPERM,"
#define ASIDE		"mm.aside:1:ENOMEM,"
#define TIMES_4(s)	s s s s
#define TIMES_16(s)	TIMES_4(s) TIMES_4(s) TIMES_4(s) TIMES_4(s)

static char *self;

static int
make_file(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600);

	CHECK_OK(fd >= 0);
	CHECK_INT(pwrite(fd, "x", 1, SIZE - 1), 1);
	return fd;
}

static void
has_size(int fd, off_t size)
{
	struct stat st;

	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, size);
}

static char *
map(int fd)
{
	char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	CHECK_OK(p != MAP_FAILED);
	return p;
}

static void
native(void)
{
	struct process n;
	char program[300], *p;
	int fd = make_file();

	snprintf(program, sizeof program, "/bin/%s", NATIVE_NAME);
	start(&n, (char *[]){ program, NAME, NULL }, NULL);
	p = map(fd);
	CHECK_ERR(ftruncate(fd, 4096), EBUSY);
	CHECK_ERR(truncate(NAME, 4096), EBUSY);
	CHECK_ERR(open(NAME, O_WRONLY | O_TRUNC), EBUSY);
	has_size(fd, SIZE);
	CHECK_INT(p[SIZE - 1], 'x');
	/* Longer it may get, and another may take its name. */
	CHECK_OK(ftruncate(fd, SIZE + 1) == 0);
	CHECK_OK(rename(NAME, "renamed") == 0 && rename("renamed", NAME) == 0);
	end(&n);
	CHECK_OK(ftruncate(fd, 4096) == 0);
	has_size(fd, 4096);
	CHECK_INT(p[4095], 0);
	CHECK_OK(munmap(p, SIZE) == 0);
	CHECK_OK(close(fd) == 0);
}

/* In the mapper, and in who asks it. */
static void
faults(const char *his, const char *ours, int error)
{
	struct process m;
	int fd = make_file(), status;
	pid_t pid;

	start(&m, (char *[]){ self, "map", NULL }, his);
	if ((pid = fork()) == 0) {
		if (ours != NULL)
			setenv("ISTHMUS_FAULT", ours, 1);
		execl(self, self, "cut", (char *)NULL);
		_exit(99);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), error);
	has_size(fd, error == 0 ? 4096 : SIZE);
	/* Faults that are left. */
	while (his != NULL && ftruncate(fd, 1) != 0)
		CHECK_INT(errno, EBUSY);
	CHECK_OK(ftruncate(fd, 1) == 0);
	has_size(fd, 1);
	end(&m);
	CHECK_OK(close(fd) == 0);
}

/* A read that waits, into the mapping, keeps it where it is. */
static void
reads(void)
{
	struct process m;
	int fd = make_file();

	start(&m, (char *[]){ self, "reads", NULL }, NULL);
	CHECK_ERR(ftruncate(fd, 4096), EBUSY);
	has_size(fd, SIZE);
	end(&m);
	CHECK_OK(ftruncate(fd, 4096) == 0);
	CHECK_OK(close(fd) == 0);
}

/* What it has written is there. */
static void
has_kept(const char *p, int fd)
{
	const char *faults = getenv("ISTHMUS_FAULT");
	char seen = p[0], c = 0;
	struct stat st;

	if (seen == 'm')
		return;
	fstat(fd, &st);
	pread(fd, &c, 1, 0);
	fprintf(stderr, "later %d, in the file %d of %lld, faults: %s\n",
	    p[0], c, (long long)st.st_size, faults != NULL ? faults : "none");
	CHECK_INT(seen, 'm');
}

static int
maps(int into)
{
	int fd = open(NAME, O_RDWR);
	char *p, c;

	CHECK_OK(fd >= 0);
	p = map(fd);
	p[0] = 'm';
	CHECK_INT(write(1, "!", 1), 1);
	while (read(0, into ? p + 1 : &c, 1) > 0)
		continue;
	has_kept(p, fd);
	return 0;
}

static int
cuts(void)
{
	return truncate(NAME, 4096) == 0 ? 0 : errno;
}

int
main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)
		return argv[1][0] == 'c' ? cuts() : maps(argv[1][0] == 'r');
	native();
	reads();
	faults(NULL, ASK, 0);
	faults(NULL, TIMES_16(ASK), EBUSY);
	faults(ASIDE, NULL, 0);
	faults(TIMES_16(ASIDE), NULL, EBUSY);
	return 0;
}
