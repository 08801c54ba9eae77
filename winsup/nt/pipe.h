/* SPDX-License-Identifier: BSD-2-Clause */
/* What is particular to pipes (ntifs.h: FILE_PIPE_LOCAL_INFORMATION). */
#ifndef ISTHMUS_NT_PIPE_H
#define ISTHMUS_NT_PIPE_H

#include "nt/types.h"

/* Bytes that can be read without waiting.  -EPIPE: all writers are gone. */
int nt_pipe_available(nt_handle, size_t *);

#endif
