/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The process: its end, its ids, and the system it runs on.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "account/room.h"
#include "nt/process.h"
#include "nt/random.h"
#include "proc/room.h"
#include "spawn/room.h"

#ifndef ISTHMUS_VERSION
#define ISTHMUS_VERSION	"0.1"
#endif

/*
 * Nothing of the process runs any more: no handler, no flush (POSIX.1-2024
 * _exit).  A native parent gets the low 8 bits, as waitpid() would give
 * them.
 */
long
sys__exit(int status)
{
	spawn_exit((status & 0xff) << 8, (uint32_t)status & 0xff);
}

/* Always successful; Windows' process id where the table has no room. */
long
sys_getpid(void)
{
	struct proc_entry *self = proc_self();

	return self != NULL ? self->pid : (long)nt_process_id();
}

/* 1 for an orphan, and where the parent is no process of ours. */
long
sys_getppid(void)
{
	struct proc_entry *self = proc_self(), *parent;
	long pid = PROC_INIT;

	if (self == NULL)
		return PROC_INIT;
	proc_lock();
	parent = proc_find(self->ppid);
	if (parent != NULL && !proc_is_gone(parent))
		pid = parent->pid;
	proc_unlock();
	return pid;
}

/* The four are always successful. */
long
sys_getuid(void)
{
	return (long)account_real_uid();
}

long
sys_geteuid(void)
{
	return (long)account_uid();
}

long
sys_getgid(void)
{
	return (long)account_real_gid();
}

long
sys_getegid(void)
{
	return (long)account_gid();
}

/* EINVAL: there are more than size; size 0 only counts. */
long
sys_getgroups(int size, gid_t *list)
{
	gid_t own[NGROUPS_MAX];
	long n;

	if (size < 0)
		return -EINVAL;
	if (size == 0)
		return account_groups(own, 0);
	n = account_groups(own, size < NGROUPS_MAX ? (size_t)size :
	    NGROUPS_MAX);
	return n < 0 ? n : nt_move(list, own, (size_t)n * sizeof *own) < 0 ?
	    -EFAULT : n;
}

/* EIO: the system does not tell. */
long
sys_uname(struct utsname *u)
{
	struct nt_version v;
	long r;

	memset(u, 0, sizeof(*u));
	r = nt_version(&v);
	if (r < 0)
		return r;
	r = nt_host_name(u->nodename, sizeof(u->nodename));
	if (r < 0)
		return r;
	/* config.guess and thousands of scripts look for CYGWIN*. */
	snprintf(u->sysname, sizeof(u->sysname), "CYGWIN_NT-%u.%u-%u",
	    v.major, v.minor, v.build);
	strcpy(u->release, ISTHMUS_VERSION ".x86_64");
	strcpy(u->version, "Isthmus " ISTHMUS_VERSION);
	strcpy(u->machine, "x86_64");
	return 0;
}

/* A name that does not fit is cut off (POSIX.1-2024); EIO. */
long
sys_gethostname(char *name, size_t len)
{
	char full[256];
	long n = nt_host_name(full, sizeof(full));

	if (n < 0)
		return n;
	if (len > 0)
		memcpy(name, full, (size_t)n + 1 < len ? (size_t)n + 1 : len);
	return 0;
}

/* EINVAL: more than GETENTROPY_MAX bytes; EIO: no generator. */
long
sys_getentropy(void *buf, size_t len)
{
	if (len > 256)
		return -EINVAL;
	return sys_reach(buf, len, 1) < 0 ? -EFAULT : nt_random(buf, len);
}

/* EINVAL: unknown flags; EIO. */
long
sys_getrandom(void *buf, size_t len, unsigned flags)
{
	size_t there;
	long r;

	/* GRND_NONBLOCK, GRND_RANDOM and Linux' GRND_INSECURE. */
	if (flags & ~7u)
		return -EINVAL;
	if (len > 0x7fffffff)
		len = 0x7fffffff;
	if ((there = nt_reach(buf, len, 1)) == 0 && len > 0)
		return -EFAULT;
	len = there;
	r = nt_random(buf, len);
	return r < 0 ? r : (long)len;
}
