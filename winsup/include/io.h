/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The few calls of Microsoft's <io.h> that Cygwin-aware programs use. Files
 * have no text mode here: O_TEXT and O_BINARY are accepted and equal.
 */
#ifndef _IO_H
#define _IO_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int setmode(int __fd, int __mode);
#define _setmode	setmode
intptr_t get_osfhandle(int __fd);
#define _get_osfhandle	get_osfhandle
int access(const char *__path, int __mode);

#ifdef __cplusplus
}
#endif

#endif /* _IO_H */
