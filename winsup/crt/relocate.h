/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pseudo-relocations: what ld leaves to the run-time where an image uses
 * another's data by its name (ld manual, --enable-auto-import).
 */
#ifndef ISTHMUS_CRT_RELOCATE_H
#define ISTHMUS_CRT_RELOCATE_H

#include "crt/crt.h"

/* Applies an image's list once; 0, or -errno after it has said why. */
int relocate_image(const struct isthmus_crt *);

#endif
