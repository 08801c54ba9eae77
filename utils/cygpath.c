/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cygpath: POSIX paths to Windows paths and back.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>
#include <unistd.h>

static int windows, mixed, list, absolute;

static void
usage(FILE *out)
{
	fprintf(out,
	    "usage: cygpath [-u | -w | -m] [-a] [-p] path ...\n"
	    "  -u  to a POSIX path (the default)\n"
	    "  -w  to a Windows path\n"
	    "  -m  to a Windows path with forward slashes\n"
	    "  -a  to an absolute path\n"
	    "  -p  the argument is a list, as in PATH\n");
}

static char *
convert(const char *path)
{
	cygwin_conv_path_t what = windows ? CCP_POSIX_TO_WIN_A :
	    CCP_WIN_A_TO_POSIX;
	ssize_t size;
	char *out;

	if (!absolute)
		what |= CCP_RELATIVE;
	/* A path that has the wanted form already passes unchanged. */
	if (!windows && path[0] == '/')
		return strdup(path);
	if (!list)
		return cygwin_create_path(what, path);
	size = cygwin_conv_path_list(what, path, NULL, 0);
	if (size < 0 || (out = malloc((size_t)size)) == NULL)
		return NULL;
	if (cygwin_conv_path_list(what, path, out, (size_t)size) < 0) {
		free(out);
		return NULL;
	}
	return out;
}

static int
print(const char *path)
{
	char *out = convert(path);

	if (out == NULL) {
		fprintf(stderr, "cygpath: %s: %s\n", path, strerror(errno));
		return 1;
	}
	if (mixed)
		for (char *p = out; *p != '\0'; p++)
			if (*p == '\\')
				*p = '/';
	puts(out);
	free(out);
	return 0;
}

int
main(int argc, char **argv)
{
	int c, failed = 0;

	while ((c = getopt(argc, argv, "uwmaph")) != -1)
		switch (c) {
		case 'u':
			windows = mixed = 0;
			break;
		case 'm':
			mixed = 1;
			/* FALLTHROUGH */
		case 'w':
			windows = 1;
			break;
		case 'a':
			absolute = 1;
			break;
		case 'p':
			list = 1;
			break;
		case 'h':
			usage(stdout);
			return 0;
		default:
			usage(stderr);
			return 2;
		}
	if (optind == argc) {
		usage(stderr);
		return 2;
	}
	for (; optind < argc; optind++)
		failed |= print(argv[optind]);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "cygpath: standard output: %s\n",
		    strerror(errno));
		return 1;
	}
	return failed;
}
