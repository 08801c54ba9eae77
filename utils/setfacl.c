/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * setfacl: changes the access lists of files.  Options are carried out in
 * the order in which they stand.
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

enum which { ACCESS, DEFAULT, LISTS };
static const acl_type_t types[LISTS] = { ACL_TYPE_ACCESS, ACL_TYPE_DEFAULT };

enum action { SET, MODIFY, REMOVE, REMOVE_ALL, REMOVE_DEFAULT };

/* An entry that was asked for. */
struct entry {
	enum action action;
	enum which which;
	acl_tag_t tag;
	id_t id;			/* of ACL_USER, ACL_GROUP */
	unsigned perms;
	int x_if;			/* X: x for folders and programs */
};

static struct entry *entries;
static size_t n_entries;
static int to_default, no_mask, force_mask, recursive, test;

static const struct option long_options[] = {
	{ "default", no_argument, NULL, 'd' },
	{ "help", no_argument, NULL, 'h' },
	{ "mask", no_argument, NULL, 1 },
	{ "modify", required_argument, NULL, 'm' },
	{ "modify-file", required_argument, NULL, 'M' },
	{ "no-mask", no_argument, NULL, 'n' },
	{ "recursive", no_argument, NULL, 'R' },
	{ "remove", required_argument, NULL, 'x' },
	{ "delete", required_argument, NULL, 'x' },
	{ "remove-all", no_argument, NULL, 'b' },
	{ "remove-default", no_argument, NULL, 'k' },
	{ "remove-file", required_argument, NULL, 'X' },
	{ "set", required_argument, NULL, 's' },
	{ "set-file", required_argument, NULL, 'S' },
	{ "test", no_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 }
};

static void
usage(FILE *out)
{
	fputs("usage: setfacl [-bdknRt] [-m|-s|-x entries] ... file ...\n"
	    "  -b, --remove-all        leave what a mode can say\n"
	    "  -d, --default           entries are the default list's\n"
	    "  -k, --remove-default    remove the default list\n"
	    "  -m, --modify entries    change or add these\n"
	    "  -M, --modify-file file  the same, in lines ('-': input)\n"
	    "  -n, --no-mask           leave the mask as it is\n"
	    "      --mask              make the mask anew in any case\n"
	    "  -R, --recursive         folders with all that is in them\n"
	    "  -s, --set entries       these instead of the list\n"
	    "  -S, --set-file file     the same, as getfacl prints them\n"
	    "  -t, --test              print the lists, change nothing\n"
	    "  -x, --remove entries    remove these (without permissions)\n"
	    "  -X, --remove-file file  the same\n"
	    "entries: [d:]{u|g}:[name]:perms, [d:]{m|o}:[:]perms, with commas;"
	    "\n         perms is of r, w, x, X (x for folders and where "
	    "somebody has it), -,\n         or an octal digit\n", out);
}

static int
failed(const char *name)
{
	fprintf(stderr, "setfacl: %s: %s\n", name, strerror(errno));
	return 1;
}

static void __attribute__((noreturn))
bad(const char *entry, const char *why)
{
	fprintf(stderr, "setfacl: %s: %s\n", entry, why);
	exit(2);
}

/* --- what is asked for --- */

static int
is_word(const char *s, const char *word)
{
	size_t n = strlen(s);

	return n > 0 && strncmp(word, s, n) == 0 &&
	    (n == 1 || word[n] == '\0');
}

static int
number(const char *s, id_t *out)
{
	char *end;
	unsigned long n;

	if (*s < '0' || *s > '9')
		return 0;
	errno = 0;
	n = strtoul(s, &end, 10);
	*out = (id_t)n;
	return *end == '\0' && errno == 0 && n == (unsigned long)*out;
}

static int
name_id(acl_tag_t tag, const char *name, id_t *out)
{
	struct passwd *pw;
	struct group *gr;

	if (number(name, out))
		return 1;
	if (tag == ACL_USER && (pw = getpwnam(name)) != NULL) {
		*out = pw->pw_uid;
		return 1;
	}
	if (tag == ACL_GROUP && (gr = getgrnam(name)) != NULL) {
		*out = gr->gr_gid;
		return 1;
	}
	return 0;
}

static int
permissions(const char *s, struct entry *e)
{
	if (s[0] >= '0' && s[0] <= '7' && s[1] == '\0') {
		e->perms = (unsigned)(s[0] - '0');
		return 1;
	}
	if (*s == '\0')
		return 0;
	for (; *s != '\0'; s++)
		switch (*s) {
		case 'r':
			e->perms |= ACL_READ;
			break;
		case 'w':
			e->perms |= ACL_WRITE;
			break;
		case 'x':
			e->perms |= ACL_EXECUTE;
			break;
		case 'X':
			e->x_if = 1;
			break;
		case '-':
			break;
		default:
			return 0;
		}
	return 1;
}

/* The name behind "u" or "g", where there is one. */
static void
take_name(struct entry *e, const char *whole, const char *name)
{
	if (name == NULL || *name == '\0')
		return;
	e->tag = e->tag == ACL_USER_OBJ ? ACL_USER : ACL_GROUP;
	if (!name_id(e->tag, name, &e->id))
		bad(whole, e->tag == ACL_USER ? "no such user" :
		    "no such group");
}

/* text is cut up; whole is for messages. */
static struct entry
parse(char *text, const char *whole, enum action action)
{
	struct entry e = { .action = action,
	    .which = to_default ? DEFAULT : ACCESS };
	char *word = strsep(&text, ":"), *name = NULL;

	if (text != NULL && is_word(word, "default")) {
		e.which = DEFAULT;
		word = strsep(&text, ":");
	}
	if (is_word(word, "user"))
		e.tag = ACL_USER_OBJ;
	else if (is_word(word, "group"))
		e.tag = ACL_GROUP_OBJ;
	else if (is_word(word, "mask"))
		e.tag = ACL_MASK;
	else if (is_word(word, "other"))
		e.tag = ACL_OTHER;
	else
		bad(whole, "is for no user, group, mask or other");
	if (e.tag == ACL_USER_OBJ || e.tag == ACL_GROUP_OBJ) {
		if ((name = strsep(&text, ":")) == NULL && action != REMOVE)
			bad(whole, "has no permissions");
		take_name(&e, whole, name);
	} else if (text != NULL && *text == ':')
		text++;			/* other::r */
	if (action == REMOVE) {
		if (text != NULL && *text != '\0')
			bad(whole, "what is removed has no permissions");
	} else if (text == NULL || !permissions(text, &e))
		bad(whole, "has no valid permissions");
	return e;
}

static void
add(struct entry e)
{
	struct entry *more = realloc(entries, (n_entries + 1) *
	    sizeof *entries);

	if (more == NULL) {
		failed("no memory");
		exit(1);
	}
	entries = more;
	entries[n_entries++] = e;
}

/* Without blanks around it, and what getfacl puts behind a '#'. */
static char *
trim(char *s)
{
	size_t n = strcspn(s, "#\r\n");

	s[n] = '\0';
	s += strspn(s, " \t");
	for (n = strlen(s); n > 0 && strchr(" \t", s[n - 1]) != NULL; n--)
		s[n - 1] = '\0';
	return s;
}

static void
add_list(char *list, enum action action)
{
	char whole[256], *one;

	while ((one = strsep(&list, ",")) != NULL) {
		one = trim(one);
		if (*one == '\0')
			continue;
		snprintf(whole, sizeof whole, "%s", one);
		add(parse(one, whole, action));
	}
}

static void
add_file(const char *name, enum action action)
{
	FILE *fp = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
	char *line = NULL;
	size_t room = 0;

	if (fp == NULL)
		exit(failed(name));
	while (getline(&line, &room, fp) > 0)
		add_list(line, action);
	if (ferror(fp))
		exit(failed(name));
	free(line);
	if (fp != stdin)
		fclose(fp);
}

/* --- a list --- */

static id_t
id_of(acl_entry_t entry)
{
	id_t *q = acl_get_qualifier(entry), id = q != NULL ? *q : 0;

	acl_free(q);
	return id;
}

/* NULL: there is none; id counts for users and groups. */
static acl_entry_t
find(acl_t acl, acl_tag_t tag, id_t id)
{
	acl_entry_t entry;
	acl_tag_t is;
	int r;

	for (r = acl_get_entry(acl, ACL_FIRST_ENTRY, &entry); r == 1;
	    r = acl_get_entry(acl, ACL_NEXT_ENTRY, &entry))
		if (acl_get_tag_type(entry, &is) == 0 && is == tag &&
		    ((tag != ACL_USER && tag != ACL_GROUP) ||
		    id_of(entry) == id))
			return entry;
	return NULL;
}

static unsigned
perms_of(acl_t acl, acl_tag_t tag)
{
	acl_entry_t entry = find(acl, tag, 0);
	acl_permset_t set;
	unsigned perms = 0;

	if (entry == NULL || acl_get_permset(entry, &set) < 0)
		return 0;
	for (unsigned bit = ACL_EXECUTE; bit <= ACL_READ; bit <<= 1)
		if (acl_get_perm(set, bit) == 1)
			perms |= bit;
	return perms;
}

/* Makes or changes an entry. */
static int
put(acl_t *acl, acl_tag_t tag, id_t id, unsigned perms)
{
	acl_entry_t entry = find(*acl, tag, id);
	acl_permset_t set;

	if (entry == NULL && (acl_create_entry(acl, &entry) < 0 ||
	    acl_set_tag_type(entry, tag) < 0 ||
	    ((tag == ACL_USER || tag == ACL_GROUP) &&
	    acl_set_qualifier(entry, &id) < 0)))
		return -1;
	if (acl_get_permset(entry, &set) < 0 || acl_clear_perms(set) < 0)
		return -1;
	for (unsigned bit = ACL_EXECUTE; bit <= ACL_READ; bit <<= 1)
		if ((perms & bit) && acl_add_perm(set, bit) < 0)
			return -1;
	return acl_set_permset(entry, set);
}

static int
has_names(acl_t acl)
{
	acl_entry_t entry;
	acl_tag_t tag;

	for (int r = acl_get_entry(acl, ACL_FIRST_ENTRY, &entry); r == 1;
	    r = acl_get_entry(acl, ACL_NEXT_ENTRY, &entry))
		if (acl_get_tag_type(entry, &tag) == 0 &&
		    (tag == ACL_USER || tag == ACL_GROUP))
			return 1;
	return 0;
}

/* --- a file --- */

struct lists {
	acl_t list[LISTS];
	int changed[LISTS], mask_said[LISTS];
	int is_dir, somebody_executes;
};

/* An empty list becomes one with the three classes of the access list. */
static int
put_base(struct lists *l, enum which which)
{
	static const acl_tag_t base[] = { ACL_USER_OBJ, ACL_GROUP_OBJ,
	    ACL_OTHER };

	for (int i = 0; i < 3; i++)
		if (find(l->list[which], base[i], 0) == NULL &&
		    put(&l->list[which], base[i], 0,
		    perms_of(l->list[ACCESS], base[i])) < 0)
			return -1;
	return 0;
}

static int
empty(struct lists *l, enum which which)
{
	acl_free(l->list[which]);
	l->list[which] = acl_init(8);
	l->changed[which] = 1;
	return l->list[which] != NULL ? 0 : -1;
}

/* Named entries and the mask go; what the mask took from the group stays so. */
static int
remove_all(struct lists *l)
{
	acl_t *acl = &l->list[ACCESS];
	unsigned group = perms_of(*acl, ACL_GROUP_OBJ);
	unsigned user = perms_of(*acl, ACL_USER_OBJ);
	unsigned other = perms_of(*acl, ACL_OTHER);

	if (find(*acl, ACL_MASK, 0) != NULL)
		group &= perms_of(*acl, ACL_MASK);
	return empty(l, ACCESS) < 0 ||
	    put(acl, ACL_USER_OBJ, 0, user) < 0 ||
	    put(acl, ACL_GROUP_OBJ, 0, group) < 0 ||
	    put(acl, ACL_OTHER, 0, other) < 0 ? -1 : 0;
}

static int
remove_one(struct lists *l, const struct entry *e)
{
	acl_entry_t entry = find(l->list[e->which], e->tag, e->id);

	l->changed[e->which] = 1;
	if (e->tag == ACL_MASK)
		l->mask_said[e->which] = 1;
	return entry == NULL ? 0 : acl_delete_entry(l->list[e->which], entry);
}

static int
change_one(struct lists *l, const struct entry *e)
{
	unsigned perms = e->perms;

	if (e->which == DEFAULT && !l->is_dir) {
		if (recursive)
			return 0;
		errno = ENOTDIR;	/* only folders have one */
		return -1;
	}
	if (e->x_if && (l->is_dir || l->somebody_executes))
		perms |= ACL_EXECUTE;
	if (e->tag == ACL_MASK)
		l->mask_said[e->which] = 1;
	l->changed[e->which] = 1;
	return put(&l->list[e->which], e->tag, e->id, perms);
}

static int
carry_out(struct lists *l)
{
	int replaced[LISTS] = { 0, 0 }, r = 0;

	for (size_t i = 0; i < n_entries && r == 0; i++) {
		const struct entry *e = &entries[i];

		switch (e->action) {
		case SET:
			if (!replaced[e->which]++ &&
			    (e->which == ACCESS || l->is_dir))
				r = empty(l, e->which);
			/* FALLTHROUGH */
		case MODIFY:
			r = r < 0 ? r : change_one(l, e);
			break;
		case REMOVE:
			r = remove_one(l, e);
			break;
		case REMOVE_ALL:
			r = remove_all(l) < 0 ? -1 :
			    empty(l, DEFAULT);
			break;
		case REMOVE_DEFAULT:
			r = empty(l, DEFAULT);
		}
	}
	return r;
}

/* Completes the list and puts its mask right. */
static int
complete(struct lists *l, enum which which)
{
	acl_t *acl = &l->list[which];

	if (which == DEFAULT && acl_entries(*acl) > 0 &&
	    put_base(l, which) < 0)
		return -1;
	if (acl_entries(*acl) > 0 && (force_mask || (!no_mask &&
	    !l->mask_said[which] &&
	    (has_names(*acl) || find(*acl, ACL_MASK, 0) != NULL))))
		return acl_calc_mask(acl);
	return 0;
}

static int
print(const char *name, struct lists *l)
{
	char *a = acl_to_any_text(l->list[ACCESS], NULL, ',', 0);
	char *d = l->is_dir ? acl_to_any_text(l->list[DEFAULT], "default:",
	    ',', 0) : NULL;

	printf("%s: %s%s%s\n", name, a != NULL ? a : "?",
	    d != NULL && *d != '\0' ? "," : "", d != NULL ? d : "");
	acl_free(a);
	acl_free(d);
	return 0;
}

static int
store(const char *name, struct lists *l)
{
	if (test)
		return print(name, l);
	if (l->changed[ACCESS] && acl_set_file(name, types[ACCESS],
	    l->list[ACCESS]) < 0)
		return -1;
	if (!l->changed[DEFAULT] || !l->is_dir)
		return 0;
	return acl_entries(l->list[DEFAULT]) > 0 ?
	    acl_set_file(name, types[DEFAULT], l->list[DEFAULT]) :
	    acl_delete_def_file(name);
}

static int
load(const char *name, struct lists *l)
{
	struct stat st;

	if (stat(name, &st) < 0)
		return -1;
	l->is_dir = S_ISDIR(st.st_mode);
	l->somebody_executes = (st.st_mode & 0111) != 0;
	l->list[ACCESS] = acl_get_file(name, types[ACCESS]);
	l->list[DEFAULT] = l->is_dir ?
	    acl_get_file(name, types[DEFAULT]) : acl_init(8);
	if (l->list[DEFAULT] == NULL && errno == ENOTSUP)
		l->list[DEFAULT] = acl_init(8);
	l->changed[ACCESS] = force_mask;
	return l->list[ACCESS] != NULL && l->list[DEFAULT] != NULL ? 0 : -1;
}

static int
one(const char *name)
{
	struct lists l = { .list = { NULL, NULL } };
	int e = 0;

	if (load(name, &l) < 0 || carry_out(&l) < 0 ||
	    (l.changed[ACCESS] && complete(&l, ACCESS) < 0) ||
	    (l.changed[DEFAULT] && complete(&l, DEFAULT) < 0))
		e = failed(name);
	else if ((l.changed[ACCESS] && acl_valid(l.list[ACCESS]) < 0) ||
	    (l.changed[DEFAULT] && acl_entries(l.list[DEFAULT]) > 0 &&
	    acl_valid(l.list[DEFAULT]) < 0)) {
		fprintf(stderr, "setfacl: %s: the list would lack an entry "
		    "or have one twice\n", name);
		e = 1;
	} else if (store(name, &l) < 0)
		e = failed(name);
	acl_free(l.list[ACCESS]);
	acl_free(l.list[DEFAULT]);
	return e;
}

static int
take_option(int c)
{
	switch (c) {
	case 'b':
		add((struct entry){ .action = REMOVE_ALL });
		return 1;
	case 'd':
		to_default = 1;
		return 1;
	case 'k':
		add((struct entry){ .action = REMOVE_DEFAULT });
		return 1;
	case 'm':
	case 's':
	case 'x':
		add_list(optarg, c == 'm' ? MODIFY : c == 's' ? SET : REMOVE);
		return 1;
	case 'M':
	case 'S':
	case 'X':
		add_file(optarg, c == 'M' ? MODIFY : c == 'S' ? SET : REMOVE);
		return 1;
	case 'n':
		no_mask = 1;
		return 1;
	case 1:
		force_mask = 1;
		return 1;
	case 'R':
		recursive = 1;
		return 1;
	case 't':
		test = 1;
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	int c, e = 0;

	while ((c = getopt_long(argc, argv, "bdhkm:M:nRs:S:tx:X:",
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
	if (optind == argc || (n_entries == 0 && !force_mask)) {
		usage(stderr);
		return 2;
	}
	for (; optind < argc; optind++)
		e |= recursive ? tree(argv[optind], 1, one, failed) :
		    one(argv[optind]);
	return e;
}
