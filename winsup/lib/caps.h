/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Capabilities of systems and volumes that a test takes away:
 *
 *	ISTHMUS_CAPS=-posix_delete,-reparse,-acl,-by_name,-hard_links,
 *		-case,-file_ids
 *
 * The DLL then behaves as if the system had answered that it lacks them.
 * Nothing can be given that is not there, but +acl has access lists used where
 * the system was found not to keep them, as far as it does.
 *
 * And choices that a user makes: ISTHMUS=symlinks:WORD, where WORD is lx,
 * cookie, native or nativestrict.
 */
#ifndef ISTHMUS_LIB_CAPS_H
#define ISTHMUS_LIB_CAPS_H

#include <stdint.h>

enum cap {
	CAP_POSIX_DELETE	= 1 << 0,	/* delete and rename at once */
	CAP_REPARSE		= 1 << 1,	/* reparse points */
	CAP_ACL			= 1 << 2,	/* ACLs that keep modes */
	CAP_BY_NAME		= 1 << 3,	/* queries in one call */
	CAP_HARD_LINKS		= 1 << 4,
	CAP_CASE		= 1 << 5,	/* names that differ by case */
	CAP_FILE_IDS		= 1 << 6	/* numbers of files */
};

enum symlink_form {
	SYMLINKS_LX,		/* the default; cookie where that cannot be */
	SYMLINKS_COOKIE,
	SYMLINKS_NATIVE,	/* lx where Windows refuses */
	SYMLINKS_NATIVESTRICT	/* an error where Windows refuses */
};

extern uint32_t caps_taken;
extern int caps_acl_given;
extern enum symlink_form caps_symlinks;

#define cap_taken(cap)	__builtin_expect((caps_taken & (cap)) != 0, 0)

/* Both: -EINVAL for a word they do not know, the others are taken. */
int caps_parse(const char *spec);
int caps_parse_options(const char *spec);

#endif
