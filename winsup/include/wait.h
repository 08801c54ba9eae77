/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef _WAIT_H
#define _WAIT_H

#include <sys/wait.h>

#endif /* _WAIT_H */
