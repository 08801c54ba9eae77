/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: fd/table.c lib/lock.c lib/assert.c */
/* The descriptor table: lowest number, flags, reference counts. */
#include "unit.h"

#include "fd/room_impl.h"

static int closed;

void *mm_zalloc(size_t n) { return calloc(1, n); }
void mm_free(void *p) { free(p); }
void file_ref(struct file *f) { f->refs++; }
int using_take(struct file *f) { return f->refs++ > 0; }
void using_keep(struct file *f) { (void)f; }

void
file_unref(struct file *f)
{
	CHECK(f->refs > 0);
	if (--f->refs == 0)
		closed++;
}

static struct file *
fresh(void)
{
	struct file *f = calloc(1, sizeof *f);

	f->refs = 1;
	return f;
}

static int visited;

static void
visit(int fd, struct file *f, int flags, void *arg)
{
	visited++;
	CHECK(f->refs >= 2);
	CHECK(fd_get(fd) == f);
	file_unref(f);
}

static void
free_private(int fd, struct file *f, int flags, void *arg)
{
	((struct file **)arg)[fd] = f;
}

int
main(void)
{
	struct file *a = fresh(), *b = fresh(), *c = fresh();
	CHECK_INT(fd_install(a, 0, 0), 0);
	CHECK_INT(fd_install(b, 0, FD_FLAG_CLOEXEC), 1);
	CHECK_INT(fd_install(c, 100, 0), 100);
	CHECK(fd_get(1) == b && b->refs == 2);
	file_unref(b);
	CHECK(fd_get(2) == NULL && fd_get(-1) == NULL && fd_get(9999) == NULL);
	CHECK_INT(fd_get_flags(1), FD_FLAG_CLOEXEC);
	CHECK_INT(fd_set_flags(1, 0), 0);
	CHECK_INT(fd_get_flags(1), 0);
	CHECK_INT(fd_get_flags(2), -EBADF);
	CHECK_INT(fd_set_flags(-1, 0), -EBADF);
	CHECK_INT(fd_close(0), 0);
	CHECK_INT(closed, 1);
	CHECK_INT(fd_close(0), -EBADF);
	file_ref(b);
	CHECK_INT(fd_install_at(b, 100, 0), 100);
	CHECK_INT(closed, 2);
	CHECK_INT(fd_install_at(b, FD_MAX, 0), -EBADF);
	CHECK_INT(fd_install_at(b, -1, 0), -EBADF);
	visited = 0;
	fd_each(visit, NULL);
	CHECK_INT(visited, 2);
	CHECK_INT(fd_close_range(2, 4000000000u, 0), 0);
	CHECK_INT(closed, 2);
	CHECK_INT(fd_close_range(5, 4, 0), -EINVAL);
	CHECK_INT(fd_close_range(0, 10, 1), 0);
	CHECK_INT(fd_get_flags(1), FD_FLAG_CLOEXEC);
	CHECK_INT(fd_close(1), 0);
	CHECK_INT(closed, 3);
	free(a);
	free(b);
	free(c);
	static struct file *all[FD_MAX];
	for (int i = 0; i < FD_MAX; i++) {
		CHECK_INT(fd_check_room(), 0);
		CHECK_INT(fd_install(fresh(), 0, 0), i);
	}
	CHECK_INT(fd_check_room(), -EMFILE);
	struct file *over = fresh();
	CHECK_INT(fd_install(over, 0, 0), -EMFILE);
	CHECK_INT(over->refs, 1);
	free(over);
	fd_each(free_private, all);
	CHECK_INT(fd_close_range(0, ~0u, 0), 0);
	for (int i = 0; i < FD_MAX; i++)
		free(all[i]);
	CHECK_INT(closed, 3 + FD_MAX);
	CHECK_INT(fd_umask(077), 022);
	CHECK_INT(fd_get_umask(), 077);
	return (0);
}
