/* SPDX-License-Identifier: BSD-2-Clause */
/* For native programs of tests: "run PROGRAM ..". */
#ifndef ISTHMUS_TEST_RUN_NATIVE_H
#define ISTHMUS_TEST_RUN_NATIVE_H

/* Starts a program with arguments, waits, and returns its code. */
static int
run(wchar_t **argv)
{
	static wchar_t line[32000];
	STARTUPINFOW start = { .cb = sizeof(start) };
	PROCESS_INFORMATION info;
	DWORD code = 255;

	for (; *argv != NULL; argv++) {
		wcscat(line, *argv);
		wcscat(line, L" ");
	}
	if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL,
	    &start, &info))
		return 254;
	WaitForSingleObject(info.hProcess, INFINITE);
	GetExitCodeProcess(info.hProcess, &code);
	return (int)code;
}

#endif
