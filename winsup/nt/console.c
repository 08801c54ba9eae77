/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/console.h"

#include <errno.h>

#include "nt/error.h"
#include "nt/ntdll.h"

#define CTRL_Z	0x1a

long
nt_console_read(nt_handle h, uint16_t *buf, size_t units)
{
	DWORD n;

	if (!ReadConsoleW(h, buf, (DWORD)units, &n, NULL))
		return nt_last_errno();
	if (n == 0 && GetLastError() == ERROR_OPERATION_ABORTED)
		return -EINTR;		/* Ctrl-C while waiting */
	return n > 0 && buf[0] == CTRL_Z ? 0 : (long)n;
}

long
nt_console_write(nt_handle h, const uint16_t *buf, size_t units)
{
	DWORD n;

	if (!WriteConsoleW(h, buf, (DWORD)units, &n, NULL))
		return nt_last_errno();
	return (long)n;
}
