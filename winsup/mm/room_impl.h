/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_MM_ROOM_IMPL_H
#define ISTHMUS_MM_ROOM_IMPL_H


#endif
