/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The terminal of a session: which group is in its foreground.  A console is
 * the terminal of the session that Windows started a process of ours in; one
 * that setsid() has made has none.  Nobody is stopped for being in the
 * background: that is a terminal driver's.
 */
#include "syscall/stub.h"

#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "fd/room.h"
#include "file/room.h"
#include "proc/room.h"

#define TERMINAL	"/dev/tty"

/* Is fd a console?  EBADF, ENOTTY. */
static int
check_console(int fd)
{
	struct file *f = fd_get(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops == &console_ops ? 0 : -ENOTTY;
	file_unref(f);
	return e;
}

/* XSH tcgetpgrp(): EBADF, ENOTTY. */
long
sys_tcgetpgrp(int fd)
{
	struct proc_entry *self;
	long r;

	if ((r = check_console(fd)) < 0)
		return r;
	if ((self = proc_self()) == NULL)
		return -ENOTTY;
	proc_lock();
	r = proc_foreground(self->sid);
	proc_unlock();
	return r != 0 ? r : -ENOTTY;
}

/* XSH tcsetpgrp(): EBADF, EINVAL, ENOTTY, EPERM (no group of the session). */
long
sys_tcsetpgrp(int fd, pid_t pgid)
{
	struct proc_entry *self;
	long r;

	if ((r = check_console(fd)) < 0)
		return r;
	if (pgid <= 0)
		return -EINVAL;
	if ((self = proc_self()) == NULL)
		return -ENOTTY;
	proc_lock();
	if (proc_foreground(self->sid) == 0)
		r = -ENOTTY;
	else if (!proc_group_exists(pgid, self->sid))
		r = -EPERM;
	else
		proc_find(self->sid)->foreground = pgid;
	proc_unlock();
	return r;
}

/* XSH tcgetsid(): EBADF, ENOTTY. */
long
sys_tcgetsid(int fd)
{
	struct proc_entry *self;
	long r;

	if ((r = check_console(fd)) < 0)
		return r;
	if ((self = proc_self()) == NULL)
		return -ENOTTY;
	proc_lock();
	r = proc_foreground(self->sid) != 0 ? self->sid : -ENOTTY;
	proc_unlock();
	return r;
}

/* XSH tcgetwinsize(): EBADF, ENOTTY. */
long
sys_tcgetwinsize(int fd, struct winsize *out)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops != &console_ops ? -ENOTTY : out == NULL ? -EFAULT :
	    f->ops->ioctl(f, TIOCGWINSZ, out);
	file_unref(f);
	return r;
}

/* XSH ctermid(): the name need not be one that can be opened. */
char *
ctermid(char *s)
{
	static char own[L_ctermid];

	return strcpy(s != NULL ? s : own, TERMINAL);
}

/*
 * XSH ttyname_r(): EBADF, ENOTTY, ERANGE.  A process has one console at most,
 * and this name opens it whatever the descriptor was opened as.
 */
long
sys_ttyname_r(int fd, char *name, size_t size)
{
	long r = check_console(fd);

	if (r < 0)
		return r;
	if (size < sizeof TERMINAL)
		return -ERANGE;
	memcpy(name, TERMINAL, sizeof TERMINAL);
	return 0;
}

/* XSH ttyname(): EBADF, ENOTTY. */
long
sys_ttyname(int fd)
{
	static char own[TTY_NAME_MAX];
	long r = sys_ttyname_r(fd, own, sizeof own);

	return r < 0 ? r : (long)own;
}
