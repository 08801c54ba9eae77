/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * fork while other threads open and close files, map and unmap them, and get
 * and free memory: fork succeeds, and in the child each descriptor, mapping
 * and allocation is one that there was at that moment.  At last exec beside a
 * thread that opens and closes files, some times in turn.
 */
#include "process/children.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define FORKS	40
#define EXECS	"15"
#define FILES	30
#define SIZE	((size_t)64 << 10)
#define BLOCK	((size_t)8 << 20)

static volatile int stop;
static char *volatile map;		/* NULL: there is none at the moment */
static char *volatile block;
static const char name[] = "mapped";

static void *
opens(void *arg)
{
	int fd[FILES], p[2];

	while (!stop) {
		for (int i = 0; i < FILES; i += 3) {
			fd[i] = open(name, O_RDONLY);
			CHECK_OK(fd[i] >= 0 && pipe(p) == 0);
			fd[i + 1] = p[0];
			fd[i + 2] = p[1];
		}
		for (int i = 0; i < FILES; i++)
			CHECK_OK(close(fd[i]) == 0);
	}
	return NULL;
}

static void *
maps(void *arg)
{
	char *p;
	int fd = open(name, O_RDWR);

	CHECK_OK(fd >= 0);
	for (unsigned n = 0; !stop; n++) {
		p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
		    n % 2 ? MAP_SHARED : MAP_PRIVATE, fd, 0);
		CHECK_OK(p != MAP_FAILED);
		map = p;
		map = NULL;
		CHECK_OK(munmap(p, SIZE) == 0);
	}
	CHECK_OK(close(fd) == 0);
	return NULL;
}

static void *
allocates(void *arg)
{
	char *p;

	while (!stop) {
		CHECK((p = malloc(BLOCK)) != NULL);
		memset(p, 7, BLOCK / 16);
		block = p;
		block = NULL;
		free(p);
	}
	return NULL;
}

static int
child(void)
{
	struct stat st;

	for (int fd = 0; fd < FILES + 10; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			CHECK_OK(fstat(fd, &st) == 0);
	if (map != NULL)
		CHECK_INT(map[SIZE - 1], 'm');
	/* What is written meanwhile may be there or not. */
	if (block != NULL)
		CHECK(block[BLOCK / 16 - 1] == 7 || block[BLOCK / 16 - 1] == 0);
	return 0;
}

static void
exec_again(char *program, int left)
{
	char n[16];
	char *args[] = { program, n, NULL };
	pthread_t t;

	snprintf(n, sizeof(n), "%d", left);
	CHECK_INT(pthread_create(&t, NULL, opens, NULL), 0);
	nap(2);
	execv(program, args);
	CHECK_OK(!"execv");
}

int
main(int argc, char *argv[])
{
	void *(*const does[])(void *) = { opens, maps, allocates };
	pthread_t t[3];
	char text[SIZE];
	int fd;

	if (argc > 1 && atoi(argv[1]) > 0)
		exec_again(argv[0], atoi(argv[1]) - 1);
	if (argc > 1)
		return 0;
	fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	memset(text, 'm', sizeof(text));
	CHECK_OK(fd >= 0 && write(fd, text, SIZE) == (ssize_t)SIZE);
	CHECK_OK(close(fd) == 0);
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_create(&t[i], NULL, does[i], NULL), 0);
	for (int i = 0; i < FORKS; i++)
		CHECK_INT(in_child(child), 0);
	stop = 1;
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	execl(argv[0], argv[0], EXECS, NULL);
	CHECK_OK(!"execl");
}
