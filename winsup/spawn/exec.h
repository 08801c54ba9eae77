/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a file's name to a Windows process that runs it.
 */
#ifndef ISTHMUS_SPAWN_EXEC_H
#define ISTHMUS_SPAWN_EXEC_H

#include <limits.h>
#include <stdint.h>

#include "nt/types.h"
#include "path/room.h"
#include "proc/room.h"

#define EXEC_SCRIPTS	5	/* "#!" files that name each other */

/*
 * What is to run: an image and its arguments, after "#!" lines were
 * followed.  argv is in memory of malloc(), as are the strings it adds.
 */
struct exec_image {
	char path[PATH_MAX];	/* POSIX path of the image */
	char **argv;
	int batch;		/* path is cmd.exe's to run */
	nt_handle keep;		/* of file_run_copy(); or NULL */
	char *owned[EXEC_SCRIPTS + 1];	/* strings that argv points to */
};

struct spawn_view;

/*
 * Finds out what executing path, relative to base (NULL: the current
 * directory), with argv means (XSH exec).  -ENOENT,
 * -EACCES (no regular file), -ENOEXEC (text without "#!" that is no batch
 * file),
 * -ELOOP ("#!" too deep), -EFAULT, -ENOMEM and the errors of the path.
 */
int exec_resolve(struct exec_image *, const char *base, const char *path,
    char *const *argv);
void exec_release(struct exec_image *);

/*
 * The path that execvp() would take for file, by PATH's value (NULL: the
 * default).  -ENOENT, -EACCES if only candidates were met that may not be
 * executed; -EFAULT.
 */
int exec_search(char path[PATH_MAX], const char *base, const char *file,
    const char *search);

/*
 * A process that was made just now.  That takes this one's place (execve()):
 * if this one ends before it says that the other is settled, both do.
 */
struct exec_process {
	nt_handle process, tie;
	uint32_t winpid;
};

/*
 * Starts the image as the process `as', with the entry's signal sets and the
 * view's descriptors (but those close-on-exec) and directory; NULL: this
 * process' own.  Sets the entry's Windows process.  0; -EAGAIN, -E2BIG,
 * -EFAULT, -ENOMEM, -EACCES.
 */
int exec_start(const struct exec_image *, const struct spawn_view *,
    char *const *env, struct proc_entry *as, struct exec_process *);
/* Of execve(): its parent knows where it goes on. */
void exec_settled(struct proc_entry *as, struct exec_process *);

/* Right after a process was made, before its entry is looked at. */
void exec_late(void);

/* What descriptor fd is to a new process as a standard handle, or NULL. */
nt_handle exec_std_handle(int fd);

#endif
