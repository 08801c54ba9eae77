/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sizes and numbers that programs have in them: a change here is a
 * change of the binary interface (installer/target-abi).
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <threads.h>
#include <wchar.h>

#define	SIZE(type, n)	_Static_assert(sizeof(type) == (n), #type)

SIZE(char *, 8);
SIZE(long, 8);
SIZE(long double, 16);
SIZE(wchar_t, 2);
SIZE(off_t, 8);
SIZE(dev_t, 8);
SIZE(ino_t, 8);
SIZE(nlink_t, 8);
SIZE(blksize_t, 8);
SIZE(time_t, 8);
SIZE(clock_t, 8);
SIZE(key_t, 4);
SIZE(socklen_t, 4);
SIZE(sigset_t, 8);
SIZE(siginfo_t, 128);
SIZE(jmp_buf, 256);
SIZE(sem_t, 32);
SIZE(pthread_t, 8);
SIZE(pthread_once_t, 8);
SIZE(pthread_attr_t, 64);
SIZE(pthread_mutex_t, 64);
SIZE(pthread_mutexattr_t, 64);
SIZE(pthread_cond_t, 64);
SIZE(pthread_condattr_t, 64);
SIZE(pthread_rwlock_t, 64);
SIZE(pthread_barrier_t, 64);
SIZE(struct stat, 152);
SIZE(struct sockaddr_in, 16);
SIZE(struct sockaddr_in6, 28);
SIZE(struct sockaddr_storage, 128);
_Static_assert(O_CLOEXEC == 0x40000 && AT_FDCWD == -2, "fcntl.h");
