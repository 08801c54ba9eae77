/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * backtrace() and its kin (glibc's <execinfo.h>): the frames are found with
 * the tables that every function on x86_64 Windows has for exceptions.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <winnt.h>

#include <dlfcn.h>
#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE	512

/* Return addresses, that of the caller of backtrace() first. */
int
backtrace(void **buffer, int size)
{
	RUNTIME_FUNCTION *function;
	DWORD64 image, frame;
	void *data;
	CONTEXT c;
	int n;

	RtlCaptureContext(&c);
	n = -1;			/* the first frame is our own */
	while (c.Rip != 0 && n < size) {
		if (n >= 0)
			buffer[n] = (void *)c.Rip;
		n++;
		function = RtlLookupFunctionEntry(c.Rip, &image, NULL);
		if (function == NULL)
			break;	/* code without tables: nothing is known */
		RtlVirtualUnwind(UNW_FLAG_NHANDLER, image, c.Rip, function, &c,
		    &data, &frame, NULL);
	}
	return n < 0 ? 0 : n;
}

/* "image(name+0x12) [0x7ff...]", as much of it as is known. */
static void
describe(void *address, char *line)
{
	Dl_info_t i;

	if (!dladdr(address, &i))
		snprintf(line, LINE, "[%p]", address);
	else if (i.dli_sname == NULL)
		snprintf(line, LINE, "%s(+0x%lx) [%p]", i.dli_fname,
		    (unsigned long)((char *)address - (char *)i.dli_fbase),
		    address);
	else
		snprintf(line, LINE, "%s(%s+0x%lx) [%p]", i.dli_fname,
		    i.dli_sname,
		    (unsigned long)((char *)address - (char *)i.dli_saddr),
		    address);
}

/* One block, which the caller frees. */
char **
backtrace_symbols(void *const *buffer, int size)
{
	char line[LINE], **v, *p;
	size_t room = size * sizeof(*v);
	int i;

	for (i = 0; i < size; i++) {
		describe(buffer[i], line);
		room += strlen(line) + 1;
	}
	if ((v = malloc(room)) == NULL)
		return NULL;
	p = (char *)(v + size);
	for (i = 0; i < size; i++) {
		describe(buffer[i], p);
		v[i] = p;
		p += strlen(p) + 1;
	}
	return v;
}

void
backtrace_symbols_fd(void *const *buffer, int size, int fd)
{
	char line[LINE + 1];
	int i;

	for (i = 0; i < size; i++) {
		describe(buffer[i], line);
		strcat(line, "\n");
		if (write(fd, line, strlen(line)) < 0)
			return;
	}
}
