/* SPDX-License-Identifier: BSD-2-Clause */
/* The public headers whose types the prototypes of syscalls.tbl use. */
#ifndef ISTHMUS_SYSCALL_TYPES_H
#define ISTHMUS_SYSCALL_TYPES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/types.h>
#include <sys/acl.h>
#include <sys/cygwin.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <aio.h>
#include <dirent.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <termios.h>
#include <time.h>
#include <utime.h>

struct group;
struct msqid_ds;
struct passwd;
struct posix_typed_mem_info;
struct sembuf;
struct shmid_ds;

#endif
