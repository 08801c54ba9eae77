/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cygpath: POSIX paths to Windows paths and back, and where Windows' own
 * folders are.  Options are those of Cygwin's program of that name.
 */
#include <dlfcn.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>
#include <unistd.h>
#include <wchar.h>

#define LONGEST	32768		/* of a Windows path, in wchar_t */

/* csidl of SHGetFolderPath(); the same of all users behind it. */
#define DESKTOP		0x10, 0x19
#define PROGRAMS	0x02, 0x17
#define DOCUMENTS	0x05, 0x2e
#define WINDOWS		0x24, 0x24
#define SYSTEM		0x25, 0x25
#define PROFILE		0x28, 0x28

static int windows, mixed, list, absolute, ignore, all_users;
static enum { AS_IT_IS, LONG_NAME, SHORT_NAME } form;

static void
usage(FILE *out)
{
	fprintf(out,
	    "usage: cygpath [-u | -w | -m | -d | -t type] [-a] [-l | -s] [-p]"
	    " path ...\n"
	    "       cygpath [-u | -w | -m | -d | -t type] [-a] [-l | -s] [-p]"
	    " -f file\n"
	    "       cygpath [-u | -w | -m | -d] [-A]"
	    " -D | -H | -O | -P | -S | -W\n"
	    "  -u  to a POSIX path (the default)\n"
	    "  -w  to a Windows path\n"
	    "  -m  to a Windows path with forward slashes\n"
	    "  -d  to a Windows path of short names\n"
	    "  -t  to unix, windows, mixed or dos, as -u -w -m -d\n"
	    "  -a  to an absolute path\n"
	    "  -l  of a Windows path: with long names\n"
	    "  -s  of a Windows path: with short names\n"
	    "  -p  the argument is a list, as in PATH\n"
	    "  -f  a path on each line of the file, - is standard input\n"
	    "  -i  no path is no error\n"
	    "  -D  the desktop\n"
	    "  -H  the folder that users' folders are in\n"
	    "  -O  the documents\n"
	    "  -P  the start menu's programs\n"
	    "  -S  the system's folder\n"
	    "  -W  Windows' folder\n"
	    "  -A  with -D, -O and -P: of all users\n"
	    "  -h  this text\n");
}

/* A function of Windows; they are few and seldom needed. */
static void *
function_of(const char *dll, const char *name)
{
	void *h = dlopen(dll, RTLD_NOW), *f = NULL;

	if (h != NULL)
		f = dlsym(h, name);
	if (f == NULL)
		errno = ENOSYS;
	return f;
}

/* The path with long or short names; as it is where there is no such file. */
static char *
in_form(const char *path)
{
	static wchar_t from[LONGEST], to[LONGEST];
	unsigned (*convert)(const wchar_t *, wchar_t *, unsigned) =
	    function_of("kernel32.dll", form == LONG_NAME ?
	    "GetLongPathNameW" : "GetShortPathNameW");
	unsigned n = 0;
	char *out;

	if (convert == NULL)
		return NULL;
	if (mbstowcs(from, path, LONGEST) < LONGEST)
		n = convert(from, to, LONGEST);
	if (n == 0 || n >= LONGEST)
		return strdup(path);
	if ((out = malloc(4 * (size_t)n + 1)) != NULL)
		wcstombs(out, to, 4 * (size_t)n + 1);
	return out;
}

static char *
of_list(cygwin_conv_path_t what, const char *path)
{
	ssize_t size = cygwin_conv_path_list(what, path, NULL, 0);
	char *out;

	if (size < 0 || (out = malloc((size_t)size)) == NULL)
		return NULL;
	if (cygwin_conv_path_list(what, path, out, (size_t)size) < 0) {
		free(out);
		return NULL;
	}
	return out;
}

static char *
convert(const char *path)
{
	cygwin_conv_path_t what = windows ? CCP_POSIX_TO_WIN_A :
	    CCP_WIN_A_TO_POSIX;
	char *out, *named;

	if (!absolute)
		what |= CCP_RELATIVE;
	/* A path that has the wanted form already passes unchanged. */
	if (!windows && path[0] == '/')
		return strdup(path);
	out = list ? of_list(what, path) : cygwin_create_path(what, path);
	if (out != NULL && windows && !list && form != AS_IT_IS) {
		named = in_form(out);
		free(out);
		out = named;
	}
	return out;
}

static int
print(const char *path)
{
	char *out;

	if (path[0] == '\0' && list) {
		puts("");
		return 0;
	}
	if (path[0] == '\0')
		errno = ENOENT;
	if (path[0] == '\0' || (out = convert(path)) == NULL) {
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

/* Windows tells where its folders are. */
static int
print_folder(int own, int common)
{
	long (*folder)(void *, int, void *, unsigned, wchar_t *) =
	    function_of("shell32.dll", "SHGetFolderPathW");
	wchar_t name[260];
	char text[4 * 260], *slash;

	if (folder == NULL ||
	    folder(NULL, all_users ? common : own, NULL, 0, name) < 0) {
		fprintf(stderr, "cygpath: Windows has no such folder\n");
		return 1;
	}
	wcstombs(text, name, sizeof text);
	/* Users' folders are in the one that this user's is in. */
	if (own == 0x28 && (slash = strrchr(text, '\\')) != NULL)
		*slash = '\0';
	absolute = 1;
	return print(text);
}

static int
print_lines(const char *name)
{
	FILE *fp = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int failed = 0;

	if (fp == NULL) {
		fprintf(stderr, "cygpath: %s: %s\n", name, strerror(errno));
		return 1;
	}
	while ((n = getline(&line, &size, fp)) > 0) {
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			line[--n] = '\0';
		failed |= print(line);
	}
	free(line);
	if (fp != stdin)
		fclose(fp);
	return failed;
}

/* -u, -w, -m, -d. */
static int
set_type(int type)
{
	windows = type != 'u';
	mixed = type == 'm';
	if (type == 'd')
		form = SHORT_NAME;
	return type == 'u' || type == 'w' || type == 'm' || type == 'd';
}

static const struct option long_options[] = {
	{ "absolute", no_argument, NULL, 'a' },
	{ "allusers", no_argument, NULL, 'A' },
	{ "desktop", no_argument, NULL, 'D' },
	{ "dos", no_argument, NULL, 'd' },
	{ "file", required_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ "homeroot", no_argument, NULL, 'H' },
	{ "ignore", no_argument, NULL, 'i' },
	{ "long-name", no_argument, NULL, 'l' },
	{ "mixed", no_argument, NULL, 'm' },
	{ "mydocs", no_argument, NULL, 'O' },
	{ "path", no_argument, NULL, 'p' },
	{ "short-name", no_argument, NULL, 's' },
	{ "smprograms", no_argument, NULL, 'P' },
	{ "sysdir", no_argument, NULL, 'S' },
	{ "type", required_argument, NULL, 't' },
	{ "unix", no_argument, NULL, 'u' },
	{ "windir", no_argument, NULL, 'W' },
	{ "windows", no_argument, NULL, 'w' },
	{ NULL, 0, NULL, 0 }
};

static const char *file;
static int folders;		/* the option that asked for one */

/* 0: a usage error. */
static int
take_option(int c)
{
	switch (c) {
	case 'u': case 'w': case 'm': case 'd':
		return set_type(c);
	case 't':
		return set_type(optarg[0]);
	case 'a':
		return absolute = 1;
	case 'A':
		return all_users = 1;
	case 'i':
		return ignore = 1;
	case 'l':
		form = LONG_NAME;
		return 1;
	case 's':
		form = SHORT_NAME;
		return 1;
	case 'p':
		return list = 1;
	case 'f':
		file = optarg;
		return 1;
	case 'D': case 'H': case 'O': case 'P': case 'S': case 'W':
		return folders = c;
	default:
		return 0;
	}
}

static int
asked_folder(void)
{
	switch (folders) {
	case 'D':
		return print_folder(DESKTOP);
	case 'H':
		return print_folder(PROFILE);
	case 'O':
		return print_folder(DOCUMENTS);
	case 'P':
		return print_folder(PROGRAMS);
	case 'S':
		return print_folder(SYSTEM);
	default:
		return print_folder(WINDOWS);
	}
}

int
main(int argc, char **argv)
{
	int c, failed = 0;

	while ((c = getopt_long(argc, argv, "uwmdt:aAilspf:DHOPSWh",
	    long_options, NULL)) != -1) {
		if (c == 'h') {
			usage(stdout);
			return 0;
		}
		if (!take_option(c)) {
			usage(stderr);
			return 2;
		}
	}
	if (folders)
		failed = asked_folder();
	else if (file != NULL)
		failed = print_lines(file);
	else if (optind == argc && !ignore) {
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
