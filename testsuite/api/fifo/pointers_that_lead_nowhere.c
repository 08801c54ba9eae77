/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Reads and writes of a FIFO and of a message queue with a pointer that leads
 * nowhere, or to memory that ends: EFAULT, and neither this process nor
 * another one is kept from using it afterwards.
 */
#include "process/children.h"
#include <mqueue.h>
#include <sys/mman.h>

static mqd_t queue;

static int
works(void)
{
	int fd = open("f", O_RDWR | O_NONBLOCK);
	char text[16];

	CHECK_OK(fd >= 0);
	CHECK_INT(read(fd, text, sizeof text), 5);
	CHECK(memcmp(text, "there", 5) == 0);
	CHECK_INT(write(fd, "mine", 4), 4);
	CHECK_INT(read(fd, text, sizeof text), 4);
	CHECK_OK(mq_send(queue, "x", 1, 0) == 0);
	CHECK_INT(mq_receive(queue, text, sizeof text, NULL), 1);
	return 0;
}

static void
all_fail(int fd, char *to)
{
	CHECK_ERR(write(fd, to, 8), EFAULT);
	CHECK_INT(write(fd, "there", 5), 5);
	CHECK_ERR(read(fd, to, 8), EFAULT);
	CHECK_ERR(mq_send(queue, to, 8, 0), EFAULT);
	CHECK_OK(mq_send(queue, "12345678", 8, 0) == 0);
	CHECK_ERR(mq_receive(queue, to, 16, NULL), EFAULT);
}

int
main(void)
{
	struct mq_attr attr = { .mq_maxmsg = 4, .mq_msgsize = 16 };
	long page = sysconf(_SC_PAGESIZE);
	char *edge, name[40], text[16];
	int fd;

	CHECK_OK(mkfifo("f", 0600) == 0);
	CHECK_OK((fd = open("f", O_RDWR | O_NONBLOCK)) >= 0);
	snprintf(name, sizeof name, "/nowhere-%d", (int)getpid());
	CHECK_OK((queue = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600,
	    &attr)) != (mqd_t)-1);
	CHECK_OK(mq_unlink(name) == 0);
	edge = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE |
	    MAP_ANONYMOUS, -1, 0);
	CHECK_OK(edge != MAP_FAILED);
	CHECK_OK(mprotect(edge + page, page, PROT_NONE) == 0);
	for (int i = 0; i < 3; i++) {
		all_fail(fd, i == 0 ? (char *)16 : i == 1 ? edge + page :
		    edge + page - 4);
		/* Linux has taken the message out by then. */
		while (mq_receive(queue, text, sizeof text, NULL) > 0)
			continue;
		CHECK_INT(errno, EAGAIN);
		CHECK_INT(in_child(works), 0);
	}
	CHECK_ERR(read(fd, text, sizeof text), EAGAIN);
	return 0;
}
