/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/image.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include <psapi.h>
#include "nt/utf.h"

extern char __ImageBase[];

void *
nt_image_program(void)
{
	return GetModuleHandleW(NULL);
}

void *
nt_image_self(void)
{
	return __ImageBase;
}

/* UTF-8 to a terminated Win32 name; 0 if it is too long. */
static int
wide_name(WCHAR *dst, size_t max, const char *name)
{
	size_t units = utf_8to16((uint16_t *)dst, max - 1, name, strlen(name));

	if (units > max - 1)
		return 0;
	dst[units] = 0;
	return 1;
}

/*
 * LOAD_WITH_ALTERED_SEARCH_PATH is for absolute paths only
 * (libloaderapi.h).  The error mode keeps Windows from opening a dialogue.
 */
void *
nt_image_load(const char *name, uint32_t *error)
{
	DWORD flags, mode = 0;
	HMODULE dll;
	WCHAR *wide;

	wide = malloc(NT_NAME_MAX * sizeof(*wide));
	if (wide == NULL || !wide_name(wide, NT_NAME_MAX, name)) {
		*error = wide == NULL ? ERROR_NOT_ENOUGH_MEMORY :
		    ERROR_FILENAME_EXCED_RANGE;
		free(wide);
		return NULL;
	}
	flags = strchr(name, '\\') != NULL ? LOAD_WITH_ALTERED_SEARCH_PATH : 0;
	SetThreadErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX,
	    &mode);
	dll = LoadLibraryExW(wide, NULL, flags);
	*error = dll == NULL ? GetLastError() : 0;
	SetThreadErrorMode(mode, NULL);
	free(wide);
	return dll;
}

void *
nt_image_load_path(const uint16_t *path)
{
	DWORD mode = 0;
	HMODULE dll;

	SetThreadErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX,
	    &mode);
	dll = LoadLibraryExW((const WCHAR *)path, NULL,
	    LOAD_WITH_ALTERED_SEARCH_PATH);
	SetThreadErrorMode(mode, NULL);
	return dll;
}

int
nt_image_unload(void *image)
{
	return FreeLibrary(image) ? 0 : nt_last_errno();
}

int
nt_image_pin(void *image)
{
	HMODULE dll;

	if (!GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN |
	    GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, image, &dll))
		return nt_last_errno();
	return 0;
}

void *
nt_image_find(const char *name)
{
	HMODULE dll = NULL;
	WCHAR *wide;

	wide = malloc(NT_NAME_MAX * sizeof(*wide));
	if (wide == NULL)
		return NULL;
	if (wide_name(wide, NT_NAME_MAX, name))
		GetModuleHandleExW(0, wide, &dll);
	free(wide);
	return dll;
}

const char *
nt_image_reason(uint32_t error)
{
	switch (error) {
	case ERROR_FILE_NOT_FOUND:
	case ERROR_PATH_NOT_FOUND:
	case ERROR_MOD_NOT_FOUND:
		return "it, or a DLL that it needs, was not found";
	case ERROR_PROC_NOT_FOUND:
		return "a DLL that it needs lacks a function";
	case ERROR_BAD_EXE_FORMAT:
	case ERROR_INVALID_EXE_SIGNATURE:
	case ERROR_EXE_MARKED_INVALID:
		return "not a DLL for x86-64";
	case ERROR_DLL_INIT_FAILED:
		return "its initialisation failed";
	case ERROR_ACCESS_DENIED:
		return "permission denied";
	case ERROR_NOT_ENOUGH_MEMORY:
	case ERROR_COMMITMENT_LIMIT:
		return "not enough memory";
	case ERROR_FILENAME_EXCED_RANGE:
		return "the name is too long";
	}
	return NULL;
}

void *
nt_image_of(const void *address)
{
	PVOID base;

	return RtlPcToFileHeader((PVOID)address, &base);
}

void *
nt_image_symbol(void *image, const char *name)
{
	return (void *)GetProcAddress(image, name);
}

size_t
nt_image_list(void **list, size_t max)
{
	DWORD bytes;

	if (!K32EnumProcessModules(GetCurrentProcess(), (HMODULE *)list,
	    (DWORD)(max * sizeof(*list)), &bytes))
		return 0;
	return bytes / sizeof(*list);
}

long
nt_image_path(void *image, uint16_t *path, size_t max)
{
	DWORD units = GetModuleFileNameW(image, (WCHAR *)path, (DWORD)max);

	if (units == 0)
		return nt_last_errno();
	return units >= max ? -ENAMETOOLONG : (long)units;
}

static const IMAGE_NT_HEADERS64 *
headers(const void *image)
{
	const IMAGE_DOS_HEADER *dos = image;

	return (const void *)((const char *)image + dos->e_lfanew);
}

size_t
nt_image_stack(void *image)
{
	return headers(image)->OptionalHeader.SizeOfStackReserve;
}

const char *
nt_image_nearest(void *image, const void *address, void **start)
{
	const IMAGE_OPTIONAL_HEADER64 *opt = &headers(image)->OptionalHeader;
	const IMAGE_DATA_DIRECTORY *dir;
	const IMAGE_EXPORT_DIRECTORY *exp;
	const char *base = image, *best = NULL;
	uint32_t rva = (uint32_t)((const char *)address - base), at, low = 0;
	const uint32_t *functions, *names;
	const uint16_t *ordinals;
	DWORD i;

	dir = &opt->DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT];
	if (opt->NumberOfRvaAndSizes == 0 || dir->Size == 0)
		return NULL;
	exp = (const void *)(base + dir->VirtualAddress);
	functions = (const void *)(base + exp->AddressOfFunctions);
	names = (const void *)(base + exp->AddressOfNames);
	ordinals = (const void *)(base + exp->AddressOfNameOrdinals);
	for (i = 0; i < exp->NumberOfNames; i++) {
		at = functions[ordinals[i]];
		/* Within the directory: forwarded to another DLL. */
		if (at - dir->VirtualAddress < dir->Size)
			continue;
		if (at <= rva && at >= low) {
			low = at;
			best = base + names[i];
		}
	}
	*start = (void *)(base + low);
	return best;
}

int
nt_image_open_section(void *image, void *address, struct nt_section_span *s)
{
	const IMAGE_NT_HEADERS64 *nt = headers(image);
	const IMAGE_SECTION_HEADER *sec = IMAGE_FIRST_SECTION(nt);
	uint32_t rva = (uint32_t)((char *)address - (char *)image);
	DWORD old;
	int i;

	for (i = 0; i < nt->FileHeader.NumberOfSections; i++, sec++)
		if (rva - sec->VirtualAddress < sec->Misc.VirtualSize)
			break;
	if (i == nt->FileHeader.NumberOfSections)
		return -EINVAL;
	s->start = (char *)image + sec->VirtualAddress;
	s->size = sec->Misc.VirtualSize;
	s->old = 0;
	if (sec->Characteristics & IMAGE_SCN_MEM_WRITE)
		return 0;
	if (!VirtualProtect(s->start, s->size,
	    sec->Characteristics & IMAGE_SCN_MEM_EXECUTE ?
	    PAGE_EXECUTE_READWRITE : PAGE_READWRITE, &old))
		return nt_last_errno();
	s->old = old;
	return 0;
}

int
nt_image_seal_section(const struct nt_section_span *s)
{
	DWORD old;

	if (s->old != 0 && !VirtualProtect(s->start, s->size, s->old, &old))
		return nt_last_errno();
	return 0;
}
