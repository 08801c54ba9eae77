/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Each signal lets one of the waiters go on, a broadcast all of them; a
 * condition variable may be destroyed and its memory used again as soon as
 * all were woken.
 */
#include <pthread.h>
#include <time.h>

#include "test.h"

#define	WAITERS	8
#define	ROUNDS	40

struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t cond, arrived;
	int waiting, tokens, passed;
};

static struct gate gate = { PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0, 0 };

static void *
pass(void *arg)
{
	struct gate *g = arg;

	pthread_mutex_lock(&g->mutex);
	g->waiting++;
	pthread_cond_signal(&g->arrived);
	while (g->tokens == 0)
		CHECK_INT(pthread_cond_wait(&g->cond, &g->mutex), 0);
	g->tokens--;
	g->passed++;
	pthread_cond_signal(&g->arrived);
	pthread_mutex_unlock(&g->mutex);
	return NULL;
}

static void
await(struct gate *g, const int *what, int n)
{
	struct timespec limit;

	clock_gettime(CLOCK_REALTIME, &limit);
	limit.tv_sec += 30;
	while (*what < n)
		CHECK_INT(pthread_cond_timedwait(&g->arrived, &g->mutex,
		    &limit), 0);
}

/* One token and one signal at a time: nobody stays behind. */
static void
round_of_signals(struct gate *g, int broadcast)
{
	pthread_t t[WAITERS];

	g->waiting = g->tokens = g->passed = 0;
	for (int i = 0; i < WAITERS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, pass, g), 0);
	pthread_mutex_lock(&g->mutex);
	await(g, &g->waiting, WAITERS);
	if (broadcast) {
		g->tokens = WAITERS;
		CHECK_INT(pthread_cond_broadcast(&g->cond), 0);
		await(g, &g->passed, WAITERS);
	}
	for (int i = 1; !broadcast && i <= WAITERS; i++) {
		g->tokens++;
		CHECK_INT(pthread_cond_signal(&g->cond), 0);
		await(g, &g->passed, i);
	}
	pthread_mutex_unlock(&g->mutex);
	for (int i = 0; i < WAITERS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
}

struct brief {
	pthread_mutex_t mutex;
	pthread_cond_t *cond;
	int there, go;
};

static void *
wait_briefly(void *arg)
{
	struct brief *b = arg;

	pthread_mutex_lock(&b->mutex);
	b->there++;
	while (!b->go)
		pthread_cond_wait(b->cond, &b->mutex);
	b->there--;
	pthread_mutex_unlock(&b->mutex);
	return NULL;
}

static void
destroyed_at_once(void)
{
	struct brief b = { .mutex = PTHREAD_MUTEX_INITIALIZER };
	pthread_t t[2];
	int there;

	b.cond = malloc(sizeof *b.cond);
	CHECK(b.cond != NULL);
	CHECK_INT(pthread_cond_init(b.cond, NULL), 0);
	for (int i = 0; i < 2; i++)
		CHECK_INT(pthread_create(&t[i], NULL, wait_briefly, &b), 0);
	do {
		pthread_mutex_lock(&b.mutex);
		there = b.there;
		pthread_mutex_unlock(&b.mutex);
	} while (there < 2);
	pthread_mutex_lock(&b.mutex);
	b.go = 1;
	CHECK_INT(pthread_cond_broadcast(b.cond), 0);
	pthread_mutex_unlock(&b.mutex);
	CHECK_INT(pthread_cond_destroy(b.cond), 0);
	memset(b.cond, 0xa5, sizeof *b.cond);
	for (int i = 0; i < 2; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	for (size_t i = 0; i < sizeof *b.cond; i++)
		CHECK_INT(((unsigned char *)b.cond)[i], 0xa5);
	free(b.cond);
}

int
main(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		round_of_signals(&gate, i % 2);
		destroyed_at_once();
	}
	CHECK_INT(pthread_cond_destroy(&gate.cond), 0);
	return 0;
}
