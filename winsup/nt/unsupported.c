/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/error.h"

#include "nt/ntdll.h"

/*
 * FAT takes an information class it does not know for a wrong parameter, a
 * share may for a wrong level.
 */
int
nt_unsupported(uint32_t code)
{
	switch ((NTSTATUS)code) {
	case STATUS_INVALID_INFO_CLASS:
	case STATUS_NOT_IMPLEMENTED:
	case STATUS_NOT_SUPPORTED:
	case STATUS_INVALID_PARAMETER:
	case STATUS_INVALID_DEVICE_REQUEST:
	case STATUS_INVALID_LEVEL:
		return 1;
	}
	return 0;
}
