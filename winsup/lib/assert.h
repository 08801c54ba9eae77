/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Assertions of the DLL itself, on in debug builds (configure --enable-debug).
 * They report to the error handle without stdio and stop the process.
 */
#ifndef ISTHMUS_LIB_ASSERT_H
#define ISTHMUS_LIB_ASSERT_H

#include <stddef.h>

void assert_failed(const char *what, const char *where, int line)
    __attribute__((noreturn));

#ifdef ISTHMUS_DEBUG
#define ASSERT(x)	((x) ? (void)0 : assert_failed(#x, __FILE__, __LINE__))
#else
#define ASSERT(x)	((void)sizeof(!(x)))
#endif

#endif
