/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the project here is built with: a compiler, a librarian and a linker
 * that do what make sees of such programs (they read sources and headers,
 * write objects and dependencies, complain and fail) and no more; the same
 * source on both sides.
 *
 *	cc -c FILE.c -o FILE.o [-MF FILE.d]	cc -o PROGRAM FILE ...
 *	ar ARCHIVE FILE ...
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES	64

static char *seen[NAMES];
static int n_seen;
static unsigned long sum = 5381;
static int errors;

static FILE *
must_open(const char *name, const char *mode)
{
	FILE *f = fopen(name, mode);

	if (f == NULL) {
		fprintf(stderr, "cc: %s: %s\n", name, strerror(errno));
		exit(1);
	}
	return f;
}

static void
add(const char *s)
{
	while (*s != '\0')
		sum = (sum * 33 + (unsigned char)*s++) & 0xffffffff;
}

/* Reads a source and what it includes, each once. */
static void
read_source(const char *name)
{
	char line[512], other[256];
	FILE *f;
	int n = 0;

	for (int i = 0; i < n_seen; i++)
		if (strcmp(seen[i], name) == 0)
			return;
	if (n_seen == NAMES)
		exit(3);
	seen[n_seen++] = strdup(name);
	f = must_open(name, "r");
	while (fgets(line, sizeof(line), f) != NULL) {
		n++;
		if (sscanf(line, "#include \"%255[^\"]\"", other) == 1)
			read_source(other);
		else if (strncmp(line, "#error ", 7) == 0) {
			fprintf(stderr, "%s:%d: %s", name, n, line + 1);
			errors = 1;
		}
		add(line);
	}
	fclose(f);
}

static int
compile(const char *source, const char *object, const char *depfile)
{
	FILE *f;

	read_source(source);
	if (errors)
		return 1;
	f = must_open(object, "w");
	fprintf(f, "object %s %08lx\n", source, sum);
	fclose(f);
	if (depfile == NULL)
		return 0;
	f = must_open(depfile, "w");
	fprintf(f, "%s:", object);
	for (int i = 0; i < n_seen; i++)
		fprintf(f, " \\\n %s", seen[i]);
	fprintf(f, "\n");
	fclose(f);
	return 0;
}

/* Each file's lines, one after the other. */
static int
join(const char *output, char **files, int n)
{
	FILE *to = must_open(output, "w"), *f;
	char line[512];

	for (int i = 0; i < n; i++) {
		f = must_open(files[i], "r");
		while (fgets(line, sizeof(line), f) != NULL)
			fputs(line, to);
		fclose(f);
	}
	return fclose(to) != 0;
}

int
main(int argc, char **argv)
{
	const char *source = NULL, *out = NULL, *deps = NULL;
	const char *name = strrchr(argv[0], '/');
	int files = 0;

	name = name != NULL ? name + 1 : argv[0];
	if (strcmp(name, "ar") == 0)
		return argc < 2 ? 2 : join(argv[1], argv + 2, argc - 2);
	for (int i = 1; i < argc; i++) {
		if (i + 1 < argc && strcmp(argv[i], "-c") == 0)
			source = argv[++i];
		else if (i + 1 < argc && strcmp(argv[i], "-o") == 0)
			out = argv[++i];
		else if (i + 1 < argc && strcmp(argv[i], "-MF") == 0)
			deps = argv[++i];
		else
			argv[files++] = argv[i];
	}
	if (out == NULL)
		return 2;
	return source != NULL ? compile(source, out, deps) :
	    join(out, argv, files);
}
