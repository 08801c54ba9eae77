/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Start-up's results for other rooms.
 */
#ifndef ISTHMUS_CRT_START_H
#define ISTHMUS_CRT_START_H

/* argv[0]; "" before it is known. */
const char *crt_program_name(void);

#endif
