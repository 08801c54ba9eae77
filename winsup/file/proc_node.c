/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a path in /proc means, and what is said of it besides its contents.
 */
#include "file/proc_impl.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "account/room.h"

const char *const proc_root_folders[PROC_ROOT_FOLDERS] = {
	"self", "registry", "net"
};
const char *const proc_pid_folders[PROC_PID_FOLDERS] = {
	"fd", "fdinfo", "task"
};
const char *const proc_pid_links[PROC_PID_LINKS] = { "cwd", "exe", "root" };

pid_t
proc_own_pid(void)
{
	struct proc_entry *p = proc_self();

	return p != NULL ? p->pid : 0;
}

/* Does the component at s have that name? */
static int
is_name(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(s, name, n) == 0;
}

/* A component of digits only, as numbers are written; -1. */
static int
number_of(const char *s, size_t n)
{
	int value = 0;

	if (n == 0 || (n > 1 && *s == '0'))
		return -1;
	for (; n > 0; n--, s++)
		if (*s < '0' || *s > '9' ||
		    __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *s - '0', &value))
			return -1;
	return value;
}

static int
find_file(struct proc_node *out, const struct proc_file *list, const char *s,
    size_t n)
{
	for (; list->name != NULL; list++)
		if (is_name(s, n, list->name)) {
			out->kind = NODE_TEXT;
			out->file = list;
			return 0;
		}
	return -ENOENT;
}

/* What lies below /proc/PID/fd, or fdinfo. */
static int
parse_fd(struct proc_node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	if ((out->fd = number_of(s, n)) < 0)
		return -ENOENT;
	out->kind = out->kind == NODE_FD_DIR ? NODE_FD_LINK : NODE_FD_INFO;
	out->rest = s + n;
	return 0;
}

/* What lies below /proc/PID/task. */
static int
parse_task(struct proc_node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	if ((out->tid = number_of(s, n)) <= 0)
		return -ENOENT;
	out->kind = NODE_TID_DIR;
	if (*(s += n) == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	return find_file(out, proc_pid_files, s, n);
}

/* What lies below /proc/PID. */
static int
parse_pid(struct proc_node *out, const char *s)
{
	size_t n;

	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	if (is_name(s, n, "fd") || is_name(s, n, "fdinfo")) {
		out->kind = n == 2 ? NODE_FD_DIR : NODE_INFO_DIR;
		return parse_fd(out, s + n);
	}
	if (is_name(s, n, "task")) {
		out->kind = NODE_TASK_DIR;
		out->rest = "";
		return parse_task(out, s + n);
	}
	for (int i = 0; i < PROC_PID_LINKS; i++)
		if (is_name(s, n, proc_pid_links[i])) {
			out->kind = NODE_PID_LINK;
			out->link = proc_pid_links[i];
			return 0;
		}
	return find_file(out, proc_pid_files, s, n);
}

/* What lies below /proc/net. */
static int
parse_net(struct proc_node *out, const char *s)
{
	size_t n;

	out->kind = NODE_NET_DIR;
	out->rest = "";
	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	return find_file(out, proc_net_files, s, n);
}

int
proc_parse(struct proc_node *out, const char *posix)
{
	struct proc_subject subject;
	const char *s;
	size_t n;
	int e;

	memset(out, 0, sizeof *out);
	out->rest = "";
	if (strncmp(posix, "/dev/fd", 7) == 0) {
		out->kind = NODE_FD_DIR;
		out->pid = proc_own_pid();
		return parse_fd(out, posix + 7);
	}
	s = posix + 5;
	out->kind = NODE_ROOT;
	if (*s == '\0')
		return 0;
	n = strcspn(++s, "/");
	out->rest = s + n;
	if (is_name(s, n, "registry")) {
		int r = proc_registry_kind(s + n);

		out->kind = r > 0 ? NODE_KEY_DIR : NODE_KEY_VALUE;
		out->key = s + n;
		out->rest = "";
		return r < 0 ? r : 0;
	}
	if (is_name(s, n, "self")) {
		out->kind = NODE_SELF_LINK;
		return 0;
	}
	if (is_name(s, n, "net"))
		return parse_net(out, s + n);
	if ((out->pid = number_of(s, n)) < 0) {
		out->pid = 0;
		return find_file(out, proc_files, s, n);
	}
	if (proc_look_up(out->pid, &subject) < 0)
		return -ENOENT;
	out->kind = NODE_PID_DIR;
	out->rest = "";
	if ((e = parse_pid(out, s + n)) < 0 || out->tid == 0)
		return e;
	return proc_task(&subject, out->tid, &subject.task);
}

void
proc_fill_stat(struct stat *st, mode_t mode, const char *path)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */

	memset(st, 0, sizeof *st);
	for (; *path != '\0'; path++)
		h = (h ^ (unsigned char)*path) * 1099511628211u;
	st->st_mode = mode;
	st->st_ino = h >> 1 | 1;
	st->st_dev = 2;
	st->st_nlink = S_ISDIR(mode) ? 2 : 1;
	st->st_uid = account_uid();
	st->st_gid = account_gid();
	st->st_blksize = 4096;
	clock_gettime(CLOCK_REALTIME, &st->st_mtim);
	st->st_atim = st->st_ctim = st->st_birthtim = st->st_mtim;
}
