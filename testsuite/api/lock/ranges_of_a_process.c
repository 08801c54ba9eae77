/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Ranges are split, joined and taken over; another process sees them. */
#include "lock/lock.h"

static int fd;

/* The map of who holds what in bytes 0 to 19, as another process sees it. */
static int
show(void)
{
	char map[21];
	struct flock l;

	for (int i = 0; i < 20; i++) {
		int t = who(fd, F_GETLK, i, 1, &l);

		map[i] = t == F_UNLCK ? '.' : t == F_WRLCK ? 'w' : 'r';
		if (t != F_UNLCK)
			CHECK_INT(l.l_pid, getppid());
	}
	map[20] = '\0';
	put_file("map", map, 0600);
	return 0;
}

#define MAP(want) do {							\
	CHECK_INT(in_child(show), 0);					\
	CHECK_STR(get_file("map"), want);				\
} while (0)

static int
past_the_end(void)
{
	struct flock l;

	CHECK_INT(who(fd, F_GETLK, 1000000, 1, &l), F_WRLCK);
	CHECK_INT(l.l_start, 4);
	CHECK_INT(l.l_len, 0);
	CHECK_INT(l.l_whence, SEEK_SET);
	return 0;
}

/* Of several locks in the way it is the lowest that is told of. */
static int
several(void)
{
	struct flock l;

	CHECK_INT(who(fd, F_GETLK, 0, 0, &l), F_RDLCK);
	CHECK_INT(l.l_start, 1);
	CHECK_INT(l.l_len, 2);
	CHECK_INT(who(fd, F_GETLK, 3, 0, &l), F_WRLCK);
	CHECK_INT(l.l_start, 7);
	CHECK_INT(who(fd, F_GETLK, 10, 0, &l), F_WRLCK);
	CHECK_INT(l.l_start, 12);
	return 0;
}

int
main(void)
{
	/* Written without names, as in many programs. */
	struct flock l = { F_RDLCK, SEEK_SET, 1, 2, 0 };

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 12, 1) == 0);
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 7, 1) == 0);
	MAP(".rr....w....w.......");
	CHECK_INT(in_child(several), 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 2, 10) == 0);
	MAP("..wwwwwwwwww........");
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 5, 2) == 0);
	MAP("..www..wwwww........");
	CHECK_OK(lock_op(fd, F_SETLK, F_RDLCK, 4, 4) == 0);
	MAP("..wwrrrrwwww........");
	CHECK_OK(lock_op(fd, F_SETLK, F_RDLCK, 0, 2) == 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 15, 5) == 0);
	MAP("rrwwrrrrwwww...wwwww");
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 3, 14) == 0);
	MAP("rrw..............www");
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);
	MAP("....................");
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 4, 0) == 0);
	CHECK_INT(in_child(past_the_end), 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 8, 4) == 0);
	MAP("....wwww....wwwwwwww");
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);

	/* From the position, from the end, backwards. */
	CHECK_INT(write(fd, "0123456789", 10), 10);
	l = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_CUR,
	    .l_start = -2, .l_len = 4 };
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	MAP("........wwww........");
	l = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_END,
	    .l_start = -4, .l_len = -2 };
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	MAP("....ww..wwww........");
	return 0;
}
