/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * Vectors of 1 MiB that processes append to one file, and those that threads
 * write by one descriptor, never get between each other's parts.
 */
#include "process/children.h"

#include <pthread.h>
#include <sys/uio.h>

#define WRITERS		3
#define TIMES		4
#define PARTS		16
#define PART		65536
#define SMALL		100		/* as many, of threads */

static char letter;
static int shared;

/* A vector of n bytes a part, each part the letter in another case. */
static void
fill(struct iovec v[PARTS], char *room, size_t n, char c)
{
	for (int i = 0; i < PARTS; i++) {
		v[i] = (struct iovec){ room + (size_t)i * n, n };
		memset(v[i].iov_base, i % 2 ? c : c - 'a' + 'A', n);
	}
}

static int
appends(void)
{
	static char room[PARTS * PART];
	struct iovec v[PARTS];
	int fd;

	CHECK_OK((fd = open("log", O_WRONLY | O_APPEND)) >= 0);
	fill(v, room, PART, letter);
	for (int i = 0; i < TIMES; i++)
		CHECK_INT(writev(fd, v, PARTS), PARTS * PART);
	return 0;
}

static void *
writes(void *arg)
{
	char room[PARTS * SMALL];
	struct iovec v[PARTS];

	fill(v, room, SMALL, *(char *)arg);
	for (int i = 0; i < TIMES * 10; i++)
		CHECK_INT(writev(shared, v, PARTS), PARTS * SMALL);
	return NULL;
}

/* The file is whole vectors, `times' of each writer. */
static void
check(const char *name, size_t part, int times)
{
	static char room[PARTS * PART], want[PARTS * PART];
	int fd = open(name, O_RDONLY), seen[WRITERS] = { 0 };
	struct iovec v[PARTS];
	size_t n = PARTS * part;
	char c;

	CHECK_OK(fd >= 0);
	for (int i = 0; i < WRITERS * times; i++) {
		CHECK_INT(read(fd, room, n), n);
		c = (char)(room[0] - 'A' + 'a');
		CHECK(c >= 'a' && c < 'a' + WRITERS);
		seen[c - 'a']++;
		fill(v, want, part, c);
		CHECK(memcmp(room, want, n) == 0);
	}
	CHECK_INT(read(fd, room, 1), 0);
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(seen[i], times);
	close(fd);
}

int
main(void)
{
	char name[WRITERS];
	pthread_t thread[WRITERS];
	pid_t pid[WRITERS];

	put_file("log", "", 0600);
	for (int i = 0; i < WRITERS; i++) {
		letter = (char)('a' + i);
		pid[i] = begin(appends);
	}
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(end(pid[i]), 0);
	check("log", PART, TIMES);
	CHECK_OK((shared = open("one", O_WRONLY | O_CREAT, 0600)) >= 0);
	for (int i = 0; i < WRITERS; i++) {
		name[i] = (char)('a' + i);
		CHECK_INT(pthread_create(&thread[i], NULL, writes, &name[i]),
		    0);
	}
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(pthread_join(thread[i], NULL), 0);
	check("one", SMALL, TIMES * 10);
	return (0);
}
