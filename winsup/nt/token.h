/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Acting as another user: the threads of this process show his token, and
 * what it executes has it (ntifs.h, winbase.h).
 */
#ifndef ISTHMUS_NT_TOKEN_H
#define ISTHMUS_NT_TOKEN_H

#include "nt/types.h"

/* Keeps a copy of that one, NULL: of none.  -EBADF, -EPERM and others. */
int nt_offer_token(nt_handle);
nt_handle nt_offered(void);		/* or NULL */
/*
 * From now on as that one, or as itself.  Threads made later show it, those
 * that there are when nt_thread_acts() has told them (NULL: the calling one).
 * -EPERM: it may not act as that user, and goes on as before.
 */
int nt_act_as_offered(void);
void nt_act_as_self(void);
int nt_thread_acts(nt_handle thread);
/* The calling thread has its process' own token for the moment. */
void nt_thread_acts_not(void);

nt_handle nt_acting(void);		/* or NULL: as itself */
nt_handle nt_acting_primary(void);	/* the same for a process */

/* What a copy of this process must inherit: how many. */
#define NT_TOKENS	4
unsigned nt_tokens(nt_handle out[NT_TOKENS]);

#endif
