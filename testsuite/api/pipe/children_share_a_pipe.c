/* SPDX-License-Identifier: BSD-2-Clause */
/* Records of PIPE_BUF bytes from several processes never mix. */
#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define CHILDREN	3
#define RECORDS		60

int
main(void)
{
	char record[PIPE_BUF];
	int p[2], count[CHILDREN] = { 0 }, status;

	CHECK_INT(pipe(p), 0);
	for (int i = 0; i < CHILDREN; i++) {
		pid_t child = fork();

		CHECK_OK(child >= 0);
		if (child > 0)
			continue;
		memset(record, 'a' + i, sizeof record);
		for (int k = 0; k < RECORDS; k++)
			if (write(p[1], record, sizeof record) != PIPE_BUF)
				_exit(1);
		_exit(0);
	}
	CHECK_INT(close(p[1]), 0);
	for (int i = 0; i < CHILDREN * RECORDS; i++) {
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
	for (int i = 0; i < CHILDREN; i++) {
		CHECK_INT(count[i], RECORDS);
		CHECK(wait(&status) > 0);
		CHECK_INT(status, 0);
	}
	return (0);
}
