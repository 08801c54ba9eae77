/* SPDX-License-Identifier: BSD-2-Clause */
/* ftok() (XSH): the low bits of id, device and inode. */
#include <sys/ipc.h>
#include <sys/stat.h>

/* Errors: those of stat(). */
key_t
ftok(const char *path, int id)
{
	struct stat st;
	unsigned long long ino;

	if (stat(path, &st) != 0)
		return (key_t)-1;
	/* File ids of NTFS count in the low 48 bits, others hash: mix. */
	ino = (unsigned long long)st.st_ino;
	ino ^= ino >> 32 ^ ino >> 16;
	return (key_t)((unsigned int)(id & 0xff) << 24 |
	    (unsigned int)(st.st_dev & 0xff) << 16 | (ino & 0xffff));
}
