/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One-line messages to the error handle from where stdio must not be used:
 * before main, under the loader's lock, at a crash.
 */
#ifndef ISTHMUS_CRT_MESSAGE_H
#define ISTHMUS_CRT_MESSAGE_H

#include <stddef.h>

/* "prog.exe: text", named after the image's file. */
void message_image(void *image, const char *text);

/* Appends to dst, which holds len bytes; the new length, below size. */
size_t message_add(char *dst, size_t size, size_t len, const char *text);
size_t message_add_number(char *dst, size_t size, size_t len, unsigned n);

#endif
