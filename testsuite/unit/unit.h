/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What every host unit test includes: the checks of the API tests, and the
 * platform_* functions that lib/ asks for.  A test's line "sources: ..."
 * names the files of winsup/ it is linked with.
 */
#ifndef ISTHMUS_UNIT_H
#define ISTHMUS_UNIT_H

#include <stdint.h>
#include <unistd.h>

#include "test.h"

void platform_wait(volatile uint32_t *word, uint32_t while_equal);
void platform_wake(volatile uint32_t *word);
void *platform_lock_set(void);
void platform_write_error(const char *, unsigned long len);
void platform_die(void) __attribute__((noreturn));

#endif
