/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that were found to be images, so that who starts the same program
 * again need not open it: asking for a name's times costs a sixth of that on
 * Wine, and on Windows nobody scans the file for it.
 */
#ifndef ISTHMUS_SPAWN_KNOWN_H
#define ISTHMUS_SPAWN_KNOWN_H

struct path;

enum known { KNOWN_NOT, KNOWN_PLAIN, KNOWN_EXE };

/* Is it a file that was noted, perhaps with .exe, and has not changed since? */
enum known known_image(const struct path *);
/* Its file, with p->exe as it was opened, is an image. */
void known_note(const struct path *);

#endif
