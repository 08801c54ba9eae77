/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 180 */
/* Two hundred run at the same time and are waited for in any order. */
#define N 200
#include "process/a_hundred_children_at_once.c"
