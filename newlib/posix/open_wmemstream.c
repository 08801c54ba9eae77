/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * open_wmemstream() (XSH open_memstream). newlib's stdio always writes
 * multibyte characters, also to its own wide memory streams; this one turns
 * them back into wide characters. The stream has no buffer, so that its
 * position is that of the array.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/*
 * Exported as open_wmemstream: newlib's is in one object with its
 * open_memstream(), so that the name cannot be defined twice.
 */
FILE *wmem_open(wchar_t **buf, size_t *size);

struct wmem {
	wchar_t		**user_buf;
	size_t		*user_size;
	wchar_t		*buf;
	size_t		pos, len, room;	/* in wide characters */
	mbstate_t	state;
};

/* Makes room for one character at pos and a null behind it. */
static int
grow(struct wmem *m)
{
	size_t room = m->room;
	wchar_t *p;

	if (m->pos + 2 > room) {
		while (m->pos + 2 > room)
			room *= 2;
		p = reallocarray(m->buf, room, sizeof(*p));
		if (p == NULL)
			return -1;
		m->buf = p;
		m->room = room;
	}
	if (m->pos > m->len)
		wmemset(m->buf + m->len, L'\0', m->pos - m->len);
	return 0;
}

static void
publish(struct wmem *m)
{
	*m->user_buf = m->buf;
	*m->user_size = m->pos < m->len ? m->pos : m->len;
}

static ssize_t
put(void *cookie, const char *s, size_t n)
{
	struct wmem *m = cookie;
	size_t done = 0, len;
	wchar_t w;

	while (done < n) {
		len = mbrtowc(&w, s + done, n - done, &m->state);
		if (len == (size_t)-2)		/* the rest comes later */
			break;
		if (len == (size_t)-1 || grow(m) != 0)
			return -1;
		done += len != 0 ? len : 1;
		m->buf[m->pos++] = w;
		if (m->pos > m->len) {
			m->len = m->pos;
			m->buf[m->len] = L'\0';
		}
	}
	publish(m);
	return (ssize_t)n;
}

static int
move(void *cookie, off_t *off, int whence)
{
	struct wmem *m = cookie;
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
FILE *
wmem_open(wchar_t **buf, size_t *size)
{
	cookie_io_functions_t io = { NULL, put, move, finish };
	struct wmem *m;
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
	m->room = 64;
	m->buf = malloc(m->room * sizeof(*m->buf));
	fp = m->buf != NULL ? fopencookie(m, "w", io) : NULL;
	if (fp == NULL) {
		free(m->buf);
		free(m);
		return NULL;
	}
	m->buf[0] = L'\0';
	setvbuf(fp, NULL, _IONBF, 0);
	fwide(fp, 1);
	publish(m);
	return fp;
}
