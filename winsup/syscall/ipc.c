/* SPDX-License-Identifier: BSD-2-Clause */
#include "syscall/ipc.h"
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nt/sync.h"
#include "proc/room.h"
#include "thread/shared.h"

#define ALL		UINT32_MAX
#define SPINS		100
#define TRIES		100

/* A file that is complete before it gets its name. */
static long
make_file(const char *path, mode_t mode, size_t size, const void *head,
    size_t n)
{
	struct ipc_head h = { .size = size, .key = THR_KEY(thr_shared_id(),
	    0) };
	static volatile uint32_t number;	/* atomic */
	int dir = (int)(strrchr(path, '/') - path);
	char name[PATH_MAX];
	long fd, e;

	snprintf(name, sizeof name, "%.*s", dir, path);
	sys_mkdir(name, 01777);
	snprintf(name, sizeof name, "%.*s/.new-%d-%u", dir, path,
	    (int)sys_getpid(),
	    (unsigned)__atomic_add_fetch(&number, 1, __ATOMIC_RELAXED));
	fd = sys_open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return fd;
	if ((e = sys_ftruncate((int)fd, (off_t)size)) == 0 &&
	    (e = sys_pwrite((int)fd, &h, sizeof h, 0)) >= 0 &&
	    (n == 0 || (e = sys_pwrite((int)fd, head, n, sizeof h)) >= 0))
		e = sys_renameat2(AT_FDCWD, name, AT_FDCWD, path,
		    RENAME_NOREPLACE);
	if (e < 0) {
		sys_unlink(name);
		sys_close((int)fd);
		return e;
	}
	return fd;
}

long
ipc_open(const char *path, int flags, mode_t mode, size_t size,
    const void *head, size_t n, int *created)
{
	long fd = -ENOENT;

	*created = 0;
	/* Others may make and remove it all the time. */
	for (int i = 0; i < TRIES; i++) {
		if ((flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL)) {
			fd = sys_open(path, O_RDWR | O_CLOEXEC, 0);
			if (fd != -ENOENT || !(flags & O_CREAT))
				return fd;
		}
		fd = make_file(path, mode, size, head, n);
		if (fd >= 0)
			*created = 1;
		if (fd != -EEXIST || flags & O_EXCL)
			return fd;
	}
	return fd;
}

int
ipc_map(int fd, struct ipc_head **out)
{
	struct ipc_head h;
	struct stat st;
	long p;

	if ((p = sys_fstat(fd, &st)) < 0 ||
	    (p = sys_pread(fd, &h, sizeof h, 0)) < 0)
		return (int)p;
	if (p < (long)sizeof h || h.size < sizeof h ||
	    h.size > (uint64_t)st.st_size)
		return -EINVAL;
	p = sys_mmap(NULL, (size_t)h.size, PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	if (p < 0 && p > -4096)
		return (int)p;
	*out = (struct ipc_head *)p;
	return 0;
}

int
ipc_table(const char *path, size_t size, struct ipc_head **out)
{
	int created, e;
	long fd = ipc_open(path, O_CREAT, 0666, size, NULL, 0, &created);

	if (fd < 0)
		return (int)fd;
	e = ipc_map((int)fd, out);
	sys_close((int)fd);
	return e;
}

void
ipc_unmap(struct ipc_head *h)
{
	sys_munmap(h, (size_t)h->size);
}

/*
 * Nobody would give back what a thread holds that another one of the process
 * stops: so it says so first (thr_stop_safely()).
 */
static int
try_lock(struct ipc_head *h, uint32_t *was)
{
	struct thread *t = thr_self();

	t->shared++;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (__atomic_compare_exchange_n(&h->lock, was, shared_winpid(), 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return 1;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	t->shared--;
	return 0;
}

void
ipc_enter(struct ipc_head *h)
{
	uint32_t self = shared_winpid(), going = 0, was;

	for (unsigned i = 1;; i++) {
		was = 0;
		if (try_lock(h, &was))
			break;
		if (i % SPINS == 0 && was != self && shared_process_gone(was) &&
		    try_lock(h, &was))
			break;
		if (i % SPINS == 0 && was != self)
			proc_look_at_holder(was, &going);
		nt_yield();
	}
	if (going != 0)
		proc_stop_again(going);
}

void
ipc_leave(struct ipc_head *h)
{
	__atomic_store_n(&h->lock, 0, __ATOMIC_RELEASE);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	thr_self()->shared--;
}

void
ipc_changed(struct ipc_head *h)
{
	__atomic_add_fetch(&h->event, 1, __ATOMIC_SEQ_CST);
	thr_shared_wake(h->key, ALL);
}

int
ipc_wait_also(struct ipc_head *h, nt_handle also, int64_t deadline)
{
	uint32_t seen = h->event;
	int e;

	ipc_leave(h);
	e = thr_shared_wait(&h->event, seen, h->key, also, deadline);
	ipc_enter(h);
	return e;
}

int
ipc_wait(struct ipc_head *h, int64_t deadline)
{
	return ipc_wait_also(h, NULL, deadline);
}

int
ipc_lives(pid_t pid)
{
	struct proc_entry *p;
	int lives;

	if (proc_self() == NULL)
		return 0;
	proc_lock();
	p = proc_find(pid);
	lives = p != NULL && p->state != PROC_DEAD && !proc_is_gone(p);
	proc_unlock();
	return lives;
}

int
ipc_allowed(uid_t uid, gid_t gid, mode_t mode, unsigned how)
{
	unsigned bits = mode & 7;

	if (sys_geteuid() == uid)
		bits = mode >> 6 & 7;
	else if (sys_getegid() == gid)
		bits = mode >> 3 & 7;
	return (bits & how) == how;
}
