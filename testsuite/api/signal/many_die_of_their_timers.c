/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Ending a process while its listener interrupts it: none may stay. */
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define AT_ONCE	6
#define ROUNDS	8

int
main(void)
{
	struct itimerval t = { { 0, 0 }, { 0, 200000 } };
	int status;

	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < AT_ONCE; i++) {
			pid_t pid = fork();
			CHECK(pid >= 0);
			if (pid == 0) {
				setitimer(ITIMER_REAL, &t, NULL);
				for (;;)
					pause();
			}
		}
		for (int i = 0; i < AT_ONCE; i++) {
			CHECK(wait(&status) > 0);
			CHECK(WIFSIGNALED(status));
			CHECK_INT(WTERMSIG(status), SIGALRM);
		}
	}
	return (0);
}
