/* SPDX-License-Identifier: BSD-2-Clause */
/* insque(), remque(), lfind() and lsearch() (XSH, <search.h>). */
#include <search.h>
#include <string.h>

/* What every element of a list starts with. */
struct queue {
	struct queue *next, *prev;
};

void
insque(void *elem, void *pred)
{
	struct queue *e = elem, *p = pred;

	e->prev = p;
	e->next = p != NULL ? p->next : NULL;
	if (e->next != NULL)
		e->next->prev = e;
	if (p != NULL)
		p->next = e;
}

void
remque(void *elem)
{
	struct queue *e = elem;

	if (e->next != NULL)
		e->next->prev = e->prev;
	if (e->prev != NULL)
		e->prev->next = e->next;
}

void *
lfind(const void *key, const void *base, size_t *n, size_t size,
    int (*compar)(const void *, const void *))
{
	const char *p = base, *end = p + *n * size;

	for (; p < end; p += size)
		if (compar(key, p) == 0)
			return (void *)p;
	return NULL;
}

void *
lsearch(const void *key, void *base, size_t *n, size_t size,
    int (*compar)(const void *, const void *))
{
	void *p = lfind(key, base, n, size, compar);

	if (p != NULL)
		return p;
	return memcpy((char *)base + (*n)++ * size, key, size);
}
