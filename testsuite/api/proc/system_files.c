/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of /proc about the system. */
#include "process/children.h"

static long
number_behind(const char *file, const char *word)
{
	const char *at = strstr(get_file(file), word);

	CHECK(at != NULL);
	return atol(at + strlen(word));
}

/* As top reads the times of all processors, and of the first. */
static unsigned long long
all_times(const char *which)
{
	unsigned long long user, nice, system, idle, wait;
	const char *at = strstr(get_file("/proc/stat"), which);

	CHECK(at != NULL);
	CHECK_INT(sscanf(at + strlen(which), "%llu %llu %llu %llu %llu",
	    &user, &nice, &system, &idle, &wait), 5);
	return user + nice + system + idle;
}

int
main(void)
{
	unsigned long long times;
	double up, again, idle;
	char buf[64];
	struct stat st;
	int fd;

	CHECK_INT(number_behind("/proc/meminfo", "MemTotal:"),
	    sysconf(_SC_PHYS_PAGES) * (sysconf(_SC_PAGESIZE) / 1024));
	CHECK(number_behind("/proc/meminfo", "MemFree:") > 0);
	CHECK_INT(number_behind("/proc/cpuinfo", "processor\t:"), 0);
	CHECK(number_behind("/proc/stat", "btime") > 1000000000);
	CHECK(number_behind("/proc/stat", "\nprocesses") > 0);
	CHECK_INT(number_behind("/proc/stat", "\nprocs_blocked") < 0, 0);
	CHECK(number_behind("/proc/vmstat", "nr_free_pages") > 0);
	CHECK(number_behind("/proc/vmstat", "\npswpout") >= 0);
	CHECK(strlen(get_file("/proc/version")) > 5);
	CHECK(strstr(get_file("/proc/mounts"), " / ") != NULL);
	CHECK(strchr(get_file("/proc/loadavg"), '/') != NULL);

	CHECK_OK((fd = open("/proc/uptime", O_RDONLY)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && S_ISREG(st.st_mode));
	CHECK_OK(read(fd, buf, sizeof buf) > 0);
	CHECK_INT(sscanf(buf, "%lf %lf", &up, &idle), 2);
	CHECK(idle > 0);
	times = all_times("cpu ");
	CHECK(times > 0 && all_times("cpu0") > 0);
	CHECK_INT(read(fd, buf, sizeof buf), 0);
	CHECK_ERR(write(fd, "x", 1), EBADF);
	/* It tells of when it is read, not of when that was prepared. */
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	nap(100);
	CHECK_OK(read(fd, buf, sizeof buf) > 0);
	CHECK_INT(sscanf(buf, "%lf", &again), 1);
	CHECK(again > up);
	CHECK(all_times("cpu ") > times);
	close(fd);
	CHECK_ERR(open("/proc/uptime", O_RDONLY | O_CREAT | O_EXCL, 0600),
	    EEXIST);
	CHECK(unlink("/proc/uptime") < 0);
	CHECK_ERR(symlink("x", "/proc/uptime"), EEXIST);
	CHECK(symlink("x", "/proc/none") < 0 && errno != EEXIST);
	CHECK_ERR(open("/proc/self/fd/00", O_RDONLY), ENOENT);
	return 0;
}
