/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * XSH mq_setattr(): O_NONBLOCK is the open message queue description's, which
 * a child of fork shares.
 */
#include "process/children.h"

#include <mqueue.h>

static mqd_t q;
static int go[2], done[2];

static void
is_set(int yes)
{
	struct mq_attr a;
	char text[16];

	CHECK_OK(mq_getattr(q, &a) == 0);
	CHECK_INT(a.mq_flags, yes ? O_NONBLOCK : 0);
	if (yes)
		CHECK_ERR(mq_receive(q, text, sizeof text, NULL), EAGAIN);
}

static void
set(int on)
{
	struct mq_attr a = { .mq_flags = on ? O_NONBLOCK : 0 }, was;

	CHECK_OK(mq_setattr(q, &a, &was) == 0);
	CHECK_INT(was.mq_flags, on ? 0 : O_NONBLOCK);
}

static int
child(void)
{
	char c;

	CHECK_INT(read(go[0], &c, 1), 1);
	is_set(1);
	set(0);
	CHECK_INT(write(done[1], "x", 1), 1);
	return 0;
}

static int
sets(void)
{
	set(1);
	return 0;
}

int
main(void)
{
	struct mq_attr a = { .mq_maxmsg = 2, .mq_msgsize = 16 };
	char name[40], c;
	pid_t pid;

	snprintf(name, sizeof name, "/set.%d", (int)getpid());
	q = mq_open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &a);
	CHECK_OK(q != (mqd_t)-1);
	CHECK_OK(mq_unlink(name) == 0);
	CHECK_OK(pipe(go) == 0 && pipe(done) == 0);
	is_set(1);
	set(0);
	is_set(0);
	pid = begin(child);
	set(1);
	is_set(1);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(read(done[0], &c, 1), 1);
	is_set(0);
	CHECK_INT(end(pid), 0);
	/* A child that does nothing else. */
	CHECK_INT(in_child(sets), 0);
	is_set(1);
	CHECK_OK(mq_close(q) == 0);
	return 0;
}
