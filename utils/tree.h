/* SPDX-License-Identifier: BSD-2-Clause */
/* Folders with all that is in them, for the programs that have -R. */
#ifndef ISTHMUS_UTILS_TREE_H
#define ISTHMUS_UTILS_TREE_H

/*
 * Calls one() for each file below name and for name itself; symbolic links
 * below it are left out.  A folder has its turn before what is in it, or
 * after.  What cannot be read is told to failed(), with errno.  0, or
 * whatever those returned, by or.
 */
int tree(char *name, int folders_last, int (*one)(const char *),
    int (*failed)(const char *));

#endif
