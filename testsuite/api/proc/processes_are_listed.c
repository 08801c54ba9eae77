/* SPDX-License-Identifier: BSD-2-Clause */
/* /proc as ps and top read it. */
#include "process/children.h"
#include <dirent.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

static const char *
text_of(const char *name)
{
	return get_file(name);
}

static int
is_listed(const char *dir, const char *name)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int found = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL)
		found += strcmp(e->d_name, name) == 0;
	closedir(d);
	return found;
}

static int
waits(void)
{
	while (pause() < 0)
		;
	return 0;
}

static void
check_stat(pid_t pid, pid_t parent)
{
	char name[64], comm[64], state;
	int p, pp, pgrp, sid, told;
	const char *text;

	snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
	text = text_of(name);
	CHECK_INT(sscanf(text, "%d (%63[^)]) %c %d %d %d", &p, comm,
	    &state, &pp, &pgrp, &sid), 6);
	/* Of all fields behind the name the 36th: what its parent is told. */
	CHECK_INT(sscanf(strrchr(text, ')'), ") %*c %*s %*s %*s %*s %*s %*s "
	    "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
	    "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %d", &told), 1);
	CHECK_INT(told, SIGCHLD);
	CHECK_INT(p, pid);
	CHECK_INT(pp, parent);
	CHECK_INT(pgrp, getpgid(pid));
	CHECK_INT(sid, getsid(pid));
	CHECK(strchr("RSD", state) != NULL);
	snprintf(name, sizeof name, "/proc/%d/status", (int)pid);
	CHECK(strstr(text_of(name), "\nPPid:") != NULL);
	snprintf(name, sizeof name, "/proc/%d/statm", (int)pid);
	CHECK(atol(text_of(name)) > 0);
}

static void
check_links(void)
{
	char link[4096], want[4096], name[64];
	struct stat st;
	ssize_t n;
	int fd;

	CHECK_OK((n = readlink("/proc/self", link, sizeof link - 1)) > 0);
	link[n] = '\0';
	CHECK_INT(atoi(link), getpid());
	CHECK_OK(lstat("/proc/self", &st) == 0 && S_ISLNK(st.st_mode));
	CHECK_OK(stat("/proc/self", &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK((n = readlink("/proc/self/cwd", link, sizeof link - 1)) > 0);
	link[n] = '\0';
	CHECK(getcwd(want, sizeof want) != NULL);
	CHECK_STR(link, want);
	put_file("here", "through cwd", 0600);
	CHECK_STR(text_of("/proc/self/cwd/here"), "through cwd");
	CHECK_OK((n = readlink("/proc/self/exe", link, sizeof link - 1)) > 0);
	link[n] = '\0';
	CHECK_OK(access(link, F_OK) == 0);
	CHECK_OK((fd = open("here", O_RDONLY)) >= 0);
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	CHECK_OK((n = readlink(name, link, sizeof link - 1)) > 0);
	link[n] = '\0';
	CHECK_STR(strrchr(link, '/'), "/here");
	CHECK_INT(is_listed("/proc/self/fd", strrchr(name, '/') + 1), 1);
	CHECK_STR(text_of(name), "through cwd");
	close(fd);
	CHECK_ERR(readlink(name, link, sizeof link), ENOENT);
}

#define USED	0x123000

/* As pmap -X reads what is resident where. */
static void
check_smaps(void)
{
	char *used = mmap(NULL, USED, PROT_READ | PROT_WRITE, MAP_PRIVATE |
	    MAP_ANONYMOUS, -1, 0), line[1024], flag[2];
	unsigned long long start = 0, end = 0, at = (uintptr_t)used;
	long size = 0, resident = 0, dirty = 0, n;
	FILE *fp = fopen("/proc/self/smaps", "r");

	CHECK_OK(used != MAP_FAILED && fp != NULL);
	CHECK_OK(mmap(NULL, USED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	    0) != MAP_FAILED);
	mlock(used, USED);		/* where it may */
	memset(used, 1, USED);
	/* Read anew: what was touched since is there. */
	CHECK_OK(fseek(fp, 0, SEEK_SET) == 0);
	while (fgets(line, sizeof line, fp) != NULL) {
		sscanf(line, "%llx-%llx ", &start, &end);
		/* A line of none is none to pmap. */
		if (strncmp(line, "VmFlags:", 8) == 0)
			CHECK_INT(sscanf(line, "VmFlags: %1[a-z]", flag), 1);
		if (start > at || end <= at)
			continue;
		if (sscanf(line, "Size: %ld kB", &n) == 1)
			size = n;
		if (sscanf(line, "Rss: %ld kB", &n) == 1)
			resident = n;
		if (sscanf(line, "Private_Dirty: %ld kB", &n) == 1)
			dirty = n;
	}
	CHECK(size >= USED / 1024 && resident >= USED / 1024 &&
	    dirty >= USED / 1024 && resident <= size);
	CHECK_OK(fclose(fp) == 0 && munmap(used, USED) == 0);
}

static void
check_maps_and_limits(void)
{
	char self[4096];
	struct rlimit r;
	const char *at;
	ssize_t n;

	CHECK_OK((n = readlink("/proc/self/exe", self, sizeof self - 1)) > 0);
	self[n] = '\0';
	CHECK(strstr(text_of("/proc/self/maps"), self) != NULL);
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	CHECK((at = strstr(text_of("/proc/self/limits"), "Max open files"))
	    != NULL);
	CHECK_INT(atol(at + 14), r.rlim_cur);
	at = text_of("/proc/self/mountinfo");
	CHECK(strstr(at, " / / ") != NULL && strstr(at, " - ") != NULL);
}

int
main(int argc, char **argv)
{
	char name[64], me[32];
	pid_t pid;

	CHECK_STR(text_of("/proc/self/cmdline"), argv[0]);
	CHECK(strchr(text_of("/proc/self/environ"), '=') != NULL);
	CHECK(strstr(text_of("/proc/self/maps"), "-") != NULL);
	check_links();
	check_maps_and_limits();
	check_smaps();
	pid = begin(waits);
	nap(100);
	snprintf(name, sizeof name, "%d", (int)pid);
	snprintf(me, sizeof me, "%d", (int)getpid());
	CHECK_INT(is_listed("/proc", name), 1);
	CHECK_INT(is_listed("/proc", me), 1);
	CHECK_INT(is_listed("/proc", "self"), 1);
	CHECK_INT(is_listed("/proc", "meminfo"), 1);
	check_stat(getpid(), getppid());
	check_stat(pid, getpid());
	snprintf(name, sizeof name, "/proc/%d/cmdline", (int)pid);
	CHECK_STR(text_of(name), argv[0]);
	kill(pid, SIGKILL);
	end(pid);
	CHECK_ERR(access(name, F_OK), ENOENT);
	CHECK_ERR(open("/proc/none", O_RDONLY), ENOENT);
	CHECK_ERR(open("/proc/uptime/x", O_RDONLY), ENOTDIR);
	CHECK_ERR(open("/proc", O_RDWR), EISDIR);
	return 0;
}
