/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of single files: what POSIX allows and Windows does not; and of disks.
 */
#include "path/room_impl.h"

#include <stdio.h>
#include <string.h>

#include "nt/drive.h"
#include "nt/utf.h"

/*
 * Windows takes these for itself in a name ([MS-FSCC] 2.1.5; "Naming Files,
 * Paths, and Namespaces").
 */
static int
is_forbidden(unsigned c)
{
	return c < 0x20 || (c < 0x80 && strchr("<>:\"|?*\\", (int)c) != NULL);
}

/*
 * A dot or blank at a name's end is dropped by Win32, so it is U+F000 + c on
 * the disk.  A native program can make names that end in those all the same;
 * they end in U+F000 + c here.  So each name of a disk has its own, and the
 * one for the other: 0, or what takes the place of the name's last unit s[i].
 * "." and ".." stay, and nothing becomes one.
 */
static uint16_t
other_end(const uint16_t *s, size_t i)
{
	uint16_t c = s[i] & 0xff;

	if ((c != '.' && c != ' ') || (s[i] != c && s[i] != (c | 0xf000)))
		return 0;
	if (c == '.' && (i == 0 || s[i - 1] == '/' || (s[i - 1] == '.' &&
	    (i == 1 || s[i - 2] == '/'))))
		return 0;
	return s[i] ^ 0xf000;
}

size_t
path_name_to_nt(uint16_t *dst, size_t max, const char *s, size_t len)
{
	size_t n = utf_8to16(dst, max, s, len), i;
	uint16_t end;

	if (n > max)
		return n;
	for (i = 0; i < n; i++)
		if (is_forbidden(dst[i]))
			dst[i] |= 0xf000;
	if (n > 0 && (end = other_end(dst, n - 1)) != 0)
		dst[n - 1] = end;
	return n;
}

/* What stands for s[i] on this side: itself, or another unit. */
static uint16_t
here(const uint16_t *s, size_t units, size_t i)
{
	uint16_t end;

	if ((s[i] & 0xff80) == 0xf000 && s[i] != 0xf000 &&
	    is_forbidden(s[i] & 0x7f))
		return s[i] & 0x7f;
	if ((i + 1 == units || s[i + 1] == '/') &&
	    (end = other_end(s, i)) != 0)
		return end;
	return s[i];
}

size_t
path_name_from_nt(char *dst, size_t max, const uint16_t *s, size_t units)
{
	size_t n = 0, i = 0, run;
	uint16_t c = 0;

	while (i < units) {
		for (run = i; run < units &&
		    (c = here(s, units, run)) == s[run]; run++)
			continue;
		n += utf_16to8(n < max ? dst + n : NULL, n < max ? max - n : 0,
		    s + i, run - i);
		if (run < units) {
			n += utf_16to8(n < max ? dst + n : NULL,
			    n < max ? max - n : 0, &c, 1);
			run++;
		}
		i = run;
	}
	return n;
}

/* "sda" is disk 0, "sdz" 25, "sdaa" 26; "sdb15" the last of its partitions. */
int
path_block_device(const char *name, unsigned *disk, unsigned *partition)
{
	unsigned d = 0, n = 0;

	if (name[0] != 's' || name[1] != 'd')
		return 0;
	for (name += 2; *name >= 'a' && *name <= 'z' && d < NT_DRIVES; name++)
		d = d * 26 + (unsigned)(*name - 'a') + 1;
	if (d == 0 || d > NT_DRIVES || *name == '0')
		return 0;
	for (; *name >= '0' && *name <= '9' && n <= NT_PARTITIONS; name++)
		n = n * 10 + (unsigned)(*name - '0');
	*disk = d - 1;
	*partition = n;
	return *name == '\0' && n <= NT_PARTITIONS;
}

/* "sda", "sdaa", or with a partition's number. */
void
path_block_name(char name[16], unsigned disk, unsigned partition)
{
	char letters[3] = { (char)('a' + disk % 26), '\0' };

	if (disk >= 26) {
		letters[1] = letters[0];
		letters[0] = (char)('a' + disk / 26 - 1);
	}
	snprintf(name, 16, partition > 0 ? "sd%s%u" : "sd%s", letters,
	    partition);
}
