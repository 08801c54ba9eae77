/* SPDX-License-Identifier: BSD-2-Clause */
#include "file/special.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "file/room_impl.h"
#include "nt/random.h"

int
special_read(nt_handle h, struct fifo_id *id)
{
	char text[FIFO_SIZE + 1];
	long n = nt_read(h, text, sizeof text, 0);
	const char *digits = text + sizeof FIFO_MAGIC - 1;

	if (n < 0)
		return (int)n;
	if (n != FIFO_SIZE || text[FIFO_SIZE - 1] != '\n' ||
	    memcmp(text, FIFO_MAGIC, sizeof FIFO_MAGIC - 1) != 0)
		return 0;
	memcpy(id->text, digits, FIFO_ID_DIGITS);
	id->text[FIFO_ID_DIGITS] = '\0';
	return strspn(id->text, "0123456789abcdef") == FIFO_ID_DIGITS;
}

int
special_is_fifo(struct path *p, struct fifo_id *id)
{
	nt_handle h;
	int r;

	r = disk_nt_open(&h, p, NT_READ_DATA | NT_READ_ATTRIBUTES, NT_OPEN,
	    NT_NON_DIRECTORY_FILE, 0);
	if (r < 0)
		return r;
	r = special_read(h, id);
	nt_close(h);
	return r;
}

int
special_entry_is_fifo(nt_handle dir, const struct nt_name *name)
{
	struct nt_open_args a = {
		.root = dir,
		.name = *name,
		.access = NT_READ_DATA,
		.disposition = NT_OPEN,
		.options = NT_NON_DIRECTORY_FILE | NT_OPEN_REPARSE_POINT,
	};
	struct fifo_id id;
	nt_handle h;
	int r;

	if ((r = nt_open(&h, &a)) < 0)
		return r;
	r = special_read(h, &id);
	nt_close(h);
	return r;
}

void
special_stat(struct path *p, struct stat *st)
{
	struct fifo_id id;

	if (!S_ISREG(st->st_mode) ||
	    !special_has_size((uint64_t)st->st_size) ||
	    special_is_fifo(p, &id) <= 0)
		return;
	st->st_mode = S_IFIFO | (st->st_mode & 07777);
	st->st_size = 0;
	st->st_blocks = 0;
}

int
special_make_fifo(struct path *p, mode_t mode)
{
	char text[FIFO_SIZE + 1];
	uint64_t id[2];
	struct file *f;
	long n;
	int e;

	if ((e = nt_random(id, sizeof id)) < 0)
		return e;
	snprintf(text, sizeof text, FIFO_MAGIC "%016llx%016llx\n",
	    (unsigned long long)id[0], (unsigned long long)id[1]);
	if ((e = file_open(&f, p, O_WRONLY | O_CREAT | O_EXCL, mode)) < 0)
		return e;
	n = f->ops->write(f, text, FIFO_SIZE, -1);
	/* Writing took them away. */
	if (mode & (S_ISUID | S_ISGID))
		f->ops->chmod(f, mode & ~fd_get_umask());
	file_unref(f);
	if (n == FIFO_SIZE)
		return 0;
	file_unlink(p);
	return n < 0 ? (int)n : -ENOSPC;
}
