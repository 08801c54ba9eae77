/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * open_memstream() and open_wmemstream() (XSH). newlib's wide streams hold
 * multibyte characters, and its narrow ones forget what lies behind the
 * position after a seek.
 *
 * newlib's stdio always writes multibyte characters; the wide form turns
 * them back. Neither stream has a buffer, so that its position is the
 * array's.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct mem {
	void		**user_buf;
	size_t		*user_size;
	char		*buf;
	size_t		unit;			/* 1 or sizeof(wchar_t) */
	size_t		pos, len, room;		/* in units */
	mbstate_t	state;
};

/* Makes room for n units at pos and a null behind them. */
static int
grow(struct mem *m, size_t n)
{
	size_t room = m->room;
	char *p;

	if (m->pos + n + 1 > room) {
		while (m->pos + n + 1 > room)
			room *= 2;
		p = reallocarray(m->buf, room, m->unit);
		if (p == NULL)
			return -1;
		m->buf = p;
		m->room = room;
	}
	if (m->pos > m->len)
		memset(m->buf + m->len * m->unit, 0,
		    (m->pos - m->len) * m->unit);
	return 0;
}

/* The size is the smaller of length and position (XSH open_memstream). */
static void
publish(struct mem *m)
{
	*m->user_buf = m->buf;
	*m->user_size = m->pos < m->len ? m->pos : m->len;
}

static int
append(struct mem *m, const void *data, size_t n)
{
	if (grow(m, n) != 0)
		return -1;
	memcpy(m->buf + m->pos * m->unit, data, n * m->unit);
	m->pos += n;
	if (m->pos > m->len) {
		m->len = m->pos;
		memset(m->buf + m->len * m->unit, 0, m->unit);
	}
	return 0;
}

static ssize_t
put(void *cookie, const char *s, size_t n)
{
	struct mem *m = cookie;
	size_t done = 0, len;
	wchar_t w;

	if (m->unit == 1 && append(m, s, n) != 0)
		return -1;
	while (m->unit != 1 && done < n) {
		len = mbrtowc(&w, s + done, n - done, &m->state);
		if (len == (size_t)-2)		/* the rest comes later */
			break;
		if (len == (size_t)-1 || append(m, &w, 1) != 0)
			return -1;
		done += len != 0 ? len : 1;
	}
	publish(m);
	return (ssize_t)n;
}

static int
move(void *cookie, off_t *off, int whence)
{
	struct mem *m = cookie;
	off_t base = whence == SEEK_CUR ? (off_t)m->pos :
	    whence == SEEK_END ? (off_t)m->len : 0;

	if (*off > LONG_MAX / 8 || base + *off < 0) {
		errno = EINVAL;
		return -1;
	}
	*off += base;
	m->pos = (size_t)*off;
	memset(&m->state, 0, sizeof(m->state));
	publish(m);
	return 0;
}

static int
finish(void *cookie)
{
	free(cookie);
	return 0;
}

/* ENOMEM, EINVAL: a pointer is NULL, EMFILE: no stream is left. */
static FILE *
open_mem(void **buf, size_t *size, size_t unit)
{
	cookie_io_functions_t io = { NULL, put, move, finish };
	struct mem *m;
	FILE *fp;

	if (buf == NULL || size == NULL) {
		errno = EINVAL;
		return NULL;
	}
	m = calloc(1, sizeof(*m));
	if (m == NULL)
		return NULL;
	m->user_buf = buf;
	m->user_size = size;
	m->unit = unit;
	m->room = 64;
	m->buf = calloc(m->room, unit);
	fp = m->buf != NULL ? fopencookie(m, "w", io) : NULL;
	if (fp == NULL) {
		free(m->buf);
		free(m);
		return NULL;
	}
	setvbuf(fp, NULL, _IONBF, 0);
	publish(m);
	return fp;
}

FILE *
open_memstream(char **buf, size_t *size)
{
	return open_mem((void **)(void *)buf, size, 1);
}

FILE *
open_wmemstream(wchar_t **buf, size_t *size)
{
	FILE *fp = open_mem((void **)(void *)buf, size, sizeof(wchar_t));

	if (fp != NULL)
		fwide(fp, 1);
	return fp;
}
