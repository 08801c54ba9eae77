/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fail points: named places where a test can make a step fail.
 *
 *	ISTHMUS_FAULT=open.create:3:EACCES,mm.grow:1:ENOMEM
 *
 * makes the third pass through fault("open.create") return -EACCES, once.
 * Without the variable a fail point costs one load and one branch.
 */
#ifndef ISTHMUS_LIB_FAULT_H
#define ISTHMUS_LIB_FAULT_H

#include <stddef.h>

extern int fault_armed;

/* Returns 0, or the negative errno that the environment asks for here. */
#define fault(name)	(__builtin_expect(fault_armed, 0) ? fault_hit(name) : 0)

int fault_hit(const char *name);

/* Arms the points named in spec; -EINVAL if it cannot be read. */
int fault_parse(const char *spec);

#endif
