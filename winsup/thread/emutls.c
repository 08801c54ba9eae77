/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Thread-local variables.  GCC's targets of this kind have no support of
 * the linker for them: each variable is a control object, and every access
 * calls __emutls_get_address() with it (GCC internals: "Emulated TLS";
 * libgcc's own version of these functions would give each image its own
 * set, so the DLL has the only one).
 *
 * A variable gets a number at its first use anywhere, kept in its control
 * object; each thread has an array of pointers by that number.
 */
#include "thread/room.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "thread/room_impl.h"

/* Laid out by GCC: words are of the size of a pointer here. */
struct __emutls_object {
	uintptr_t size, align;
	uintptr_t number;		/* 0 until the first use; ours */
	void *initial;			/* NULL: zero */
};

void *__emutls_get_address(void *);
void __emutls_register_common(void *, uintptr_t size, uintptr_t align,
    void *initial);

static struct lock tls_lock = LOCK_INIT(LOCK_THREAD, "emutls");
static uintptr_t last_number;		/* fork class: copy */

static void
no_memory(void)
{
	static const char msg[] =
	    "isthmus: no memory for a thread-local variable\n";

	platform_write_error(msg, sizeof(msg) - 1);
	platform_die();
}

static uintptr_t
number_of(struct __emutls_object *o)
{
	uintptr_t n = __atomic_load_n(&o->number, __ATOMIC_ACQUIRE);

	if (n != 0)
		return n;
	lock_acquire(&tls_lock);
	if ((n = o->number) == 0) {
		n = ++last_number;
		__atomic_store_n(&o->number, n, __ATOMIC_RELEASE);
	}
	lock_release(&tls_lock);
	return n;
}

/*
 * A new copy of the variable, of any alignment; what mm_alloc() returned
 * lies in the word before it.
 */
static void *
copy_make(const struct __emutls_object *o)
{
	uintptr_t align = o->align < sizeof(void *) ? sizeof(void *) :
	    o->align;
	unsigned char *raw, *p;

	raw = mm_alloc(o->size + align + sizeof(void *));
	if (raw == NULL)
		no_memory();
	p = (unsigned char *)(((uintptr_t)raw + sizeof(void *) + align - 1) &
	    ~(align - 1));
	memcpy(p - sizeof(void *), &raw, sizeof(raw));
	if (o->initial != NULL)
		memcpy(p, o->initial, o->size);
	else
		memset(p, 0, o->size);
	return p;
}

static void __attribute__((noinline))
array_grow(struct thread *t, uintptr_t n)
{
	uintptr_t max = (n + 32) & ~(uintptr_t)31;
	void **a = mm_realloc(t->tls, max * sizeof(*a));

	if (a == NULL)
		no_memory();
	memset(a + t->n_tls, 0, (max - t->n_tls) * sizeof(*a));
	t->tls = a;
	t->n_tls = (unsigned)max;
}

void *
__emutls_get_address(void *object)
{
	struct __emutls_object *o = object;
	struct thread *t = thr_self();
	uintptr_t n = number_of(o);

	if (__builtin_expect(n >= t->n_tls, 0))
		array_grow(t, n);
	if (__builtin_expect(t->tls[n] == NULL, 0))
		t->tls[n] = copy_make(o);
	return t->tls[n];
}

/* Common variables of several objects: the largest definition wins. */
void
__emutls_register_common(void *object, uintptr_t size, uintptr_t align,
    void *initial)
{
	struct __emutls_object *o = object;

	if (o->size < size) {
		o->size = size;
		o->initial = NULL;
	}
	if (o->align < align)
		o->align = align;
	if (initial != NULL && o->size == size)
		o->initial = initial;
}

void
thr_tls_done(struct thread *t)
{
	unsigned i;
	void *raw;

	for (i = 0; i < t->n_tls; i++) {
		if (t->tls[i] == NULL)
			continue;
		memcpy(&raw, (unsigned char *)t->tls[i] - sizeof(raw),
		    sizeof(raw));
		mm_free(raw);
	}
	mm_free(t->tls);
	t->tls = NULL;
	t->n_tls = 0;
}
