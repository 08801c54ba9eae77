/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getfacl: prints the owner, the group and the access lists of files, in a
 * form that setfacl reads.
 */
#include <acl/libacl.h>
#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tree.h"

static int access_only, default_only, no_header, numeric, skip_base, recursive;
static int effective = TEXT_SOME_EFFECTIVE;

static const struct option long_options[] = {
	{ "access", no_argument, NULL, 'a' },
	{ "omit-header", no_argument, NULL, 'c' },
	{ "default", no_argument, NULL, 'd' },
	{ "all-effective", no_argument, NULL, 'e' },
	{ "no-effective", no_argument, NULL, 'E' },
	{ "help", no_argument, NULL, 'h' },
	{ "numeric", no_argument, NULL, 'n' },
	{ "recursive", no_argument, NULL, 'R' },
	{ "skip-base", no_argument, NULL, 's' },
	{ NULL, 0, NULL, 0 }
};

static void
usage(FILE *out)
{
	fputs("usage: getfacl [-acdeEnRs] file ...\n"
	    "  -a, --access         the access list only\n"
	    "  -c, --omit-header    without file, owner and group\n"
	    "  -d, --default        the default list only\n"
	    "  -e, --all-effective  beside each entry what the mask leaves\n"
	    "  -E, --no-effective   beside none (else where it takes away)\n"
	    "  -n, --numeric        ids instead of names\n"
	    "  -R, --recursive      folders with all that is in them\n"
	    "  -s, --skip-base      only files with more than a mode\n", out);
}

static int
failed(const char *name)
{
	fprintf(stderr, "getfacl: %s: %s\n", name, strerror(errno));
	return 1;
}

/* A line cannot have a line's end in it: octal, as setfacl reads it. */
static void
put_name(const char *name)
{
	for (; *name != '\0'; name++)
		if (*name == '\n' || *name == '\r' || *name == '\\')
			printf("\\%03o", (unsigned char)*name);
		else
			putchar(*name);
}

static void
put_header(const char *name, const struct stat *st)
{
	struct passwd *pw = numeric ? NULL : getpwuid(st->st_uid);
	struct group *gr = numeric ? NULL : getgrgid(st->st_gid);

	printf("# file: ");
	put_name(name);
	if (pw != NULL)
		printf("\n# owner: %s\n", pw->pw_name);
	else
		printf("\n# owner: %lu\n", (unsigned long)st->st_uid);
	if (gr != NULL)
		printf("# group: %s\n", gr->gr_name);
	else
		printf("# group: %lu\n", (unsigned long)st->st_gid);
	if (st->st_mode & (S_ISUID | S_ISGID | S_ISVTX))
		printf("# flags: %c%c%c\n", st->st_mode & S_ISUID ? 's' : '-',
		    st->st_mode & S_ISGID ? 's' : '-',
		    st->st_mode & S_ISVTX ? 't' : '-');
}

static int
put_list(acl_t acl, const char *prefix)
{
	char *text = acl_to_any_text(acl, prefix, '\n', effective |
	    (numeric ? TEXT_NUMERIC_IDS : 0));

	if (text == NULL)
		return -1;
	printf("%s\n", text);
	acl_free(text);
	return 0;
}

/* NULL: an error, or of a default list that there is none. */
static acl_t
list_of(const char *name, const struct stat *st, acl_type_t type)
{
	acl_t acl;

	if (type == ACL_TYPE_DEFAULT && !S_ISDIR(st->st_mode)) {
		errno = 0;
		return NULL;
	}
	acl = acl_get_file(name, type);
	/* Where there are no lists, the mode is one. */
	if (acl == NULL && errno == ENOTSUP)
		acl = type == ACL_TYPE_ACCESS ? acl_from_mode(st->st_mode) :
		    acl_init(0);
	if (acl != NULL && type == ACL_TYPE_DEFAULT &&
	    acl_entries(acl) == 0) {
		acl_free(acl);
		errno = 0;
		return NULL;
	}
	return acl;
}

static int
one(const char *name)
{
	acl_t list = NULL, defaults = NULL;
	struct stat st;
	int e = 0;

	if (stat(name, &st) < 0)
		return failed(name);
	if (!default_only &&
	    (list = list_of(name, &st, ACL_TYPE_ACCESS)) == NULL)
		return failed(name);
	if (!access_only && (defaults = list_of(name, &st,
	    ACL_TYPE_DEFAULT)) == NULL && errno != 0)
		e = failed(name);
	if (e == 0 && !(skip_base && defaults == NULL && list != NULL &&
	    acl_equiv_mode(list, NULL) == 0)) {
		if (!no_header)
			put_header(name, &st);
		if ((list != NULL && put_list(list, NULL) < 0) ||
		    (defaults != NULL && put_list(defaults, default_only ?
		    NULL : "default:") < 0))
			e = failed(name);
		putchar('\n');
	}
	acl_free(list);
	acl_free(defaults);
	return e;
}

int
main(int argc, char **argv)
{
	int c, e = 0;

	while ((c = getopt_long(argc, argv, "acdeEhnRs", long_options,
	    NULL)) != -1)
		switch (c) {
		case 'a':
			access_only = 1;
			break;
		case 'c':
			no_header = 1;
			break;
		case 'd':
			default_only = 1;
			break;
		case 'e':
			effective = TEXT_ALL_EFFECTIVE;
			break;
		case 'E':
			effective = 0;
			break;
		case 'h':
			usage(stdout);
			return 0;
		case 'n':
			numeric = 1;
			break;
		case 'R':
			recursive = 1;
			break;
		case 's':
			skip_base = 1;
			break;
		default:
			usage(stderr);
			return 2;
		}
	if (optind == argc) {
		usage(stderr);
		return 2;
	}
	if (access_only && default_only)
		access_only = default_only = 0;
	for (; optind < argc; optind++)
		e |= recursive ? tree(argv[optind], 0, one, failed) :
		    one(argv[optind]);
	if (fflush(stdout) == EOF)
		return failed("standard output");
	return e;
}
