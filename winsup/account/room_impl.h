/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_ACCOUNT_ROOM_IMPL_H
#define ISTHMUS_ACCOUNT_ROOM_IMPL_H

#include "account/room.h"

/* The rule backwards; domain: the three numbers of the machine's SIDs. */
long account_sid_by_rule(uint32_t id, const uint32_t domain[3],
    unsigned char *buf);

#endif
