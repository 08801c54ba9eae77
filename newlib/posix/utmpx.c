/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is logged in (XBD <utmpx.h>): records in /var/run/utmp, which programs
 * that log users in keep.  Without that file nobody is.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <utmpx.h>

static const char *file_name = UTMPX_FILE;
static int fd = -1;
static struct utmpx record;

static int
open_file(int flags)
{
	if (fd < 0 && (fd = open(file_name, O_RDWR | O_CLOEXEC | flags,
	    0644)) < 0)
		fd = open(file_name, O_RDONLY | O_CLOEXEC);
	return fd;
}

void
setutxent(void)
{
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
}

void
endutxent(void)
{
	if (fd >= 0)
		close(fd);
	fd = -1;
}

/* From now on that file; 0. */
int
utmpxname(const char *file)
{
	static char name[256];

	if (strlen(file) >= sizeof name) {
		errno = ENAMETOOLONG;
		return -1;
	}
	endutxent();
	strcpy(name, file);
	file_name = name;
	return 0;
}

struct utmpx *
getutxent(void)
{
	if (open_file(0) < 0 ||
	    read(fd, &record, sizeof record) != sizeof record)
		return NULL;
	return &record;
}

/* A type of the system's, or one of the four of a user's process. */
static int
matches(const struct utmpx *a, const struct utmpx *id)
{
	if (id->ut_type >= RUN_LVL && id->ut_type <= OLD_TIME)
		return a->ut_type == id->ut_type;
	return id->ut_type >= INIT_PROCESS && id->ut_type <= DEAD_PROCESS &&
	    a->ut_type >= INIT_PROCESS && a->ut_type <= DEAD_PROCESS &&
	    memcmp(a->ut_id, id->ut_id, sizeof a->ut_id) == 0;
}

struct utmpx *
getutxid(const struct utmpx *id)
{
	while (getutxent() != NULL)
		if (matches(&record, id))
			return &record;
	errno = ESRCH;
	return NULL;
}

struct utmpx *
getutxline(const struct utmpx *line)
{
	while (getutxent() != NULL)
		if ((record.ut_type == USER_PROCESS ||
		    record.ut_type == LOGIN_PROCESS) &&
		    strncmp(record.ut_line, line->ut_line,
		    sizeof line->ut_line) == 0)
			return &record;
	errno = ESRCH;
	return NULL;
}

/* In the place of the entry of that id, or at the end. */
struct utmpx *
pututxline(const struct utmpx *ut)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct utmpx new = *ut;
	ssize_t n = -1;
	off_t at;

	if (open_file(O_CREAT) < 0 || fcntl(fd, F_SETLKW, &lock) < 0)
		return NULL;
	setutxent();
	for (at = 0; read(fd, &record, sizeof record) == sizeof record;
	    at += sizeof record)
		if (matches(&record, &new))
			break;
	if (lseek(fd, at, SEEK_SET) == at)
		n = write(fd, &new, sizeof new);
	lock.l_type = F_UNLCK;
	fcntl(fd, F_SETLK, &lock);
	if (n != sizeof new)
		return NULL;
	record = new;
	return &record;
}

/* As on Linux: a record more of who came and went. */
void
updwtmpx(const char *file, const struct utmpx *ut)
{
	int log = open(file, O_WRONLY | O_APPEND | O_CLOEXEC);

	if (log < 0)
		return;
	write(log, ut, sizeof *ut);
	close(log);
}
