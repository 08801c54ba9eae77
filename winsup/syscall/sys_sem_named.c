/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Named semaphores (semaphore.h): a file beside those of shm_open(), named
 * "sem." and the name, that is mapped.  It is filled before it gets its name,
 * so nobody meets one that is not ready.
 */
#include "syscall/stub.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "thread/room.h"

#define VALUE_MAX	0x7fffffffu
#define PREFIX		"/sem."
#define NAME_LONGEST	(NAME_MAX - (sizeof(PREFIX) - 2))	/* "sem." */
#define FOLDER		"/dev/shm"

/*
 * What this process has open: opening a name again gives the same address.
 * Fork class: copy, as the mappings.
 */
struct named {
	struct named *next;
	dev_t dev;
	ino_t ino;
	sem_t *sem;
	unsigned refs;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct named *all;		/* lock */

/* "/sem.NAME" of "/NAME".  EINVAL, ENAMETOOLONG. */
static int
shm_name(char out[NAME_MAX + 8], const char *name)
{
	if (name == NULL)
		return -EFAULT;
	while (*name == '/')
		name++;
	if (*name == '\0' || strchr(name, '/') != NULL)
		return -EINVAL;
	if (strlen(name) > NAME_LONGEST)
		return -ENAMETOOLONG;
	strcpy(out, PREFIX);
	strcat(out, name);
	return 0;
}

static void
put_number(char *to, unsigned long n)
{
	char digits[24], *p = digits;

	do
		*p++ = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	to += strlen(to);
	while (p > digits)
		*to++ = *--p;
	*to = '\0';
}

/* Makes the file and gives it its name.  -EEXIST: there is one. */
static long
create(const char *name, mode_t mode, unsigned value)
{
	static volatile unsigned count;		/* fork class: copy */
	char path[NAME_MAX + 32] = FOLDER, temp[NAME_MAX + 32];
	char own[64] = PREFIX "new-";
	sem_t sem;
	long fd, r;

	memset(&sem, 0, sizeof(sem));
	thr_sem_init((struct thr_sem *)&sem, 1, value);
	put_number(own, (unsigned long)getpid());
	strcat(own, "-");
	put_number(own, __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED));
	fd = sys_shm_open(own, O_RDWR | O_CREAT | O_TRUNC, mode);
	if (fd < 0)
		return fd;
	r = sys_write((int)fd, &sem, sizeof(sem));
	sys_close((int)fd);
	strcpy(temp, FOLDER);
	strcat(temp, own);
	strcat(path, name);
	if (r >= 0)
		r = r == sizeof(sem) ? sys_link(temp, path) : -ENOSPC;
	sys_shm_unlink(own);
	return r;
}

/* With the lock: the entry of an open descriptor, mapped if need be. */
static long
enter(int fd, sem_t **out)
{
	struct named *n;
	struct stat st;
	long r;

	if ((r = sys_fstat(fd, &st)) < 0)
		return r;
	if (st.st_size < (off_t)sizeof(sem_t))
		return -EINVAL;
	for (n = all; n != NULL; n = n->next)
		if (n->dev == st.st_dev && n->ino == st.st_ino) {
			n->refs++;
			*out = n->sem;
			return 0;
		}
	if ((n = malloc(sizeof(*n))) == NULL)
		return -ENOMEM;
	r = sys_mmap(NULL, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	if (SYS_IS_ERROR(r)) {
		free(n);
		return r;
	}
	*n = (struct named){ all, st.st_dev, st.st_ino, (sem_t *)r, 1 };
	all = n;
	*out = n->sem;
	return 0;
}

static long
open_named(const char *name, int flags, mode_t mode, unsigned value,
    sem_t **out)
{
	char shm[NAME_MAX + 8];
	long r, fd;

	if ((r = shm_name(shm, name)) < 0)
		return r;
	if ((flags & O_CREAT) && value > VALUE_MAX)
		return -EINVAL;
	do {
		fd = -ENOENT;
		if ((flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL))
			fd = sys_shm_open(shm, O_RDWR, 0);
		if (fd != -ENOENT || !(flags & O_CREAT))
			break;
		r = create(shm, mode, value);
		if (r < 0 && (r != -EEXIST || (flags & O_EXCL)))
			return r;
		flags &= ~O_EXCL;	/* it is this one's, or is there */
	} while (1);
	if (fd < 0)
		return fd;
	r = enter((int)fd, out);
	sys_close((int)fd);
	return r;
}

/*
 * EACCES, EEXIST, EINVAL (no such name, a value above SEM_VALUE_MAX), EMFILE,
 * ENAMETOOLONG, ENOENT, ENOMEM, ENOSPC.
 */
sem_t *
sem_open(const char *name, int flags, ...)
{
	unsigned value = 0;
	mode_t mode = 0;
	sem_t *sem = SEM_FAILED;
	va_list ap;
	long r;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = (mode_t)va_arg(ap, unsigned);
		value = va_arg(ap, unsigned);
		va_end(ap);
	}
	pthread_mutex_lock(&lock);
	r = open_named(name, flags, mode, value, &sem);
	pthread_mutex_unlock(&lock);
	return sys_ret(r) < 0 ? SEM_FAILED : sem;
}

/* EINVAL: not one that sem_open() gave. */
long
sys_sem_close(sem_t *sem)
{
	struct named **p, *n;
	long r = -EINVAL;

	pthread_mutex_lock(&lock);
	for (p = &all; (n = *p) != NULL; p = &n->next) {
		if (n->sem != sem)
			continue;
		r = 0;
		if (--n->refs == 0) {
			*p = n->next;
			sys_munmap(sem, sizeof(*sem));
			free(n);
		}
		break;
	}
	pthread_mutex_unlock(&lock);
	return r;
}

/* EACCES, ENAMETOOLONG, ENOENT. */
long
sys_sem_unlink(const char *name)
{
	char shm[NAME_MAX + 8];
	int e = shm_name(shm, name);

	if (e < 0)
		return e == -EINVAL ? -ENOENT : e;
	return sys_shm_unlink(shm);
}
