/* SPDX-License-Identifier: BSD-2-Clause */
/* scandir() and alphasort() (XSH), and what others have beside them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct dirent *
copy_entry(const struct dirent *d)
{
	size_t n = offsetof(struct dirent, d_name) + strlen(d->d_name) + 1;
	struct dirent *c = malloc(n);

	if (c != NULL)
		memcpy(c, d, n);
	return c;
}

/* Returns -1 with errno set if reading failed. */
static ssize_t
read_all(DIR *dir, struct dirent ***list,
    int (*select)(const struct dirent *))
{
	size_t n = 0, size = 0;
	struct dirent *d, **bigger;

	for (;;) {
		errno = 0;
		if ((d = readdir(dir)) == NULL)
			break;
		if (select != NULL && !select(d))
			continue;
		if (n == size) {
			size = size != 0 ? 2 * size : 32;
			bigger = reallocarray(*list, size, sizeof(*bigger));
			if (bigger == NULL)
				break;
			*list = bigger;
		}
		if (((*list)[n] = copy_entry(d)) == NULL)
			break;
		n++;
	}
	if (errno == 0)
		return (ssize_t)n;
	while (n > 0)
		free((*list)[--n]);
	free(*list);
	return -1;
}

/* Closes the stream, and is all the rest of the two. */
static int
scan(DIR *dir, struct dirent ***result, int (*select)(const struct dirent *),
    int (*compar)(const struct dirent **, const struct dirent **))
{
	struct dirent **list = NULL;
	int saved = errno, err;
	ssize_t n;

	if (dir == NULL)
		return -1;
	n = read_all(dir, &list, select);
	err = errno;
	closedir(dir);
	if (n < 0) {
		errno = err;
		return -1;
	}
	errno = saved;
	if (n > 0 && compar != NULL)
		qsort(list, (size_t)n, sizeof(*list),
		    (int (*)(const void *, const void *))(void *)compar);
	*result = list;
	return (int)n;
}

/* Errors: those of opendir() and readdir(), ENOMEM. */
int
scandir(const char *name, struct dirent ***result,
    int (*select)(const struct dirent *),
    int (*compar)(const struct dirent **, const struct dirent **))
{
	return scan(opendir(name), result, select, compar);
}

/* As on Linux and the BSDs; EBADF too. */
int
scandirat(int dfd, const char *name, struct dirent ***result,
    int (*select)(const struct dirent *),
    int (*compar)(const struct dirent **, const struct dirent **))
{
	int fd = openat(dfd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (fd >= 0 && dir == NULL)
		close(fd);
	return scan(dir, result, select, compar);
}

/* As in glibc: numbers by their value. */
int
versionsort(const struct dirent **a, const struct dirent **b)
{
	return strverscmp((*a)->d_name, (*b)->d_name);
}

int
alphasort(const struct dirent **a, const struct dirent **b)
{
	return strcoll((*a)->d_name, (*b)->d_name);
}
