/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Several processes write records and several read them: each record of at
 * most PIPE_BUF bytes arrives whole and once.
 */
#include "process/children.h"

#define WRITERS	4
#define READERS	2
#define RECORDS	100
#define SIZE	512

static int number;

static int
writer(void)
{
	char rec[SIZE];
	int fd;

	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	for (int i = 0; i < RECORDS; i++) {
		memset(rec, 'a' + number, sizeof rec);
		rec[0] = (char)i;
		CHECK_INT(write(fd, rec, sizeof rec), SIZE);
	}
	return 0;
}

static int
reader(void)
{
	char rec[SIZE];
	int fd, out;
	ssize_t n;

	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_OK((out = open("out", O_WRONLY | O_APPEND)) >= 0);
	while ((n = read(fd, rec, sizeof rec)) > 0) {
		CHECK_INT(n, SIZE);
		for (int i = 2; i < SIZE; i++)
			CHECK(rec[i] == rec[1]);
		CHECK_INT(write(out, rec, 2), 2);
	}
	CHECK_OK(n == 0);
	return 0;
}

int
main(void)
{
	static unsigned char seen[WRITERS][RECORDS];
	pid_t w[WRITERS], r[READERS];
	char rec[2];
	int fd, hold;

	CHECK_OK(mkfifo("f", 0600) == 0);
	put_file("out", "", 0600);
	CHECK_OK((hold = open("f", O_RDWR | O_CLOEXEC)) >= 0);
	for (int i = 0; i < READERS; i++)
		r[i] = begin(reader);
	for (number = 0; number < WRITERS; number++)
		w[number] = begin(writer);
	/* Readers inherit `hold' as well: they are ended by closing it. */
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(end(w[i]), 0);
	for (int i = 0; i < READERS; i++)
		CHECK_INT(write(hold, "", 0), 0);
	close(hold);
	(void)r;
	for (int left = WRITERS * RECORDS; left > 0;) {
		struct stat st;

		CHECK_OK(stat("out", &st) == 0);
		if (st.st_size == 2 * WRITERS * RECORDS)
			break;
		nap(10);
	}
	for (int i = 0; i < READERS; i++) {
		kill(r[i], SIGKILL);
		end(r[i]);
	}
	CHECK_OK((fd = open("out", O_RDONLY)) >= 0);
	while (read(fd, rec, 2) == 2)
		seen[rec[1] - 'a'][(unsigned char)rec[0]]++;
	for (int i = 0; i < WRITERS; i++)
		for (int k = 0; k < RECORDS; k++)
			CHECK_INT(seen[i][k], 1);
	return 0;
}
