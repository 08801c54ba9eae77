/* SPDX-License-Identifier: BSD-2-Clause */
/* A native Windows program: "PROGRAM .." is started and waited for. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

#include "run.native.h"

int
wmain(int argc, wchar_t **argv)
{
	return argc > 1 ? run(argv + 1) : 253;
}
