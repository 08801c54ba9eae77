/* SPDX-License-Identifier: BSD-2-Clause */
/* Four threads' records of PIPE_BUF bytes never mix. */
#include <limits.h>
#include <pthread.h>
#include <unistd.h>

#include "test.h"

#define WRITERS	4
#define RECORDS	100

static int p[2];

static void *
writer(void *arg)
{
	char record[PIPE_BUF];

	memset(record, *(char *)arg, sizeof record);
	for (int i = 0; i < RECORDS; i++)
		CHECK_INT(write(p[1], record, sizeof record), PIPE_BUF);
	return (NULL);
}

int
main(void)
{
	char names[WRITERS] = { 'a', 'b', 'c', 'd' }, record[PIPE_BUF];
	int count[WRITERS] = { 0 };
	pthread_t thread[WRITERS];

	CHECK_INT(pipe(p), 0);
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(pthread_create(&thread[i], NULL, writer,
		    &names[i]), 0);
	for (int i = 0; i < WRITERS * RECORDS; i++) {
		for (size_t n = 0; n < sizeof record; ) {
			ssize_t r = read(p[0], record + n,
			    sizeof record - n);

			CHECK(r > 0);
			n += (size_t)r;
		}
		for (size_t n = 1; n < sizeof record; n++)
			CHECK_INT(record[n], record[0]);
		count[record[0] - 'a']++;
	}
	for (int i = 0; i < WRITERS; i++) {
		CHECK_INT(count[i], RECORDS);
		CHECK_INT(pthread_join(thread[i], NULL), 0);
	}
	return (0);
}
