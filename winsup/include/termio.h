/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef _TERMIO_H
#define _TERMIO_H

#include <termios.h>

#endif /* _TERMIO_H */
