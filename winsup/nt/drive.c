/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/drive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"

#define NAMES_MAX	32768		/* units, of all devices' names */
#define LAYOUT_MAX	64		/* entries of a table, empty ones too */

static const WCHAR prefix[] = L"PhysicalDrive";
#define PREFIX_UNITS	(sizeof prefix / sizeof prefix[0] - 1)

void
nt_drives(uint32_t set[NT_DRIVES / 32])
{
	WCHAR *names = malloc(NAMES_MAX * sizeof *names), *s, *end;
	unsigned long n;

	memset(set, 0, NT_DRIVES / 8);
	if (names == NULL)
		return;
	if (QueryDosDeviceW(NULL, names, NAMES_MAX) == 0)
		names[0] = 0;
	for (s = names; *s != 0; s += wcslen(s) + 1) {
		if (wcsncmp(s, prefix, PREFIX_UNITS) != 0)
			continue;
		n = wcstoul(s + PREFIX_UNITS, &end, 10);
		if (end != s + PREFIX_UNITS && *end == 0 && n < NT_DRIVES)
			set[n / 32] |= 1u << n % 32;
	}
	free(names);
}

int
nt_drive_open(nt_handle *h, unsigned number, uint32_t access)
{
	char text[40];
	uint16_t name[40];
	struct nt_open_args a = {
		.access = access | NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
	};
	int e;

	a.name.units = (size_t)snprintf(text, sizeof text,
	    "\\??\\PhysicalDrive%u", number);
	for (size_t i = 0; i < a.name.units; i++)
		name[i] = (unsigned char)text[i];
	a.name.text = name;
	e = nt_open(h, &a);
	return e == -ENOTDIR ? -ENOENT : e;
}

static int
control(nt_handle h, DWORD code, void *out, DWORD size)
{
	DWORD used;

	return DeviceIoControl(h, code, NULL, 0, out, size, &used, NULL) ? 0 :
	    nt_last_errno();
}

/*
 * The size is asked for in three ways: one that everybody may ask, one that
 * needs a right to read, and of what only tells its old geometry.
 */
int
nt_drive_facts(nt_handle h, struct nt_drive *out)
{
	GET_LENGTH_INFORMATION length;
	DISK_GEOMETRY_EX ex;
	DISK_GEOMETRY geometry;
	int e;

	memset(&ex, 0, sizeof ex);
	if ((e = control(h, IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, &ex,
	    sizeof ex)) == 0)
		geometry = ex.Geometry;
	else if ((e = control(h, IOCTL_DISK_GET_DRIVE_GEOMETRY, &geometry,
	    sizeof geometry)) < 0)
		return e;
	out->sector = geometry.BytesPerSector;
	out->size = (uint64_t)ex.DiskSize.QuadPart;
	if (out->size == 0 && control(h, IOCTL_DISK_GET_LENGTH_INFO, &length,
	    sizeof length) == 0)
		out->size = (uint64_t)length.Length.QuadPart;
	if (out->size == 0)
		out->size = (uint64_t)geometry.Cylinders.QuadPart *
		    geometry.TracksPerCylinder * geometry.SectorsPerTrack *
		    geometry.BytesPerSector;
	out->read_only = control(h, IOCTL_DISK_IS_WRITABLE, NULL, 0) == -EROFS;
	return out->sector == 0 ? -EIO : 0;
}

int
nt_drive_partitions(nt_handle h, struct nt_partition list[NT_PARTITIONS])
{
	size_t size = sizeof(DRIVE_LAYOUT_INFORMATION_EX) +
	    LAYOUT_MAX * sizeof(PARTITION_INFORMATION_EX);
	DRIVE_LAYOUT_INFORMATION_EX *layout = calloc(1, size);
	int e, n = 0;

	if (layout == NULL)
		return -ENOMEM;
	if ((e = control(h, IOCTL_DISK_GET_DRIVE_LAYOUT_EX, layout,
	    (DWORD)size)) == 0)
		for (DWORD i = 0; i < layout->PartitionCount &&
		    i < LAYOUT_MAX; i++) {
			const PARTITION_INFORMATION_EX *p =
			    &layout->PartitionEntry[i];

			if (p->PartitionNumber == 0 ||
			    p->PartitionNumber > NT_PARTITIONS ||
			    n == NT_PARTITIONS)
				continue;
			list[n++] = (struct nt_partition){
				p->PartitionNumber,
				(uint64_t)p->StartingOffset.QuadPart,
				(uint64_t)p->PartitionLength.QuadPart
			};
		}
	free(layout);
	return e < 0 ? e : n;
}
