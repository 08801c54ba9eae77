/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 120 */
/*
 * Another process sends signals as fast as it can while this one computes,
 * allocates, prints, and reads from a pipe: results are right, nothing is
 * lost that is queued, and it goes on.
 */
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define QUEUED	300

static volatile sig_atomic_t plain, queued, wrong;
static volatile sig_atomic_t finished;

static void
on_plain(int sig)
{
	int saved = errno;

	errno = EDOM;
	plain++;
	errno = saved;
}

static void
on_queued(int sig, siginfo_t *info, void *context)
{
	if (info->si_value.sival_int != queued)
		wrong++;
	queued++;
}

static void
on_finished(int sig)
{
	finished = 1;
}

/* The sender: plain ones all the time, QUEUED of those that are counted. */
static void
send_all(pid_t to)
{
	struct timespec pause = { 0, 200000 };

	for (int i = 0; i < QUEUED;) {
		kill(to, SIGUSR1);
		if (sigqueue(to, SIGRTMIN,
		    (union sigval){ .sival_int = i }) == 0)
			i++;
		nanosleep(&pause, NULL);
	}
	kill(to, SIGUSR2);
	_exit(0);
}

static void
compute(void)
{
	static unsigned long want;
	unsigned long a = 1;
	double x = 1;

	for (int i = 1; i <= 200000; i++) {
		a = a * 6364136223846793005UL + 1442695040888963407UL;
		x = x * 1.0000001 + 0.5;
	}
	CHECK(a == want || want == 0);
	want = a;			/* the same every time */
	CHECK(x > 100000 && x < 102000);
}

static void
allocate(void)
{
	char *p[200];

	for (int i = 0; i < 200; i++) {
		CHECK((p[i] = malloc((size_t)(i * 37 + 1))) != NULL);
		memset(p[i], i, (size_t)(i * 37 + 1));
	}
	for (int i = 0; i < 200; i++) {
		CHECK_INT(p[i][i * 37], (char)i);
		free(p[i]);
	}
}

static void
print(void)
{
	char text[100];
	FILE *f = fopen("out", "w+");

	CHECK_OK(f != NULL);
	for (int i = 0; i < 50; i++)
		fprintf(f, "line %d of many\n", i);
	rewind(f);
	for (int i = 0; i < 50; i++) {
		CHECK_OK(fgets(text, sizeof(text), f) != NULL);
		CHECK_INT(atoi(text + 5), i);
	}
	CHECK_INT(fclose(f), 0);
}

/* SA_RESTART: none of these may see EINTR, or lose a byte. */
static void
transfer(int fd[2])
{
	char c;

	for (int i = 0; i < 50; i++) {
		c = (char)i;
		CHECK_INT(write(fd[1], &c, 1), 1);
		CHECK_INT(read(fd[0], &c, 1), 1);
		CHECK_INT(c, (char)i);
	}
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = on_plain,
	    .sa_flags = SA_RESTART };
	struct sigaction si = { .sa_sigaction = on_queued,
	    .sa_flags = SA_RESTART | SA_SIGINFO };
	pid_t me = getpid(), pid;
	int fd[2], status, rounds = 0;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(sigaction(SIGRTMIN, &si, NULL) == 0);
	sa.sa_handler = on_finished;
	CHECK_OK(sigaction(SIGUSR2, &sa, NULL) == 0);
	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		send_all(me);
	while (!finished) {
		errno = 0;
		compute();
		CHECK_INT(errno, 0);
		allocate();
		print();
		transfer(fd);
		rounds++;
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	/* SIGUSR2 comes before those of higher numbers. */
	while (queued < QUEUED)
		CHECK(usleep(1000) == 0 || errno == EINTR);
	CHECK_INT(queued, QUEUED);
	CHECK_INT(wrong, 0);
	CHECK(plain > 0);
	CHECK(rounds > 0);
	return (0);
}
