/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Volumes in memory for the tests of file/: names in ASCII below \??\ with
 * reparse points of all kinds, as Windows opens them (MS-FSCC 2.1.2.1): what
 * names another place is followed, what a driver handles is opened through,
 * what nobody knows is an error, all unless FILE_OPEN_REPARSE_POINT is asked
 * for.
 */
#ifndef ISTHMUS_UNIT_FAKE_NTFS_H
#define ISTHMUS_UNIT_FAKE_NTFS_H

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/file.h"
#include "nt/reparse.h"

#define TAG_DEDUP	0x80000013u	/* contents that a driver has */
#define TAG_SOCKET	0x80000023u	/* WSL's, which NT cannot open */

struct node {
	const char *name;		/* "C:\\a"; NULL: free */
	uint32_t attributes, tag;
	const char *target;		/* "\\??\\C:\\b", "b" */
	uint64_t id, size;
	uint32_t volume;
	int open_error;			/* of each open but for nothing */
	int read_error;			/* of each open to read */
	int runs;			/* not deleted while it is so */
	uint32_t granted;		/* by its list; 0: all */
	int64_t time, set_times[2];
};
struct handle {
	struct node *node;
	int through, going;
	uint32_t access;
};

static struct node nodes[40];
static int handles;			/* that are open */
static uint64_t last_id = 1000;
static int basic_error_before;		/* times before 1980: -EINVAL */
static int fake_ids_move;		/* a new name is a new number (FAT) */

static struct node *
node_of(const char *name)
{
	for (int i = 0; i < 40; i++)
		if (nodes[i].name != NULL && strcmp(nodes[i].name, name) == 0)
			return &nodes[i];
	return NULL;
}

static struct node *
add(const char *name, uint32_t attributes, uint32_t tag, const char *target)
{
	int i = 0;

	while (nodes[i].name != NULL)
		i++;
	nodes[i] = (struct node){
		.name = strdup(name), .attributes = attributes, .tag = tag,
		.target = target, .id = ++last_id, .volume = 1,
		.time = 130000000000000000
	};
	return &nodes[i];
}

static void
forget(struct node *n)
{
	free((void *)n->name);
	n->name = NULL;
}

static void
narrow(char *s, const struct nt_name *n)
{
	size_t i;

	for (i = 4; i < n->units; i++)
		s[i - 4] = (char)n->text[i];
	while (i > 5 && s[i - 5] == '\\')
		i--;
	s[i - 4] = '\0';
}

/* Puts the target of a link in front of what is behind it. */
static int
lead(char *s, const struct node *n, size_t len)
{
	char rest[200];

	if (n->tag != NT_TAG_MOUNT_POINT && n->tag != NT_TAG_SYMLINK)
		return -ENOTDIR;
	strcpy(rest, s + len);
	strcpy(s, n->target + 4);
	strcat(s, rest);
	return 1;
}

/* The node, and s its name; NULL and the error. */
static struct node *
look_up(char *s, uint32_t options, int *through, int *e)
{
	struct node *n;
	char part[200];

again:
	*through = 0;
	for (size_t i = 3; s[i] != '\0'; i++) {
		if (s[i] != '\\')
			continue;
		memcpy(part, s, i);
		part[i] = '\0';
		*e = -ENOTDIR;
		if ((n = node_of(part)) == NULL)
			return NULL;
		if (n->attributes & NT_ATTR_REPARSE) {
			if ((*e = lead(s, n, i)) == 1)
				goto again;
			return NULL;
		}
		if ((n->attributes & NT_ATTR_DIRECTORY) == 0)
			return NULL;
	}
	*e = -ENOENT;
	if ((n = node_of(s)) == NULL || (options & NT_OPEN_REPARSE_POINT) ||
	    (n->attributes & NT_ATTR_REPARSE) == 0)
		return n;
	*through = n->tag == TAG_DEDUP;
	if (*through)
		return n;
	if ((*e = lead(s, n, strlen(s))) == 1)
		goto again;
	return NULL;
}

/*
 * In a folder of one's own, which grants what MS-FSA 2.1.5.1.2.1 says, where
 * the file's list does not.
 */
static int
is_granted(const struct node *n, const struct nt_open_args *a)
{
	const uint32_t folder = NT_DELETE | NT_READ_ATTRIBUTES;
	uint32_t all = a->access | (a->no_wait ? 0 : NT_SYNCHRONIZE);

	return n->granted == 0 || (all & ~(n->granted | folder)) == 0;
}

int
nt_open(nt_handle *out, const struct nt_open_args *a)
{
	char s[300];
	int through, e;
	struct node *n;
	struct handle *h;

	/* "ZwCreateFile": which of both is it to be? */
	if ((a->options & NT_DIRECTORY_FILE) &&
	    (a->options & NT_NON_DIRECTORY_FILE))
		return -EINVAL;
	narrow(s, &a->name);
	n = look_up(s, a->options, &through, &e);
	if (a->created != NULL)
		*a->created = 0;
	if (n == NULL && (e != -ENOENT || a->disposition == NT_OPEN))
		return e;
	if (n != NULL && a->disposition == NT_CREATE)
		return -EEXIST;
	if (n == NULL) {
		n = add(s, a->attributes | (a->options & NT_DIRECTORY_FILE ?
		    NT_ATTR_DIRECTORY : 0), 0, NULL);
		if (a->created != NULL)
			*a->created = 1;
	}
	if (n->open_error)
		return n->open_error;
	if (n->read_error && (a->access & NT_READ_DATA))
		return n->read_error;
	if (!is_granted(n, a))
		return -EACCES;
	if ((a->options & NT_NON_DIRECTORY_FILE) &&
	    (n->attributes & NT_ATTR_DIRECTORY))
		return -EISDIR;
	if ((a->options & NT_DIRECTORY_FILE) &&
	    !(n->attributes & NT_ATTR_DIRECTORY))
		return -ENOTDIR;
	if ((a->options & NT_DELETE_ON_CLOSE) && n->runs)
		return -EPERM;
	h = malloc(sizeof *h);
	h->node = n;
	h->through = through;
	h->access = a->access;
	h->going = (a->options & NT_DELETE_ON_CLOSE) != 0;
	handles++;
	*out = h;
	return 0;
}

void
nt_close(nt_handle p)
{
	struct handle *h = p;

	if (h == NULL)
		return;
	if (h->going)
		forget(h->node);
	free(h);
	handles--;
}

int
nt_stat(nt_handle p, struct nt_stat *st)
{
	const struct node *n = ((struct handle *)p)->node;

	memset(st, 0, sizeof *st);
	st->id = n->id;
	st->size = n->size;
	st->attributes = n->attributes;
	st->links = 1;
	st->write_time = st->access_time = st->birth_time = n->time;
	return 0;
}

int
nt_stat_quick(nt_handle h, struct nt_stat *st)
{
	return nt_stat(h, st);
}

static int fake_by_name;		/* the system has it */
static int fake_named;			/* calls that told all of a name */

int
nt_stat_by_name(const struct nt_name *name, struct nt_stat *st)
{
	char s[300];
	int through, e;
	struct node *n;

	if (!fake_by_name)
		return -EOPNOTSUPP;
	narrow(s, name);
	n = look_up(s, NT_OPEN_REPARSE_POINT, &through, &e);
	if (n == NULL)
		return e;
	if (n->open_error)
		return n->open_error;
	fake_named++;
	return nt_stat(&(struct handle){ .node = n, .through = through }, st);
}

int
nt_look(const struct nt_name *name, uint32_t *attributes, uint64_t *size)
{
	char s[300];
	int through, e;
	const struct node *n;

	narrow(s, name);
	n = look_up(s, NT_OPEN_REPARSE_POINT, &through, &e);
	if (n == NULL)
		return e;
	*attributes = n->attributes;
	*size = n->size;
	return 0;
}

int
nt_attributes(const struct nt_name *name, uint32_t *attributes)
{
	uint64_t size;

	return nt_look(name, attributes, &size);
}

int
nt_volume_serial(nt_handle h, uint32_t *serial)
{
	*serial = ((struct handle *)h)->node->volume;
	return 0;
}

int
nt_file_id(nt_handle h, uint64_t *id)
{
	*id = ((struct handle *)h)->node->id;
	return 0;
}

int
nt_get_reparse(nt_handle h, void *buf, struct nt_reparse *out)
{
	const struct node *n = ((struct handle *)h)->node;
	size_t len = n->target != NULL ? strlen(n->target) : 0;
	uint16_t *wide = buf;

	memset(out, 0, sizeof *out);
	out->tag = n->tag;
	if (n->tag != NT_TAG_MOUNT_POINT && n->tag != NT_TAG_SYMLINK)
		return -EINVAL;
	for (size_t i = 0; i < len; i++)
		wide[i] = (unsigned char)n->target[i];
	out->target = wide;
	out->units = len;
	out->relative = strncmp(n->target, "\\??\\", 4) != 0;
	return 0;
}

static char fake_link[300];		/* what nt_set_symlink() was given */

int
nt_set_symlink(nt_handle h, const uint16_t *target, size_t units,
    int relative)
{
	struct node *n = ((struct handle *)h)->node;

	for (size_t i = 0; i <= units; i++)
		fake_link[i] = i < units ? (char)target[i] : '\0';
	n->attributes |= NT_ATTR_REPARSE;
	n->tag = NT_TAG_SYMLINK;
	n->target = fake_link;
	return 0;
}

static int
remove_node(nt_handle p)
{
	struct handle *h = p;

	if (h->node->runs)
		return -EPERM;
	h->going = 1;
	return 0;
}

int
nt_delete(nt_handle h)
{
	return remove_node(h);
}

int
nt_delete_posix(nt_handle h)
{
	return remove_node(h);
}

int
nt_rename(nt_handle p, const struct nt_name *to, int replace)
{
	struct node *n = ((struct handle *)p)->node, *there;
	char s[300];

	narrow(s, to);
	if ((there = node_of(s)) != NULL && there != n) {
		if (!replace)
			return -EEXIST;
		if ((there->attributes & NT_ATTR_DIRECTORY) || there->runs)
			return -EACCES;
		forget(there);
	}
	free((void *)n->name);
	n->name = strdup(s);
	if (fake_ids_move)
		n->id = ++last_id;
	return 0;
}

int
nt_link(nt_handle p, const struct nt_name *to)
{
	return ((struct handle *)p)->node->attributes & NT_ATTR_DIRECTORY ?
	    -EISDIR : 0;
}

int
nt_set_basic(nt_handle p, int64_t at, int64_t wt, uint32_t attributes)
{
	struct node *n = ((struct handle *)p)->node;
	const int64_t y1980 = 119600064000000000;

	if (basic_error_before && ((at != 0 && at < y1980) ||
	    (wt != 0 && wt < y1980)))
		return -EINVAL;
	n->set_times[0] = at;
	n->set_times[1] = wt;
	if (attributes != 0)
		n->attributes = attributes;
	return 0;
}

int
nt_dir_find(nt_handle p, const struct nt_name *name, struct nt_stat *st)
{
	char s[300];
	struct handle h = { NULL, 0, 0, 0 };
	size_t at;

	at = strlen(strcpy(s, ((struct handle *)p)->node->name));
	s[at++] = '\\';
	for (size_t i = 0; i < name->units; i++)
		s[at++] = (char)name->text[i];
	s[at] = '\0';
	return (h.node = node_of(s)) != NULL ? nt_stat(&h, st) : -ENOENT;
}

long
nt_dir_fill(nt_handle h, void *buf, size_t size, int restart)
{
	return 0;
}

#endif
