/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/console.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"

#define CTRL_Z	0x1a

/*
 * The control character that ends a read before its line is finished, as
 * CONSOLE_READCONSOLE_CONTROL's dwCtrlWakeupMask says.  It is put into the
 * input by nt_console_wake(); typed by a user it does nothing.
 */
#define WAKE	0x1e

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

/* Takes WAKE out of n units: how many are left. */
static size_t
take_wake(uint16_t *buf, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (buf[i] != WAKE)
			buf[left++] = buf[i];
	return left;
}

/* Does it give lines, or each key at once? */
static int
has_lines(nt_handle h)
{
	DWORD mode;

	return GetConsoleMode(h, &mode) && (mode & ENABLE_LINE_INPUT);
}

long
nt_console_read(nt_handle h, uint16_t *buf, size_t units, size_t *kept)
{
	CONSOLE_READCONSOLE_CONTROL control = {
		.nLength = sizeof control,
		.nInitialChars = (ULONG)*kept,
		.dwCtrlWakeupMask = 1u << WAKE,
	};
	DWORD n;
	size_t left;

	*kept = 0;
	SetLastError(0);
	if (!ReadConsoleW(h, buf, (DWORD)units, &n, &control))
		return GetLastError() == ERROR_OPERATION_ABORTED ? -EINTR :
		    nt_last_errno();
	if (n == 0 && GetLastError() == ERROR_OPERATION_ABORTED)
		return -EINTR;		/* Ctrl-C while waiting */
	left = take_wake(buf, n);
	/* A line as long as there is room for is given as it is. */
	if (left < n && (left == 0 || (has_lines(h) && left + 2 < units))) {
		*kept = left;
		return -EAGAIN;
	}
	return left > 0 && buf[0] == CTRL_Z ? 0 : (long)left;
}

/* The cursor may be amid the line, where WAKE would be put. */
int
nt_console_wake(nt_handle h)
{
	INPUT_RECORD r[2];
	DWORD n;

	memset(r, 0, sizeof r);
	for (int i = 0; i < 2; i++) {
		r[i].EventType = KEY_EVENT;
		r[i].Event.KeyEvent.bKeyDown = TRUE;
		r[i].Event.KeyEvent.wRepeatCount = 1;
	}
	r[0].Event.KeyEvent.wVirtualKeyCode = VK_END;
	r[0].Event.KeyEvent.dwControlKeyState = ENHANCED_KEY;
	r[1].Event.KeyEvent.uChar.UnicodeChar = WAKE;
	return WriteConsoleInputW(h, r, 2, &n) ? 0 : nt_last_errno();
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
	    r->Event.KeyEvent.uChar.UnicodeChar != 0 &&
	    r->Event.KeyEvent.uChar.UnicodeChar != WAKE;
}

/* Also a key without a character: one that edits, or calls an old line. */
static int
begins_line(const INPUT_RECORD *r)
{
	const KEY_EVENT_RECORD *k = &r->Event.KeyEvent;

	if (r->EventType != KEY_EVENT || k->uChar.UnicodeChar == WAKE)
		return 0;	/* WAKE has come too late for its read */
	switch (k->wVirtualKeyCode) {
	case VK_MENU:			/* ends a character typed by number */
		return k->uChar.UnicodeChar != 0;
	case VK_SHIFT:
	case VK_CONTROL:
	case VK_CAPITAL:
	case VK_NUMLOCK:
	case VK_SCROLL:
		return 0;
	}
	return k->bKeyDown;
}

/* Is there what matters?  What comes before it is taken away. */
static int
look_for(nt_handle h, int (*matters)(const INPUT_RECORD *))
{
	INPUT_RECORD r;
	DWORD n;

	while (PeekConsoleInputW(h, &r, 1, &n)) {
		if (n == 0)
			return 0;
		if (matters(&r))
			return 1;
		if (!ReadConsoleInputW(h, &r, 1, &n))
			return 1;
	}
	return 1;
}

int
nt_console_has_input(nt_handle h)
{
	return look_for(h, is_input);
}

int
nt_console_begins_line(nt_handle h)
{
	return look_for(h, begins_line);
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
