/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, not there */
/*
 * Functions that Cygwin's or newlib's headers declare and today's Linux does
 * not have: ftime, stime, setdtablesize, strtosigno, execlpe, <ieeefp.h>,
 * infinity, login and logout.
 */
#include "test.h"

#include <complex.h>
#include <fcntl.h>
#include <fenv.h>
#include <ieeefp.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timeb.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

static void
clocks(void)
{
	struct timespec before, after;
	struct timeb t;
	time_t bad = (time_t)1 << 62;

	clock_gettime(CLOCK_REALTIME, &before);
	CHECK_INT(ftime(&t), 0);
	clock_gettime(CLOCK_REALTIME, &after);
	CHECK(t.millitm < 1000);
	CHECK(t.time * 1000 + t.millitm >=
	    before.tv_sec * 1000 + before.tv_nsec / 1000000);
	CHECK(t.time * 1000 + t.millitm <=
	    after.tv_sec * 1000 + after.tv_nsec / 1000000);
	CHECK(stime(&bad) == -1);
}

static void
descriptors(void)
{
	struct rlimit r;
	int n = getdtablesize();

	CHECK_INT(setdtablesize(n / 2), 0);
	CHECK_INT(getdtablesize(), n);
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	r.rlim_cur = (rlim_t)n / 2;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &r) == 0);
	CHECK_OK(setdtablesize(n) == 0);
	CHECK_INT(getdtablesize(), n);
	CHECK_ERR(setdtablesize(-1), EINVAL);
}

static void
names(void)
{
	CHECK_INT(strtosigno("SIGINT"), SIGINT);
	CHECK_INT(strtosigno("SIGRTMIN+2"), SIGRTMIN + 2);
	CHECK_INT(strtosigno("INT"), 0);
	CHECK_INT(strtosigno("SIGNONE"), 0);
}

static void
floats(void)
{
	volatile double zero = 0, x;

	CHECK_INT(fpgetround(), FP_RN);
	CHECK_INT(fpsetround(FP_RM), FP_RN);
	CHECK_INT(fegetround(), FE_DOWNWARD);
	CHECK_INT(fpsetround(FP_RZ), FP_RM);
	CHECK_INT(fegetround(), FE_TOWARDZERO);
	CHECK_INT(fpsetround(FP_RP), FP_RZ);
	CHECK_INT(fpsetround(FP_RN), FP_RP);
	feclearexcept(FE_ALL_EXCEPT);
	x = 1 / zero;
	CHECK_INT(fpgetsticky(), FP_X_DX);
	CHECK_INT(fpsetsticky(FP_X_INV | FP_X_UFL), FP_X_DX);
	CHECK_INT(fetestexcept(FE_ALL_EXCEPT), FE_INVALID | FE_UNDERFLOW);
	fpsetsticky(0);
	CHECK_INT(fpgetsticky(), 0);
	CHECK_INT(fpsetmask(FP_X_DX | FP_X_OFL), 0);
	CHECK_INT(fegetexcept(), FE_DIVBYZERO | FE_OVERFLOW);
	CHECK_INT(fpsetmask(0), FP_X_DX | FP_X_OFL);
	CHECK_INT(fegetexcept(), 0);
	CHECK_INT(fpsetroundtoi(FP_RDI_RD), FP_RDI_TOZ);
	CHECK_INT(fpgetroundtoi(), FP_RDI_TOZ);
	CHECK(isinf(infinity()) && isinf(infinityf()));
	CHECK(fabsl(creall(clog10l(1000.0L)) - 3.0L) < 1e-18L);
	CHECK(x > 0);
}

/* Itself, told by an environment that it is the second. */
static void
programs(const char *self)
{
	char *env[] = { "SECOND=yes", NULL };
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execlpe(self, self, "argument", (char *)NULL, env);
		_exit(99);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(WEXITSTATUS(status), 21);
}

static int
records(const char *file, const char *line, int type)
{
	struct utmp *ut;
	int n = 0;

	CHECK_OK(utmpname(file) == 0);
	setutent();
	while ((ut = getutent()) != NULL)
		n += strcmp(ut->ut_line, line) == 0 && ut->ut_type == type;
	endutent();
	return n;
}

static void
logins(void)
{
	struct utmp ut = { .ut_type = USER_PROCESS, .ut_id = "tst" };
	int gone;

	mkdir("/var", 0755);
	mkdir("/var/run", 0755);
	mkdir("/var/log", 0755);
	close(open("/var/run/utmp", O_CREAT | O_RDWR, 0644));
	close(open("/var/log/wtmp", O_CREAT | O_RDWR, 0644));
	strcpy(ut.ut_line, "test/1");
	strcpy(ut.ut_user, "somebody");
	ut.ut_pid = getpid();
	CHECK_OK(utmpname(UTMP_FILE) == 0);
	CHECK_OK(pututline(&ut) != NULL);
	endutent();
	CHECK_INT(records(UTMP_FILE, "test/1", USER_PROCESS), 1);
	CHECK_INT(logout("test/1"), 1);
	CHECK_INT(records(UTMP_FILE, "test/1", USER_PROCESS), 0);
	CHECK_INT(logout("test/1"), 0);
	gone = records(WTMP_FILE, "test/1", DEAD_PROCESS);
	logwtmp("test/1", "", "");
	CHECK_INT(records(WTMP_FILE, "test/1", DEAD_PROCESS), gone + 1);
	/* Where standard streams are no terminal, only wtmp has it. */
	gone = records(WTMP_FILE, "???", USER_PROCESS);
	login(&ut);
	CHECK_INT(records(WTMP_FILE, "???", USER_PROCESS), gone + 1);
	CHECK_INT(records(UTMP_FILE, "???", USER_PROCESS), 0);
}

int
main(int argc, char **argv)
{
	if (argc == 2) {
		const char *second = getenv("SECOND");

		return second != NULL && getenv("PATH") == NULL &&
		    strcmp(argv[1], "argument") == 0 ? 21 : 22;
	}
	clocks();
	descriptors();
	names();
	floats();
	programs(argv[0]);
	logins();
	return 0;
}
