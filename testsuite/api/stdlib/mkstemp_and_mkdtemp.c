/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

/* Of mktemp() and tmpnam(), which programs still call. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

int
main(void)
{
	char a[] = "fileXXXXXX", b[] = "fileXXXXXX", d[] = "dirXXXXXX";
	int fa = mkstemp(a), fb = mkstemp(b);
	CHECK_OK(fa >= 0 && fb >= 0);
	CHECK(strcmp(a, b) != 0 && strstr(a, "XXXXXX") == NULL);
	struct stat st;
	CHECK_INT(fstat(fa, &st), 0);
	CHECK(S_ISREG(st.st_mode) && (st.st_mode & 0600) == 0600);
	CHECK_INT(write(fa, "x", 1), 1);
	CHECK_OK(mkdtemp(d) == d);
	CHECK_INT(stat(d, &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	char bad[] = "noX";
	CHECK_ERR(mkstemp(bad), EINVAL);
	char s[] = "xXXXXXX.txt";
	int fs = mkostemps(s, 4, O_CLOEXEC);
	CHECK(fs >= 0 && strcmp(s + 7, ".txt") == 0);
	CHECK_INT(fcntl(fs, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	char t[] = "xXXXXXX";
	int ft = mkostemp(t, O_CLOEXEC);
	CHECK_INT(fcntl(ft, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	char name[] = "nameXXXXXX", given[L_tmpnam], *p;
	CHECK(mktemp(name) == name && strstr(name, "XXXXXX") == NULL);
	CHECK_ERR(access(name, F_OK), ENOENT);
	CHECK((p = tmpnam(given)) == given && given[0] == '/');
	CHECK_ERR(access(given, F_OK), ENOENT);
	CHECK((p = tmpnam(NULL)) != NULL && strcmp(p, given) != 0);
	return (0);
}
