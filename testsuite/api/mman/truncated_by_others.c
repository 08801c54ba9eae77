/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * XSH ftruncate(), truncate(), open() with O_TRUNC: a file gets shorter and
 * longer while other processes, children and strangers, have it mapped.  What
 * stays can be used all the time, what is behind the end is SIGBUS, and
 * nothing of what they wrote is lost; whatever they do meanwhile: compute,
 * write from there, fork, stand still or be killed.
 */
#include "neighbour.h"
#include "pages.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/stat.h>

#define NAME	"mapped.dat"
#define PAGES	40
#define MAPPERS	3
#define ROUNDS	20

struct page {
	_Atomic uint64_t count[MAPPERS + 1];
};

static char *self;

/* --- a process that has it mapped --- */

static struct page *shared;
static char *private;
static int slot, scratch;
static _Atomic int stop;
static uint64_t counted;

static void
equals(const char *what, uint64_t found, uint64_t wanted)
{
	if (found == wanted)
		return;
	fprintf(stderr, "mapper %d: %s is %llu, not %llu\n", slot, what,
	    (unsigned long long)found, (unsigned long long)wanted);
	_exit(91);
}

/* What is in the first page, and the private copies of two, is there. */
static void *
work(void *arg)
{
	while (!stop) {
		for (int i = 0; i < 1000; i++, counted++)
			shared->count[slot]++;
		equals("count", shared->count[slot], counted);
		equals("private", private[1], 'p');
		equals("other", strcmp(private + page + 7, "own"), 0);
		equals("written", pwrite(scratch, shared, page, 0), page);
		equals("errno", pwrite(scratch, private + 1, 1, 0) == 1 ? 0 :
		    errno, 0);
	}
	return NULL;
}

/* Until there is something to read. */
static void
fork_often(void)
{
	struct pollfd in = { .fd = 0, .events = POLLIN };
	int status;
	pid_t pid;

	while (poll(&in, 1, 0) == 0) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0)
			_exit(private[1] == 'p' ? 0 : 1);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(status, 0);
	}
}

/*
 * "map SLOT WHAT": says '!', then for each byte it reads which signal
 * touching that page gives; ends with its input.
 */
static int
mapper(char **argv)
{
	int fd = open(NAME, O_RDWR), forks = argv[3][0] == 'f';
	char scratch_name[20];
	unsigned char c;
	pthread_t t;

	slot = atoi(argv[2]);
	snprintf(scratch_name, sizeof scratch_name, "scratch.%d", slot);
	scratch = open(scratch_name, O_RDWR | O_CREAT, 0600);
	CHECK_OK(fd >= 0 && scratch >= 0);
	shared = (struct page *)map(PAGES, RW, MAP_SHARED, fd);
	private = map(PAGES, RW, MAP_PRIVATE, fd);
	private[1] = 'p';
	strcpy(private + page + 7, "own");
	CHECK_OK(close(fd) == 0);
	if (!forks)
		CHECK_INT(pthread_create(&t, NULL, work, NULL), 0);
	CHECK_INT(write(1, "!", 1), 1);
	if (forks)
		fork_often();
	while (read(0, &c, 1) == 1) {
		c = (unsigned char)touch((char *)shared + c * page, 0);
		CHECK_INT(write(1, &c, 1), 1);
	}
	stop = 1;
	if (!forks) {
		CHECK_INT(pthread_join(t, NULL), 0);
		CHECK_INT(shared->count[slot], counted);
	}
	CHECK(private[1] == 'p' && strcmp(private + page + 7, "own") == 0);
	return 0;
}

static void
start_mapper(struct process *p, int where, char *what)
{
	char digit[] = { (char)('0' + where), '\0' };

	start(p, (char *[]){ self, "map", digit, what, NULL }, NULL);
}

static int
touches(const struct process *p, unsigned char which)
{
	CHECK_INT(write(p->to, &which, 1), 1);
	CHECK_INT(read(p->from, &which, 1), 1);
	return which;
}

/* --- what is tested --- */

static int
make_file(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600);

	CHECK_OK(fd >= 0);
	CHECK_OK(ftruncate(fd, (off_t)(PAGES * page)) == 0);
	return fd;
}

static void
has_size(off_t size)
{
	struct stat st;

	CHECK_OK(stat(NAME, &st) == 0);
	CHECK_INT(st.st_size, size);
}

static pid_t
forked(void)
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	return pid;
}

static void
ended_well(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

/* Parent and child have the same mapping, each cuts it for the other. */
static void
related(int fd, char *p)
{
	int to[2], from[2];
	pid_t pid;
	char c;

	strcpy(p, "first");
	strcpy(p + 2 * page, "third");
	CHECK_OK(pipe(to) == 0 && pipe(from) == 0);
	if ((pid = forked()) == 0) {
		CHECK_INT(read(to[0], &c, 1), 1);
		CHECK_INT(touch(p + 3 * page, 0), SIGBUS);
		CHECK_INT(touch(p + 30 * page, 0), SIGBUS);
		CHECK_STR(p, "first");
		CHECK_STR(p + 2 * page, "third");
		strcpy(p + page, "second");
		CHECK_OK(ftruncate(fd, (off_t)page * 2) == 0);
		CHECK_INT(touch(p + 2 * page, 0), SIGBUS);
		CHECK_INT(write(from[1], "", 1), 1);
		/* It grows, by who has it mapped. */
		CHECK_INT(read(to[0], &c, 1), 1);
		CHECK_STR(p + 20 * page, "grown");
		_exit(0);
	}
	CHECK_OK(ftruncate(fd, (off_t)page * 3) == 0);
	CHECK_INT(touch(p + 3 * page, 0), SIGBUS);
	CHECK_INT(write(to[1], "", 1), 1);
	CHECK_INT(read(from[0], &c, 1), 1);
	has_size((off_t)page * 2);
	CHECK_INT(touch(p + 2 * page, 0), SIGBUS);
	CHECK_STR(p + page, "second");
	CHECK_INT(pwrite(fd, "grown", 6, (off_t)page * 20), 6);
	CHECK_STR(p + 20 * page, "grown");
	CHECK_INT(p[2 * page], 0);
	CHECK_INT(write(to[1], "", 1), 1);
	ended_well(pid);
	for (int i = 0; i < 2; i++)
		close(to[i]), close(from[i]);
}

/* By children that do nothing else. */
static void
by_children(int fd, char *p)
{
	pid_t pid;

	if ((pid = forked()) == 0)
		_exit(ftruncate(fd, (off_t)page) == 0 ? 0 : 1);
	ended_well(pid);
	CHECK_INT(touch(p + page, 0), SIGBUS);
	CHECK_STR(p, "first");
	if ((pid = forked()) == 0)
		_exit(open(NAME, O_WRONLY | O_TRUNC) >= 0 ? 0 : 1);
	ended_well(pid);
	has_size(0);
	CHECK_INT(touch(p, 0), SIGBUS);
	/* It has grown for a child, and gets shorter for its parent. */
	if ((pid = forked()) == 0) {
		if (pwrite(fd, "more", 5, (off_t)page * 20) != 5)
			_exit(1);
		_exit(strcmp(p + page * 20, "more") == 0 ? 0 : 2);
	}
	ended_well(pid);
	CHECK_OK(ftruncate(fd, (off_t)page * 20) == 0);
	CHECK_INT(touch(p + page * 20, 0), SIGBUS);
	CHECK_INT(touch(p + page * 19, 0), 0);
}

/* What a system call touches first. */
static void
by_calls(int fd, char *p)
{
	int ends[2];

	CHECK_OK(pipe(ends) == 0);
	CHECK_INT(pwrite(fd, "last", 5, (off_t)page * 25), 5);
	CHECK_INT(write(ends[1], p + page * 25, 5), 5);
	CHECK_INT(read(ends[0], p + page * 24, 5), 5);
	CHECK_STR(p + page * 24, "last");
	CHECK_INT(pwrite(fd, "far", 4, (off_t)page * 39), 4);
	CHECK_INT(pwrite(fd, p + page * 39, 4, 0), 4);
	CHECK_STR(p, "far");
	CHECK_OK(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* A mapping that children inherit. */
static void
inherited(void)
{
	int fd = make_file();
	char *p = map(PAGES, RW, MAP_SHARED, fd);

	related(fd, p);
	by_children(fd, p);
	by_calls(fd, p);
	CHECK_OK(munmap(p, PAGES * page) == 0);
	CHECK_OK(close(fd) == 0);
}

static void
cut(int fd, off_t size)
{
	CHECK_OK(ftruncate(fd, size) == 0);
	has_size(size);
}

static void
strangers(void)
{
	int fd = make_file(), status;
	struct process m[MAPPERS], forks, dies;
	char *p = map(PAGES, RW, MAP_SHARED, fd);
	uint64_t seen[MAPPERS];

	for (int i = 0; i < MAPPERS; i++)
		start_mapper(&m[i], i, "work");
	start_mapper(&forks, 0, "forks");
	start_mapper(&dies, MAPPERS, "work");
	for (int i = 0; i < ROUNDS; i++) {
		cut(fd, (off_t)page * (2 + i % 3) - 100 * (i % 2));
		CHECK_INT(touches(&m[i % MAPPERS], 1), 0);
		CHECK_INT(touches(&m[i % MAPPERS],
		    (unsigned char)(2 + i % 3)), SIGBUS);
		CHECK_INT(touch(p + 30 * page, 0), SIGBUS);
		if (i == ROUNDS / 2)
			CHECK_OK(kill(dies.pid, SIGKILL) == 0);
		cut(fd, (off_t)(PAGES * page));
		CHECK_INT(touches(&m[i % MAPPERS], 30), 0);
	}
	CHECK_OK(waitpid(dies.pid, &status, 0) == dies.pid);
	close(dies.to);
	close(dies.from);
	/* All go on counting. */
	for (int i = 0; i < MAPPERS; i++)
		seen[i] = ((struct page *)p)->count[i];
	for (int i = 0; i < MAPPERS; i++)
		while (((struct page *)p)->count[i] == seen[i])
			usleep(1000);
	/* One that stands still. */
	CHECK_OK(kill(m[1].pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(m[1].pid, &status, WUNTRACED) == m[1].pid);
	cut(fd, (off_t)page * 2);
	CHECK_OK(kill(m[1].pid, SIGCONT) == 0);
	CHECK_INT(touches(&m[1], 2), SIGBUS);
	CHECK_INT(touches(&m[1], 1), 0);
	CHECK_OK(truncate(NAME, (off_t)page * 5) == 0);
	CHECK_OK(truncate(NAME, (off_t)page * 4) == 0);
	CHECK_INT(touches(&m[2], 3), 0);
	CHECK_INT(touches(&m[2], 4), SIGBUS);
	/* Under another name, and without one. */
	CHECK_OK(rename(NAME, "renamed") == 0);
	CHECK_OK(ftruncate(fd, (off_t)page * 3) == 0);
	CHECK_INT(touches(&m[0], 3), SIGBUS);
	CHECK_OK(unlink("renamed") == 0);
	CHECK_OK(ftruncate(fd, (off_t)page * 2) == 0);
	CHECK_INT(touches(&m[0], 2), SIGBUS);
	CHECK_INT(touches(&m[0], 1), 0);
	for (int i = 0; i < MAPPERS; i++)
		end(&m[i]);
	end(&forks);
	CHECK_OK(munmap(p, PAGES * page) == 0);
	CHECK_OK(close(fd) == 0);
}

int
main(int argc, char **argv)
{
	self = argv[0];
	catch_faults();
	if (argc > 3)
		return mapper(argv);
	inherited();
	strangers();
	return 0;
}
