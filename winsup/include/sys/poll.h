/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef _SYS_POLL_H
#define _SYS_POLL_H

#include <poll.h>

#endif /* _SYS_POLL_H */
