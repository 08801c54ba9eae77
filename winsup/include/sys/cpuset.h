/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets of processors, as in glibc's <sched.h>. Not in POSIX.
 */
#ifndef _SYS_CPUSET_H_
#define _SYS_CPUSET_H_

#include <sys/cdefs.h>
#include <sys/_types.h>

#define CPU_SETSIZE	1024
#define __CPU_BITS	64

typedef struct {
	unsigned long	__bits[CPU_SETSIZE / __CPU_BITS];
} cpu_set_t;

#define CPU_ALLOC_SIZE(__n)						\
	((((__size_t)(__n) + __CPU_BITS - 1) / __CPU_BITS) *		\
	 sizeof(unsigned long))

static __inline int
__cpuset_bit(__size_t __cpu, __size_t __size, const cpu_set_t *__set)
{
	if (__cpu / 8 >= __size)
		return 0;
	return (int)(__set->__bits[__cpu / __CPU_BITS] >>
	    (__cpu % __CPU_BITS) & 1);
}

static __inline void
__cpuset_put(__size_t __cpu, __size_t __size, cpu_set_t *__set, int __on)
{
	unsigned long __mask = 1UL << (__cpu % __CPU_BITS);

	if (__cpu / 8 >= __size)
		return;
	if (__on)
		__set->__bits[__cpu / __CPU_BITS] |= __mask;
	else
		__set->__bits[__cpu / __CPU_BITS] &= ~__mask;
}

static __inline int
__cpuset_count(__size_t __size, const cpu_set_t *__set)
{
	__size_t __i;
	int __n = 0;

	for (__i = 0; __i < __size / sizeof(unsigned long); __i++)
		__n += __builtin_popcountl(__set->__bits[__i]);
	return __n;
}

static __inline void
__cpuset_op(__size_t __size, cpu_set_t *__dst, const cpu_set_t *__a,
    const cpu_set_t *__b, int __op)
{
	__size_t __i;

	for (__i = 0; __i < __size / sizeof(unsigned long); __i++) {
		unsigned long __x = __a->__bits[__i], __y = __b->__bits[__i];

		__dst->__bits[__i] = __op == '&' ? __x & __y :
		    __op == '|' ? __x | __y : __x ^ __y;
	}
}

#define CPU_ALLOC(__n)							\
	((cpu_set_t *)__builtin_malloc(CPU_ALLOC_SIZE(__n)))
#define CPU_FREE(__set)		__builtin_free(__set)

#define CPU_ZERO_S(__size, __set)					\
	((void)__builtin_memset((__set), 0, (__size)))
#define CPU_SET_S(__cpu, __size, __set)					\
	__cpuset_put((__cpu), (__size), (__set), 1)
#define CPU_CLR_S(__cpu, __size, __set)					\
	__cpuset_put((__cpu), (__size), (__set), 0)
#define CPU_ISSET_S(__cpu, __size, __set)				\
	__cpuset_bit((__cpu), (__size), (__set))
#define CPU_COUNT_S(__size, __set)	__cpuset_count((__size), (__set))
#define CPU_AND_S(__size, __d, __a, __b)				\
	__cpuset_op((__size), (__d), (__a), (__b), '&')
#define CPU_OR_S(__size, __d, __a, __b)					\
	__cpuset_op((__size), (__d), (__a), (__b), '|')
#define CPU_XOR_S(__size, __d, __a, __b)				\
	__cpuset_op((__size), (__d), (__a), (__b), '^')
#define CPU_EQUAL_S(__size, __a, __b)					\
	(__builtin_memcmp((__a), (__b), (__size)) == 0)

#define CPU_ZERO(__set)		CPU_ZERO_S(sizeof(cpu_set_t), (__set))
#define CPU_SET(__cpu, __set)	CPU_SET_S((__cpu), sizeof(cpu_set_t), (__set))
#define CPU_CLR(__cpu, __set)	CPU_CLR_S((__cpu), sizeof(cpu_set_t), (__set))
#define CPU_ISSET(__cpu, __set)						\
	CPU_ISSET_S((__cpu), sizeof(cpu_set_t), (__set))
#define CPU_COUNT(__set)	CPU_COUNT_S(sizeof(cpu_set_t), (__set))
#define CPU_AND(__d, __a, __b)						\
	CPU_AND_S(sizeof(cpu_set_t), (__d), (__a), (__b))
#define CPU_OR(__d, __a, __b)						\
	CPU_OR_S(sizeof(cpu_set_t), (__d), (__a), (__b))
#define CPU_XOR(__d, __a, __b)						\
	CPU_XOR_S(sizeof(cpu_set_t), (__d), (__a), (__b))
#define CPU_EQUAL(__a, __b)						\
	CPU_EQUAL_S(sizeof(cpu_set_t), (__a), (__b))

#endif /* _SYS_CPUSET_H_ */
