/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Variables of fork class "rebuild": they describe this Windows process, not
 * the POSIX process that runs in it.  fork neither copies them into a child
 * nor puts them back when a child that ran in place has left.  In a new
 * process they have their initial values.
 */
#ifndef ISTHMUS_LIB_KEEP_H
#define ISTHMUS_LIB_KEEP_H

#ifdef __ISTHMUS__
#define KEEP	__attribute__((section(".keep")))
#else
#define KEEP
#endif

#endif
