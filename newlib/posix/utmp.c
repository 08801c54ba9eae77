/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <utmp.h>: <utmpx.h>'s records by their older names; and login() and its
 * kin of the BSDs, which keep them.
 */
#include <string.h>
#include <sys/time.h>
#include <sys/utmp.h>
#include <unistd.h>
#include <utmpx.h>

_Static_assert(sizeof(struct utmp) == sizeof(struct utmpx) &&
    offsetof(struct utmp, ut_tv) == offsetof(struct utmpx, ut_tv) &&
    offsetof(struct utmp, ut_host) == offsetof(struct utmpx, ut_host),
    "one kind of record");

void
setutent(void)
{
	setutxent();
}

void
endutent(void)
{
	endutxent();
}

struct utmp *
getutent(void)
{
	return (struct utmp *)getutxent();
}

struct utmp *
getutid(const struct utmp *id)
{
	return (struct utmp *)getutxid((const struct utmpx *)id);
}

struct utmp *
getutline(const struct utmp *line)
{
	return (struct utmp *)getutxline((const struct utmpx *)line);
}

struct utmp *
pututline(const struct utmp *ut)
{
	return (struct utmp *)pututxline((const struct utmpx *)ut);
}

int
utmpname(const char *file)
{
	return utmpxname(file);
}

void
updwtmp(const char *file, const struct utmp *ut)
{
	updwtmpx(file, (const struct utmpx *)ut);
}

/* Ends with a 0 only where there is room for one. */
static void
put(char *field, size_t size, const char *text)
{
	size_t n = strnlen(text, size);

	memcpy(field, text, n);
	memset(field + n, 0, size - n);
}

/* The terminal's name, without /dev, of the first standard stream that has. */
static void
put_line(char line[UT_LINESIZE])
{
	const char *name = NULL;

	for (int fd = 0; fd < 3 && name == NULL; fd++)
		name = ttyname(fd);
	if (name == NULL)
		name = "???";
	else if (strncmp(name, "/dev/", 5) == 0)
		name += 5;
	put(line, UT_LINESIZE, name);
}

void
login(const struct utmp *ut)
{
	struct utmp new = *ut;

	new.ut_type = USER_PROCESS;
	new.ut_pid = getpid();
	put_line(new.ut_line);
	if (strcmp(new.ut_line, "???") != 0 && utmpname(UTMP_FILE) == 0) {
		setutent();
		pututline(&new);
		endutent();
	}
	updwtmp(WTMP_FILE, &new);
}

/* 1, or 0 for a line that nobody is logged in at. */
int
logout(const char *line)
{
	struct utmp key = { .ut_type = USER_PROCESS }, *ut, gone;
	int done = 0;

	if (utmpname(UTMP_FILE) < 0)
		return 0;
	setutent();
	put(key.ut_line, sizeof key.ut_line, line);
	if ((ut = getutline(&key)) != NULL) {
		gone = *ut;
		memset(gone.ut_user, 0, sizeof gone.ut_user);
		memset(gone.ut_host, 0, sizeof gone.ut_host);
		gettimeofday(&gone.ut_tv, NULL);
		gone.ut_type = DEAD_PROCESS;
		done = pututline(&gone) != NULL;
	}
	endutent();
	return done;
}

void
logwtmp(const char *line, const char *user, const char *host)
{
	struct utmp ut = { .ut_pid = getpid() };

	ut.ut_type = user[0] != '\0' ? USER_PROCESS : DEAD_PROCESS;
	put(ut.ut_line, sizeof ut.ut_line, line);
	put(ut.ut_user, sizeof ut.ut_user, user);
	put(ut.ut_host, sizeof ut.ut_host, host);
	gettimeofday(&ut.ut_tv, NULL);
	updwtmp(WTMP_FILE, &ut);
}
