/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The clipboard's text (winuser.h; user32 is loaded when it is first asked
 * for).  -ENXIO: there is no clipboard here, as for a service; -EBUSY:
 * another program keeps it open; -ENOMEM.
 */
#ifndef ISTHMUS_NT_CLIPBOARD_H
#define ISTHMUS_NT_CLIPBOARD_H

#include "nt/types.h"

/* Memory of malloc(); no units where there is no text. */
int nt_clipboard_get(uint16_t **text, size_t *units);
int nt_clipboard_set(const uint16_t *text, size_t units);

#endif
