/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/console.h"

#include <errno.h>

#include "nt/error.h"
#include "nt/ntdll.h"

#define CTRL_Z	0x1a

int
nt_console_open(nt_handle *in, nt_handle *screen)
{
	SECURITY_ATTRIBUTES sa = { sizeof sa, NULL, TRUE };

	*in = CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE, &sa, OPEN_EXISTING, 0, NULL);
	if (*in == INVALID_HANDLE_VALUE)
		return nt_last_errno();
	*screen = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE, &sa, OPEN_EXISTING, 0, NULL);
	if (*screen != INVALID_HANDLE_VALUE)
		return 0;
	CloseHandle(*in);
	return nt_last_errno();
}

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

static int
is_input(const INPUT_RECORD *r)
{
	return r->EventType == KEY_EVENT && r->Event.KeyEvent.bKeyDown &&
	    r->Event.KeyEvent.uChar.UnicodeChar != 0;
}

int
nt_console_has_input(nt_handle h)
{
	INPUT_RECORD r;
	DWORD n;

	while (PeekConsoleInputW(h, &r, 1, &n)) {
		if (n == 0)
			return 0;
		if (is_input(&r))
			return 1;
		if (!ReadConsoleInputW(h, &r, 1, &n))
			return 1;
	}
	return 1;
}

/* Only an output handle tells: for another the console's own is asked. */
int
nt_console_size(nt_handle h, unsigned *rows, unsigned *columns)
{
	CONSOLE_SCREEN_BUFFER_INFO info;
	HANDLE out;
	int e = 0;

	if (!GetConsoleScreenBufferInfo(h, &info)) {
		out = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
		    FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
		    0, NULL);
		if (out == INVALID_HANDLE_VALUE)
			return nt_last_errno();
		if (!GetConsoleScreenBufferInfo(out, &info))
			e = nt_last_errno();
		CloseHandle(out);
	}
	if (e < 0)
		return e;
	*rows = (unsigned)(info.srWindow.Bottom - info.srWindow.Top + 1);
	*columns = (unsigned)(info.srWindow.Right - info.srWindow.Left + 1);
	return 0;
}
