/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Path resolution alone, on the host: a path of five components under 20
 * mounts, no system call.  Goal: 1 us.  Built and run by resolve_host.
 */
#include <stdio.h>
#include <time.h>

#include "fake_volume.h"

#define ROUNDS	1000000

static int
fake_other(const char *name, uint32_t *attributes)
{
	*attributes = NT_ATTR_DIRECTORY;
	return 0;
}

static const struct fake_entry volume[] = {
	{ "C:\\i\\var", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib\\isthmus", NT_ATTR_DIRECTORY, NULL, 0 },
	{ "C:\\i\\var\\lib\\isthmus\\mounts", NT_ATTR_NORMAL, fake_written,
	    FAKE_TEXT },
	{ NULL, 0, NULL, 0 }
};

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3;
}

static void
measure(const char *name)
{
	static struct path p;
	double start, took, best = 1e9;

	for (int run = 0; run < 5; run++) {
		start = now();
		for (long i = 0; i < ROUNDS; i++)
			if (path_resolve(&p, NULL, name) < 0)
				abort();
		took = (now() - start) / ROUNDS;
		if (took < best)
			best = took;
	}
	printf("%-40s %.3f us\n", name, best);
}

int
main(void)
{
	static const uint16_t root[] = u"\\??\\C:\\i";
	char target[40];
	struct path_fstab e = { .source = (char *)"D:\\some where",
		.target = target, .flags = PATH_MOUNT_BINARY };

	fake_entries = volume;
	path_set_root(root, sizeof root / 2 - 1, "/home/user/project");
	for (int i = 0; i < 20; i++) {
		sprintf(target, "/mnt/place%d/x", i);
		if (path_mount(&e) < 0)
			abort();
	}
	measure("/usr/share/doc/some/file.txt");
	measure("/mnt/place7/x/deep/file.txt");
	measure("src/include/sys/types.h/x");
	return 0;
}
