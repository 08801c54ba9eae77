/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads of processes, for /proc/PID/task: their blocks are a list in their
 * process' memory.  The first thread is at its end, and has the process'
 * number.
 */
#include "file/proc.h"

#include <errno.h>
#include <string.h>

#include "thread/room.h"

#define TASKS	256		/* the most that are listed */

struct tasks {
	pid_t pid;
	struct proc_task *list;
	int n;
};

static int
take(struct tasks *s, const struct thread *t)
{
	struct proc_task *task = &s->list[s->n];

	if (t->state != THR_FREE && t->state < THR_ENDED &&
	    (t->next == NULL || t->tid != 0)) {
		if (s->n == TASKS)
			return -EAGAIN;
		task->tid = t->next == NULL ? s->pid :
		    (pid_t)(TID_MARK | t->tid);
		task->thread = t->tid;
		memcpy(task->name, t->name, sizeof task->name);
		task->name[sizeof task->name - 1] = '\0';
		s->n++;
	}
	return 0;
}

/* k is NULL for this process, whose list is locked. */
static int
walk(const struct proc_peek *k, void *arg)
{
	struct tasks *s = arg;
	const struct thread *at = *thr_first;
	struct thread copy;
	int e = 0;

	s->n = 0;
	if (k != NULL)
		e = proc_peek_var(k, thr_first, &at, sizeof at);
	while (e == 0 && at != NULL) {
		if (k != NULL && (e = proc_peek_at(k, at, &copy,
		    sizeof copy)) < 0)
			break;
		e = take(s, k != NULL ? &copy : at);
		at = k != NULL ? copy.next : at->next;
	}
	return e;
}

/* Its threads: how many, or proc_peek()'s errors (-EAGAIN: too many). */
static int
list_tasks(const struct proc_subject *p, struct proc_task list[TASKS])
{
	struct tasks s = { p->entry.pid, list, 0 };
	int e;

	if (p->entry.state == PROC_DEAD) {
		list[0] = (struct proc_task){ .tid = s.pid };
		return 1;
	}
	if (p->self) {
		thr_list_lock();
		e = walk(NULL, &s);
		thr_list_unlock();
	} else
		e = proc_peek(s.pid, walk, &s);
	return e < 0 ? e : s.n;
}

int
proc_task(const struct proc_subject *p, pid_t tid, struct proc_task *out)
{
	struct proc_task list[TASKS];
	int n = list_tasks(p, list);

	for (int i = 0; i < n; i++)
		if (list[i].tid == tid) {
			*out = list[i];
			return 0;
		}
	return n < 0 ? n : -ENOENT;
}

int
proc_next_task(const struct proc_subject *p, pid_t from, pid_t *tid)
{
	struct proc_task list[TASKS];
	int n = list_tasks(p, list), found = 0;

	for (int i = 0; i < n; i++)
		if (list[i].tid >= from && (!found || list[i].tid < *tid)) {
			*tid = list[i].tid;
			found = 1;
		}
	return n < 0 ? n : found;
}
