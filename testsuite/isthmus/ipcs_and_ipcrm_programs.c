/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about the programs of utils/ */
/* timeout: 30 */
/* The programs ipcs and ipcrm. */
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "program.h"

static int
lists(const char *kinds, char kind, int id, key_t key, const char *mode)
{
	char line[80];

	CHECK_INT(run("/bin/ipcs", kinds, NULL, NULL, NULL), 0);
	snprintf(line, sizeof line, "\n%c %10d 0x%08x %s ", kind, id,
	    (unsigned)key, mode);
	return strstr(out, line) != NULL;
}

int
main(void)
{
	key_t key = 0x49760000 + getpid() % 0xffff;
	char text[20], number[20];
	int q, m, s;

	if (access("/bin/ipcs.exe", F_OK) < 0)
		UNSUPPORTED("the programs of utils/ were not built");
	CHECK_OK((q = msgget(key, IPC_CREAT | 0640)) >= 0);
	CHECK_OK((m = shmget(key, 5000, IPC_CREAT | 0600)) >= 0);
	CHECK_OK((s = semget(key, 3, IPC_CREAT | 0606)) >= 0);
	CHECK(lists("-a", 'q', q, key, "--rw-r-----"));
	CHECK(lists(NULL, 'm', m, key, "--rw-------"));
	CHECK(lists("-sb", 's', s, key, "--rw----rw-"));
	CHECK(!lists("-s", 'm', m, key, "--rw-------"));
	snprintf(text, sizeof text, "%d", q);
	snprintf(number, sizeof number, "0x%x", (unsigned)key);
	CHECK_INT(run("/bin/ipcrm", "-q", text, "-M", number), 0);
	CHECK_STR(out, "");
	CHECK_ERR(msgget(key, 0), ENOENT);
	CHECK_ERR(shmget(key, 0, 0), ENOENT);
	CHECK_INT(run("/bin/ipcrm", "-S", number, NULL, NULL), 0);
	CHECK_ERR(semget(key, 0, 0), ENOENT);
	CHECK_INT(run("/bin/ipcrm", "-S", number, NULL, NULL), 1);
	CHECK(strstr(out, "No such file") != NULL);
	CHECK_INT(run("/bin/ipcrm", "-q", "12x", NULL, NULL), 1);
	CHECK_INT(run("/bin/ipcrm", NULL, NULL, NULL, NULL), 2);
	return 0;
}
