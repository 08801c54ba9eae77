/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pseudo-terminals, as in BSD. Not in POSIX.
 */
#ifndef _PTY_H
#define _PTY_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/termios.h>

__BEGIN_DECLS

int openpty(int *__master, int *__slave, char *__name,
    const struct termios *__termios, const struct winsize *__size);
int forkpty(int *__master, char *__name, const struct termios *__termios,
    const struct winsize *__size);
int login_tty(int __fd);

__END_DECLS

#endif /* _PTY_H */
