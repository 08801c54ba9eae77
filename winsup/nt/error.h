/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one place where Windows' errors become errno values.
 * Sources: MS-ERREF (NTSTATUS and Win32 codes), POSIX.1-2024 XSH 2.3.
 */
#ifndef ISTHMUS_NT_ERROR_H
#define ISTHMUS_NT_ERROR_H

#include <stdint.h>

/* -errno for an NTSTATUS; 0 for success, -EIO for one not in the table. */
int nt_errno(uint32_t status);

/*
 * The same for calls that take a name: -ENOTDIR says that the way to the
 * last component is at fault, also where NT only says "path not found".
 */
int nt_name_errno(uint32_t status);

/* Of a status: does the file system, or the system, lack what was asked? */
int nt_unsupported(uint32_t status);

/* -errno for a Win32 error code as GetLastError() gives it. */
int nt_win_errno(uint32_t code);

/* -errno for the calling thread's last Win32 error. */
int nt_last_errno(void);

#endif
