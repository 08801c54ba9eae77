/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getopt() (XSH getopt), getopt_long() and getopt_long_only() as glibc has
 * them. newlib's takes "=" off a short option's argument, an unknown long
 * option for short ones, and says nothing in optopt.
 *
 * Words that are no options go behind those that are, unless the letters
 * begin with '+' or POSIXLY_CORRECT is set (the first word ends the options),
 * or with '-' (each is given back as the argument of option 1).
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

/*
 * The next letter of the element that is being read, or NULL. Words that were
 * passed over are argv[first] to argv[last - 1], options that were read since
 * lie from last to optind.
 */
static char *letter;
static int first = 1, last = 1, begun, posixly;

struct call {
	int argc;
	char **argv;
	const char *letters;		/* behind '+' and '-' */
	const struct option *longs;
	int *index;
	int only, say, missing;
	char mode;			/* '+', '-' or 0 */
};

static void
reverse(char **from, char **to)
{
	char *t;

	while (from < --to) {
		t = *from;
		*from++ = *to;
		*to = t;
	}
}

/* Moves the words behind the options that were read since. */
static void
settle(char **argv)
{
	if (first < last && last < optind) {
		reverse(argv + first, argv + last);
		reverse(argv + last, argv + optind);
		reverse(argv + first, argv + optind);
		first += optind - last;
	} else if (first == last) {
		first = optind;
	}
	last = optind;
}

static int
is_word(const char *s)
{
	return s[0] != '-' || s[1] == '\0';
}

static int
is_end(const struct call *c)
{
	return optind >= c->argc || c->argv[optind] == NULL;
}

/* Goes to the next element with options; 0, or what is to be returned. */
static int
advance(const struct call *c)
{
	if (first > optind)
		first = optind;
	if (last > optind)
		last = optind;
	if (c->mode == 0) {
		settle(c->argv);
		while (!is_end(c) && is_word(c->argv[optind]))
			optind++;
		last = optind;
	}
	if (!is_end(c) && strcmp(c->argv[optind], "--") == 0) {
		optind++;
		settle(c->argv);
		optind = first;
		return -1;
	}
	if (is_end(c)) {
		if (first != last)
			optind = first;
		return -1;
	}
	if (!is_word(c->argv[optind]))
		return 0;
	if (c->mode == '+')
		return -1;
	optarg = c->argv[optind++];
	return 1;
}

static int
same(const struct option *a, const struct option *b)
{
	return a->has_arg == b->has_arg && a->flag == b->flag &&
	    a->val == b->val;
}

/* The option that begins so; *several when that could be different ones. */
static const struct option *
find_long(const struct call *c, const char *name, size_t len, int *several)
{
	const struct option *found = NULL, *o;

	*several = 0;
	for (o = c->longs; o->name != NULL; o++) {
		if (strncmp(o->name, name, len) != 0)
			continue;
		if (o->name[len] == '\0') {
			*several = 0;
			return o;
		}
		if (found == NULL)
			found = o;
		else if (c->only || !same(found, o))
			*several = 1;
	}
	return found;
}

static void
say_several(const struct call *c, const char *name, size_t len)
{
	const struct option *o;

	fprintf(stderr, "%s: option '%s' is ambiguous; possibilities:",
	    c->argv[0], c->argv[optind]);
	for (o = c->longs; o->name != NULL; o++) {
		if (strncmp(o->name, name, len) == 0)
			fprintf(stderr, " '--%s'", o->name);
	}
	fputc('\n', stderr);
}

static int
argument_of(const struct call *c, const struct option *o, char *value,
    const char *dashes)
{
	if (value != NULL && o->has_arg == no_argument) {
		if (c->say)
			fprintf(stderr, "%s: option '%s%s' doesn't allow an"
			    " argument\n", c->argv[0], dashes, o->name);
		optopt = o->val;
		return '?';
	}
	if (value == NULL && o->has_arg == required_argument) {
		if (is_end(c)) {
			if (c->say)
				fprintf(stderr, "%s: option '%s%s' requires an"
				    " argument\n", c->argv[0], dashes, o->name);
			optopt = o->val;
			return c->missing;
		}
		value = c->argv[optind++];
	}
	optarg = value;
	if (c->index != NULL)
		*c->index = (int)(o - c->longs);
	if (o->flag == NULL)
		return o->val;
	*o->flag = o->val;
	return 0;
}

/* -2: it is no long option, but may be short ones. */
static int
take_long(const struct call *c, char *name, const char *dashes)
{
	size_t len = strcspn(name, "=");
	int several;
	const struct option *o = find_long(c, name, len, &several);

	if (o == NULL && dashes[1] == '\0' &&
	    strchr(c->letters, name[0]) != NULL)
		return -2;
	letter = NULL;
	if (several && c->say)
		say_several(c, name, len);
	if (o == NULL && c->say)
		fprintf(stderr, "%s: unrecognized option '%s%s'\n",
		    c->argv[0], dashes, name);
	optind++;
	if (several || o == NULL) {
		optopt = 0;
		return '?';
	}
	return argument_of(c, o, name[len] == '=' ? name + len + 1 : NULL,
	    dashes);
}

static int
take_letter(const struct call *c)
{
	int l = (unsigned char)*letter++;
	const char *p = strchr(c->letters, l);

	if (*letter == '\0') {
		letter = NULL;
		optind++;
	}
	if (p == NULL || l == ':' || l == ';') {
		if (c->say)
			fprintf(stderr, "%s: invalid option -- '%c'\n",
			    c->argv[0], l);
		optopt = l;
		return '?';
	}
	if (p[1] != ':')
		return l;
	if (letter != NULL) {
		optarg = letter;
		letter = NULL;
		optind++;
	} else if (p[2] != ':') {
		if (is_end(c)) {
			if (c->say)
				fprintf(stderr, "%s: option requires an"
				    " argument -- '%c'\n", c->argv[0], l);
			optopt = l;
			return c->missing;
		}
		optarg = c->argv[optind++];
	}
	return l;
}

static int
next_option(struct call *c)
{
	char *s;
	int r;

	optarg = NULL;
	if (c->argc < 1)
		return -1;
	if (c->letters == NULL)
		c->letters = "";
	if (optind == 0 || !begun) {
		if (optind == 0)
			optind = 1;
		first = last = optind;
		letter = NULL;
		begun = 1;
		posixly = getenv("POSIXLY_CORRECT") != NULL;
	}
	c->mode = posixly ? '+' : 0;
	if (*c->letters == '+' || *c->letters == '-')
		c->mode = *c->letters++;
	c->missing = *c->letters == ':' ? ':' : '?';
	c->say = opterr && *c->letters != ':';
	if (letter != NULL)
		return take_letter(c);
	if ((r = advance(c)) != 0)
		return r;
	s = c->argv[optind];
	if (c->longs != NULL && s[1] == '-')
		return take_long(c, s + 2, "--");
	if (c->longs != NULL && c->only &&
	    (s[2] != '\0' || strchr(c->letters, s[1]) == NULL) &&
	    (r = take_long(c, s + 1, "-")) != -2)
		return r;
	letter = s + 1;
	return take_letter(c);
}

int
getopt(int argc, char *const argv[], const char *letters)
{
	struct call c = { .argc = argc, .argv = (char **)argv,
	    .letters = letters };

	return next_option(&c);
}

int
getopt_long(int argc, char *const argv[], const char *letters,
    const struct option *longs, int *index)
{
	struct call c = { .argc = argc, .argv = (char **)argv,
	    .letters = letters, .longs = longs, .index = index };

	return next_option(&c);
}

int
getopt_long_only(int argc, char *const argv[], const char *letters,
    const struct option *longs, int *index)
{
	struct call c = { .argc = argc, .argv = (char **)argv,
	    .letters = letters, .longs = longs, .index = index, .only = 1 };

	return next_option(&c);
}
