/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/limits.h"

/* Core files are for who asks for them.  Fork class: copy. */
struct limit limits[LIMITS] = {
	[LIMIT_CPU] = { LIMIT_NONE, LIMIT_NONE },
	[LIMIT_FSIZE] = { LIMIT_NONE, LIMIT_NONE },
	[LIMIT_DATA] = { LIMIT_NONE, LIMIT_NONE },
	[LIMIT_STACK] = { 0, LIMIT_NONE },
	[LIMIT_CORE] = { 0, LIMIT_NONE },
	[LIMIT_AS] = { LIMIT_NONE, LIMIT_NONE },
	[LIMIT_RSS] = { LIMIT_NONE, LIMIT_NONE },
	[LIMIT_MEMLOCK] = { LIMIT_NONE, LIMIT_NONE },
};
