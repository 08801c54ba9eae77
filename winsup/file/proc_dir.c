/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Folders in /proc.
 */
#include "file/proc_impl.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static int
dir_stat(struct file *f, struct stat *st)
{
	proc_fill_stat(st, S_IFDIR | 0555, f->path);
	return 0;
}

struct list_pids {
	int64_t index, wanted;
	pid_t found;
};

static int
next_pid(struct proc_entry *p, void *arg)
{
	struct list_pids *l = arg;
	int64_t slot = p->pid % PROC_SLOTS;

	if (p->state == PROC_NEW || slot < l->wanted || (l->found != 0 &&
	    slot >= l->index) || proc_forget_gone(p))
		return 0;
	l->index = slot;
	l->found = p->pid;
	return 0;
}

/* The first of the list has cookie `first'. */
static int
file_entry(const struct proc_file *list, int64_t first, int64_t *cookie,
    char *name)
{
	const struct proc_file *entry = &list[*cookie - first];

	if (entry->name == NULL)
		return 0;
	strcpy(name, entry->name);
	++*cookie;
	return DT_REG;
}

/* Cookies of processes are their slots, so that they stay in place. */
#define PIDS_FROM	1000

static int
root_entry(int64_t *cookie, char *name)
{
	struct list_pids l = { 0 };
	int64_t i = *cookie - 2;

	if (*cookie < PIDS_FROM) {
		if (i < PROC_ROOT_FOLDERS) {
			strcpy(name, proc_root_folders[i]);
			++*cookie;
			return i == 0 ? DT_LNK : DT_DIR;
		}
		if (file_entry(proc_files, 2 + PROC_ROOT_FOLDERS, cookie,
		    name) != 0)
			return DT_REG;
		*cookie = PIDS_FROM;
	}
	l.wanted = *cookie - PIDS_FROM;
	if (proc_self() == NULL)
		return 0;
	proc_lock();
	proc_each(next_pid, &l);
	proc_unlock();
	if (l.found == 0)
		return 0;
	snprintf(name, NAME_MAX, "%d", (int)l.found);
	*cookie = PIDS_FROM + l.index + 1;
	return DT_DIR;
}

/* Of a process, or of a thread, which has files only. */
static int
pid_entry(const struct proc_node *n, int64_t *cookie, char *name)
{
	int64_t i = *cookie - 2, first = 2;

	if (n->kind == NODE_PID_DIR) {
		if (i < PROC_PID_FOLDERS) {
			strcpy(name, proc_pid_folders[i]);
			++*cookie;
			return DT_DIR;
		}
		if ((i -= PROC_PID_FOLDERS) < PROC_PID_LINKS) {
			strcpy(name, proc_pid_links[i]);
			++*cookie;
			return DT_LNK;
		}
		first += PROC_PID_FOLDERS + PROC_PID_LINKS;
	}
	return file_entry(proc_pid_files, first, cookie, name);
}

static int
task_entry(const struct proc_node *n, int64_t *cookie, char *name)
{
	struct proc_subject subject;
	pid_t tid;
	int e;

	if ((e = proc_look_up(n->pid, &subject)) < 0 ||
	    (e = proc_next_task(&subject, (pid_t)(*cookie - 2), &tid)) <= 0)
		return e;
	snprintf(name, NAME_MAX, "%d", (int)tid);
	*cookie = (int64_t)tid + 3;
	return DT_DIR;
}

static int
fd_entry(const struct proc_node *n, int64_t *cookie, char *name)
{
	int fd = (int)*cookie - 2;

	if (n->pid != proc_own_pid())
		fd = proc_peer_next_fd(n->pid, fd);
	else
		while (fd < FD_MAX && fd_get_flags(fd) < 0)
			fd++;
	if (fd < 0 || fd >= FD_MAX)
		return fd == -ENOENT || fd >= FD_MAX ? 0 : fd;
	snprintf(name, NAME_MAX, "%d", fd);
	*cookie = fd + 3;
	return n->kind == NODE_FD_DIR ? DT_LNK : DT_REG;
}

static int
key_entry(const struct proc_node *n, int64_t *cookie, char *name)
{
	int64_t at = *cookie - 2;
	int is_key, r = proc_registry_entry(n->key, &at, name, &is_key);

	*cookie = at + 2;
	return r <= 0 ? r : is_key ? DT_DIR : DT_REG;
}

static int
dir_readdir(struct file *f, int64_t *cookie, ino_t *ino, unsigned char *type,
    char *name)
{
	char path[2 * PATH_MAX];
	struct stat st;
	struct proc_node n;
	int r;

	if ((r = proc_parse(&n, f->path)) < 0)
		return r == -ENOENT ? 0 : r;
	if (*cookie < 2) {
		strcpy(name, *cookie == 0 ? "." : "..");
		++*cookie;
		r = DT_DIR;
	} else
		r = n.kind == NODE_ROOT ? root_entry(cookie, name) :
		    n.kind == NODE_PID_DIR || n.kind == NODE_TID_DIR ?
		    pid_entry(&n, cookie, name) :
		    n.kind == NODE_TASK_DIR ? task_entry(&n, cookie, name) :
		    n.kind == NODE_KEY_DIR ? key_entry(&n, cookie, name) :
		    n.kind == NODE_NET_DIR ?
		    file_entry(proc_net_files, 2, cookie, name) :
		    fd_entry(&n, cookie, name);
	if (r <= 0)
		return r;
	snprintf(path, sizeof path, "%s/%s", f->path, name);
	proc_fill_stat(&st, 0, path);
	*ino = st.st_ino;
	*type = (unsigned char)r;
	return 1;
}

const struct file_ops proc_dir_ops = {
	.name = "procdir",
	.stat = dir_stat,
	.readdir = dir_readdir,
	VDIR_OPS,
};
