/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipcs: lists the message queues, shared memory segments and semaphore sets
 * of XSI (XCU ipcs).
 */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

#define SLOTS	1024

static int extra_sizes, pids, times;

static void
heading(const char *title, const char *sizes, const char *by,
    const char *when)
{
	printf("%s:\nT         ID        KEY MODE           OWNER    GROUP"
	    "%s%s%s\n", title, extra_sizes ? sizes : "", pids ? by : "",
	    times ? when : "");
}

/* The columns that all three have. */
static void
print_common(char kind, int id, const struct ipc_perm *p)
{
	static const char letters[] = "rwarwarwa";
	const struct passwd *pw = getpwuid(p->uid);
	const struct group *gr = getgrgid(p->gid);
	char mode[12] = "--";

	for (int i = 0; i < 9; i++)
		mode[2 + i] = p->mode & (0400u >> i) ? letters[i] : '-';
	mode[11] = '\0';
	printf("%c %10d 0x%08x %s ", kind, id, (unsigned)p->__key, mode);
	if (pw != NULL)
		printf("%8s ", pw->pw_name);
	else
		printf("%8lu ", (unsigned long)p->uid);
	if (gr != NULL)
		printf("%8s", gr->gr_name);
	else
		printf("%8lu", (unsigned long)p->gid);
}

static void
print_time(time_t t)
{
	char text[16] = "no-entry";

	if (t != 0)
		strftime(text, sizeof text, "%H:%M:%S", localtime(&t));
	printf(" %8s", text);
}

static void
queues(void)
{
	struct msqid_ds q;
	int id;

	heading("Message Queues", "   QNUM QBYTES", "    LSPID    LRPID",
	    "    STIME    RTIME    CTIME");
	for (int i = 0; i < SLOTS; i++) {
		if ((id = msgctl(i, MSG_STAT, &q)) < 0)
			continue;
		print_common('q', id, &q.msg_perm);
		if (extra_sizes)
			printf(" %6lu %6lu", (unsigned long)q.msg_qnum,
			    (unsigned long)q.msg_qbytes);
		if (pids)
			printf(" %8d %8d", (int)q.msg_lspid,
			    (int)q.msg_lrpid);
		if (times) {
			print_time(q.msg_stime);
			print_time(q.msg_rtime);
			print_time(q.msg_ctime);
		}
		putchar('\n');
	}
}

static void
segments(void)
{
	struct shmid_ds s;
	int id;

	heading("Shared Memory", " NATTCH      SEGSZ", "     CPID     LPID",
	    "    ATIME    DTIME    CTIME");
	for (int i = 0; i < SLOTS; i++) {
		if ((id = shmctl(i, SHM_STAT, &s)) < 0)
			continue;
		print_common('m', id, &s.shm_perm);
		if (extra_sizes)
			printf(" %6lu %10zu", (unsigned long)s.shm_nattch,
			    s.shm_segsz);
		if (pids)
			printf(" %8d %8d", (int)s.shm_cpid, (int)s.shm_lpid);
		if (times) {
			print_time(s.shm_atime);
			print_time(s.shm_dtime);
			print_time(s.shm_ctime);
		}
		putchar('\n');
	}
}

static void
sets(void)
{
	struct semid_ds s;
	union { int val; struct semid_ds *buf; } arg = { .buf = &s };
	int id;

	heading("Semaphores", "  NSEMS", "", "    OTIME    CTIME");
	for (int i = 0; i < SLOTS; i++) {
		if ((id = semctl(i, 0, SEM_STAT, arg)) < 0)
			continue;
		print_common('s', id, &s.sem_perm);
		if (extra_sizes)
			printf(" %6u", (unsigned)s.sem_nsems);
		if (times) {
			print_time(s.sem_otime);
			print_time(s.sem_ctime);
		}
		putchar('\n');
	}
}

int
main(int argc, char **argv)
{
	int c, q = 0, m = 0, s = 0;

	while ((c = getopt(argc, argv, "qmsabcopt")) != -1)
		switch (c) {
		case 'q': q = 1; break;
		case 'm': m = 1; break;
		case 's': s = 1; break;
		case 'a': extra_sizes = pids = times = 1; break;
		case 'b': case 'o': extra_sizes = 1; break;
		case 'c': break;
		case 'p': pids = 1; break;
		case 't': times = 1; break;
		default:
			fputs("usage: ipcs [-qms] [-a | -bcopt]\n", stderr);
			return 2;
		}
	if (!q && !m && !s)
		q = m = s = 1;
	if (q)
		queues();
	if (m)
		segments();
	if (s)
		sets();
	return fflush(stdout) != 0;
}
