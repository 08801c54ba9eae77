/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 40 */
/*
 * XSH msgget(), msgsnd(), msgrcv(), msgctl(): order and types, waiting,
 * between programs that are not related.
 */
#include "test.h"

#include <limits.h>
#include <signal.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

static char *self;
static struct {
	long type;
	char text[9000];
} m;

static void
put(int id, long type, const char *text)
{
	m.type = type;
	strcpy(m.text, text);
	CHECK_OK(msgsnd(id, &m, strlen(text) + 1, 0) == 0);
}

static const char *
get(int id, long type, int flags)
{
	memset(&m, 0, sizeof m);
	CHECK_OK(msgrcv(id, &m, 100, type, flags) > 0);
	return m.text;
}

static int
reap(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return status;
}

static int
other_program(key_t key)
{
	char text[20];
	int id;

	CHECK_OK((id = msgget(key, 0)) >= 0);
	CHECK_STR(get(id, 1, 0), "hello");
	for (int i = 0; i < 50; i++) {
		snprintf(text, sizeof text, "%d", i);
		put(id, 2, text);
	}
	return 0;
}

static void
between_programs(key_t key, int id)
{
	struct msqid_ds ds;
	char arg[20];
	pid_t pid;

	snprintf(arg, sizeof arg, "%d", (int)key);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execl(self, self, arg, (char *)NULL);
		_exit(1);
	}
	put(id, 1, "hello");
	for (int i = 0; i < 50; i++)
		CHECK_INT(atoi(get(id, 2, 0)), i);
	CHECK_INT(reap(pid), 0);
	CHECK_OK(msgctl(id, IPC_STAT, &ds) == 0);
	CHECK_INT(ds.msg_qnum, 0);
	CHECK_INT(ds.msg_lspid, pid);
	CHECK_INT(ds.msg_lrpid, getpid());
	CHECK(ds.msg_stime > 0 && ds.msg_rtime > 0 && ds.msg_ctime > 0);
}

static void
types(int id)
{
	put(id, 5, "five");
	put(id, 3, "three");
	put(id, 4, "four");
	put(id, 3, "three again");
	CHECK_STR(get(id, 4, 0), "four");
	CHECK_STR(get(id, -4, 0), "three");
	CHECK_INT(m.type, 3);
	CHECK_STR(get(id, 5, MSG_EXCEPT), "three again");
	CHECK_ERR(msgrcv(id, &m, 100, 3, IPC_NOWAIT), ENOMSG);
	CHECK_ERR(msgrcv(id, &m, 100, -4, IPC_NOWAIT), ENOMSG);
	CHECK_STR(get(id, LONG_MIN, 0), "five");
	CHECK_ERR(msgrcv(id, &m, 100, 0, IPC_NOWAIT), ENOMSG);
}

static void
sizes(int id)
{
	m.type = 1;
	for (int i = 0; i < 8000; i++)
		m.text[i] = (char)(i % 251);
	CHECK_OK(msgsnd(id, &m, 8000, 0) == 0);
	CHECK_ERR(msgrcv(id, &m, 7999, 0, 0), E2BIG);
	memset(m.text, 0, sizeof m.text);
	CHECK_INT(msgrcv(id, &m, sizeof m.text, 0, 0), 8000);
	for (int i = 0; i < 8000; i++)
		CHECK_INT((unsigned char)m.text[i], i % 251);
	put(id, 1, "too long");
	memset(m.text, 'x', 8);
	CHECK_INT(msgrcv(id, &m, 3, 0, MSG_NOERROR), 3);
	CHECK(memcmp(m.text, "tooxx", 5) == 0);
	m.type = 7;
	CHECK_OK(msgsnd(id, &m, 0, 0) == 0);
	CHECK_INT(msgrcv(id, &m, 0, 7, 0), 0);
}

static void
full(int id)
{
	struct msqid_ds ds;
	pid_t pid;

	CHECK_OK(msgctl(id, IPC_STAT, &ds) == 0);
	ds.msg_qbytes = 200;
	CHECK_OK(msgctl(id, IPC_SET, &ds) == 0);
	m.type = 1;
	CHECK_OK(msgsnd(id, &m, 150, IPC_NOWAIT) == 0);
	CHECK_ERR(msgsnd(id, &m, 51, IPC_NOWAIT), EAGAIN);
	CHECK_OK(msgsnd(id, &m, 50, IPC_NOWAIT) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		m.type = 2;
		_exit(msgsnd(id, &m, 120, 0) != 0);
	}
	usleep(50000);
	CHECK_INT(msgrcv(id, &m, 150, 0, 0), 150);
	CHECK_INT(msgrcv(id, &m, 200, 2, 0), 120);
	CHECK_INT(reap(pid), 0);
	CHECK_INT(msgrcv(id, &m, 200, 0, 0), 50);
}

static void
on_signal(int sig)
{
	(void)sig;
}

static void
interrupted(int id)
{
	struct sigaction sa = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART };
	pid_t pid;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		for (int i = 0; i < 1000; i++) {	/* until it is done */
			usleep(20000);
			kill(getppid(), SIGUSR1);
		}
		_exit(0);
	}
	CHECK_ERR(msgrcv(id, &m, 100, 0, 0), EINTR);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	reap(pid);
}

static void
errors(key_t key, int id)
{
	m.type = 0;
	CHECK_ERR(msgsnd(id, &m, 1, 0), EINVAL);
	m.type = 1;
	CHECK_ERR(msgsnd(id, &m, (size_t)-1, 0), EINVAL);
	CHECK_ERR(msgsnd(id, (void *)8, 1, 0), EFAULT);
	CHECK_ERR(msgctl(id, IPC_STAT, (void *)8), EFAULT);
	CHECK_ERR(msgctl(id, IPC_SET, (void *)8), EFAULT);
	CHECK_ERR(msgsnd(-1, &m, 1, 0), EINVAL);
	CHECK_ERR(msgrcv(-1, &m, 1, 0, 0), EINVAL);
	CHECK_ERR(msgget(key, IPC_CREAT | IPC_EXCL | 0600), EEXIST);
	CHECK_INT(msgget(key, IPC_CREAT | 0600), id);
	CHECK_ERR(msgget(key ^ 0x20000000, 0600), ENOENT);
	CHECK_ERR(msgctl(id, 9999, NULL), EINVAL);
}

/* Nobody can tell whether the other one waits already: else it is EINVAL. */
static void
removed(int id)
{
	useconds_t time = 50000;
	int status;
	pid_t pid;

	for (;; time *= 2) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			CHECK(msgrcv(id, &m, 100, 0, 0) < 0);
			_exit(errno == EIDRM ? 0 : errno == EINVAL ? 1 : 2);
		}
		usleep(time);
		CHECK_OK(msgctl(id, IPC_RMID, NULL) == 0);
		if ((status = reap(pid)) != 1 << 8 || time > 900000)
			break;
		CHECK_OK((id = msgget(IPC_PRIVATE, 0600)) >= 0);
	}
	CHECK_INT(status, 0);
	CHECK_ERR(msgsnd(id, &m, 1, 0), EINVAL);
}

int
main(int argc, char **argv)
{
	key_t key = 0x49750000 + getpid() % 0xffff;
	int id;

	self = argv[0];
	if (argc > 1)
		return other_program(atoi(argv[1]));
	msgctl(msgget(key, 0), IPC_RMID, NULL);	/* of a run that failed */
	CHECK_OK((id = msgget(key, IPC_CREAT | IPC_EXCL | 0600)) >= 0);
	between_programs(key, id);
	types(id);
	sizes(id);
	full(id);
	interrupted(id);
	errors(key, id);
	removed(id);
	return 0;
}
