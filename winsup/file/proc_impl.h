/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of /proc's tree have in common: proc_node.c tells what a path
 * means, proc_link.c where a link leads, proc_dir.c what a folder lists.
 */
#ifndef ISTHMUS_FILE_PROC_IMPL_H
#define ISTHMUS_FILE_PROC_IMPL_H

#include "file/proc.h"
#include "file/room_impl.h"

enum proc_kind {
	NODE_ROOT, NODE_PID_DIR, NODE_FD_DIR, NODE_INFO_DIR, NODE_TASK_DIR,
	NODE_TID_DIR, NODE_KEY_DIR, NODE_NET_DIR,
	NODE_SELF_LINK, NODE_PID_LINK, NODE_FD_LINK,
	NODE_TEXT, NODE_FD_INFO, NODE_KEY_VALUE
};

struct proc_node {
	enum proc_kind kind;
	pid_t pid, tid;
	int fd;
	const char *link;		/* name of a NODE_PID_LINK */
	const struct proc_file *file;
	const char *key;		/* of KEY_*: below /proc/registry */
	const char *rest;		/* what follows it in the path */
};

/* Names in /proc and in /proc/PID, which a folder lists before its files. */
extern const char *const proc_root_folders[], *const proc_pid_folders[],
    *const proc_pid_links[];
#define PROC_ROOT_FOLDERS	3
#define PROC_PID_FOLDERS	3
#define PROC_PID_LINKS		3

pid_t proc_own_pid(void);		/* 0: not known */

/* posix is /proc or below, or /dev/fd.  -ENOENT and others. */
int proc_parse(struct proc_node *out, const char *posix);

static inline int
proc_is_text(const struct proc_node *n)
{
	return n->kind == NODE_TEXT || n->kind == NODE_KEY_VALUE ||
	    n->kind == NODE_FD_INFO;
}

static inline int
proc_is_link(const struct proc_node *n)
{
	return n->kind == NODE_SELF_LINK || n->kind == NODE_PID_LINK ||
	    n->kind == NODE_FD_LINK;
}

/* Opens what a link leads to, or, of O_PATH | O_NOFOLLOW, itself. */
int proc_open_link(struct file **, struct path *, const struct proc_node *,
    int flags, mode_t mode);

#endif
