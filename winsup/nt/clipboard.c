/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/clipboard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/ntdll.h"

/* winuser.h, which is not included: it is large, and user32 is not linked. */
typedef HWND WINAPI create_window_fn(DWORD, LPCWSTR, LPCWSTR, DWORD, int, int,
    int, int, HWND, HMENU, HINSTANCE, LPVOID);
typedef BOOL WINAPI window_fn(HWND);
typedef BOOL WINAPI plain_fn(void);
typedef HANDLE WINAPI get_data_fn(UINT);
typedef HANDLE WINAPI set_data_fn(UINT, HANDLE);

#define UNICODE_TEXT	13u			/* CF_UNICODETEXT */
#define MESSAGES_ONLY	((HWND)(LONG_PTR)-3)	/* HWND_MESSAGE */

struct clipboard {
	create_window_fn *create_window;
	window_fn *destroy_window, *open;
	plain_fn *close, *empty;
	get_data_fn *get;
	set_data_fn *set;
	HWND window;			/* who sets data must have one */
};

static int
load(struct clipboard *c)
{
	HMODULE dll = LoadLibraryExW(L"user32.dll", NULL,
	    LOAD_LIBRARY_SEARCH_SYSTEM32);

	if (dll == NULL)
		return -ENXIO;
	c->create_window = (create_window_fn *)(void *)GetProcAddress(dll,
	    "CreateWindowExW");
	c->destroy_window = (window_fn *)(void *)GetProcAddress(dll,
	    "DestroyWindow");
	c->open = (window_fn *)(void *)GetProcAddress(dll, "OpenClipboard");
	c->close = (plain_fn *)(void *)GetProcAddress(dll, "CloseClipboard");
	c->empty = (plain_fn *)(void *)GetProcAddress(dll, "EmptyClipboard");
	c->get = (get_data_fn *)(void *)GetProcAddress(dll,
	    "GetClipboardData");
	c->set = (set_data_fn *)(void *)GetProcAddress(dll,
	    "SetClipboardData");
	return c->create_window != NULL && c->destroy_window != NULL &&
	    c->open != NULL && c->close != NULL && c->empty != NULL &&
	    c->get != NULL && c->set != NULL ? 0 : -ENXIO;
}

#define TRIES	50			/* of 10 ms */

static int
enter(struct clipboard *c)
{
	int e;

	if ((e = load(c)) < 0)
		return e;
	c->window = c->create_window(0, L"STATIC", NULL, 0, 0, 0, 0, 0,
	    MESSAGES_ONLY, NULL, NULL, NULL);
	if (c->window == NULL)
		return -ENXIO;
	for (int i = 0; i < TRIES; i++) {
		if (c->open(c->window))
			return 0;
		Sleep(10);
	}
	c->destroy_window(c->window);
	return -EBUSY;
}

static void
leave(struct clipboard *c)
{
	c->close();
	c->destroy_window(c->window);
}

/* The text ends with a zero, or with its memory. */
static int
copy_text(HANDLE h, uint16_t **text, size_t *units)
{
	size_t most = GlobalSize(h) / sizeof **text, n = 0;
	const uint16_t *s = GlobalLock(h);

	if (s == NULL)
		return 0;
	while (n < most && s[n] != 0)
		n++;
	*text = malloc(n * sizeof **text + 1);
	if (*text != NULL)
		memcpy(*text, s, n * sizeof **text);
	*units = n;
	GlobalUnlock(h);
	return *text != NULL ? 0 : -ENOMEM;
}

int
nt_clipboard_get(uint16_t **text, size_t *units)
{
	struct clipboard c;
	HANDLE h;
	int e;

	*text = NULL;
	*units = 0;
	if ((e = enter(&c)) < 0)
		return e;
	if ((h = c.get(UNICODE_TEXT)) != NULL)
		e = copy_text(h, text, units);
	leave(&c);
	return e;
}

/* The system takes the memory over when it takes the data. */
int
nt_clipboard_set(const uint16_t *text, size_t units)
{
	HGLOBAL h = GlobalAlloc(GMEM_MOVEABLE, (units + 1) * sizeof *text);
	struct clipboard c;
	uint16_t *s;
	int e;

	if (h == NULL || (s = GlobalLock(h)) == NULL) {
		GlobalFree(h);
		return -ENOMEM;
	}
	memcpy(s, text, units * sizeof *text);
	s[units] = 0;
	GlobalUnlock(h);
	e = enter(&c);
	if (e == 0) {
		c.empty();
		if (c.set(UNICODE_TEXT, h) == NULL)
			e = -EIO;
		leave(&c);
	}
	if (e < 0)
		GlobalFree(h);
	return e;
}
