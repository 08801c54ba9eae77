/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* linux: no, strtonum() and others are not in glibc */
/* What ports expect, and daemon() that fails without a child. */
#include <execinfo.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "test.h"

static __attribute__((noinline)) int
depth(void **frames, int n)
{
	int got = backtrace(frames, n);

	__asm__ volatile ("");
	return got;
}

int
main(void)
{
	struct rlimit none = { 3, 3 };
	const char *why;
	void *frames[20];
	char **names, *p, buf[4] = "abc";
	pid_t self = getpid();
	int n;

	CHECK_STR(sigabbrev_np(SIGHUP), "HUP");
	CHECK(sigabbrev_np(0) == NULL && sigdescr_np(9999) == NULL);
	CHECK_STR(sigdescr_np(SIGSEGV), strsignal(SIGSEGV));
	memset_explicit(buf, 'x', 2);
	CHECK_STR(buf, "xxc");
	setprogname("/a/b/prog");
	CHECK_STR(getprogname(), "prog");
	CHECK_INT(strtonum("42", 1, 50, &why), 42);
	CHECK(why == NULL);
	CHECK(strtonum("51", 1, 50, &why) == 0 && errno == ERANGE);
	CHECK_STR(why, "too large");
	CHECK(strtonum("5x", 1, 50, &why) == 0 && errno == EINVAL);
	CHECK_STR(why, "invalid");
	CHECK_OK((p = canonicalize_file_name(".")) != NULL && *p == '/');
	free(p);
	CHECK(get_nprocs() >= 1 && get_nprocs_conf() >= get_nprocs());
	CHECK(get_phys_pages() > 0 && get_avphys_pages() > 0);

	n = depth(frames, 20);
	CHECK(n >= 2 && n <= 20);
	CHECK_INT(depth(frames, 1), 1);
	CHECK((names = backtrace_symbols(frames, 1)) != NULL);
	CHECK(strchr(names[0], '[') != NULL);
	free(names);

	CHECK_OK(setrlimit(RLIMIT_NOFILE, &none) == 0);
	CHECK(daemon(1, 0) == -1 && errno == EMFILE);
	CHECK_INT(getpid(), self);
	return 0;
}
