/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_STDIO_TEXT_H
#define ISTHMUS_STDIO_TEXT_H

/* Called by newlib's stdio; declared in no header of it. */
int _cygwin_istext_for_stdio(int fd);

#endif /* ISTHMUS_STDIO_TEXT_H */
