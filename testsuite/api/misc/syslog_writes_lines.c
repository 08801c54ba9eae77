/* SPDX-License-Identifier: BSD-2-Clause */
/* What LOG_PERROR shows of syslog()'s messages, and the mask. */
#include "process/children.h"
#include <syslog.h>

int
main(void)
{
	char want[128];
	int fd, saved = dup(STDERR_FILENO);

	CHECK_OK((fd = open("out", O_WRONLY | O_CREAT | O_APPEND, 0600)) >= 0);
	CHECK_OK(dup2(fd, STDERR_FILENO) == STDERR_FILENO);
	openlog("tester", LOG_PID | LOG_PERROR, LOG_USER);
	errno = ENOENT;
	syslog(LOG_INFO, "%d: %m %s", 7, "x");
	CHECK_INT(setlogmask(LOG_UPTO(LOG_ERR)), 0xff);
	syslog(LOG_INFO, "not this");
	CHECK_INT(setlogmask(0), LOG_UPTO(LOG_ERR));
	syslog(LOG_ERR, "100%% with its end\n");
	closelog();
	dup2(saved, STDERR_FILENO);
	snprintf(want, sizeof want, "tester[%d]: 7: %s x\n"
	    "tester[%d]: 100%% with its end\n", (int)getpid(),
	    strerror(ENOENT), (int)getpid());
	CHECK_STR(get_file("out"), want);
	return 0;
}
