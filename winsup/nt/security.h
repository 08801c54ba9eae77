/* SPDX-License-Identifier: BSD-2-Clause */
/* Security descriptors of files, as bytes (MS-DTYP 2.4.6). */
#ifndef ISTHMUS_NT_SECURITY_H
#define ISTHMUS_NT_SECURITY_H

#include "nt/types.h"

#define NT_OWNER	1u		/* SECURITY_INFORMATION */
#define NT_GROUP	2u
#define NT_DACL		4u
#define NT_PROTECTED	0x80000000u	/* nothing more is inherited */

/*
 * Owner, group and access list.  The bytes there are, which may be more than
 * size: then nothing was read.  -EACCES: needs NT_READ_CONTROL.
 */
long nt_get_security(nt_handle, void *buf, size_t size);
/*
 * Sets what is named.  An owner needs NT_WRITE_OWNER, a list NT_WRITE_DAC;
 * -EPERM: that owner is not the caller's to give.
 */
int nt_set_security(nt_handle, uint32_t what, const void *sd);

/* Does the volume say that it keeps access lists?  1, 0, -errno. */
int nt_volume_says_acls(nt_handle);

/*
 * Lets this process give files to anybody, if it may have that right
 * (SeRestorePrivilege): 1 if it had not, and nt_drop_restore() is to follow;
 * 0 if it had; -EPERM.
 */
int nt_take_restore(void);
void nt_drop_restore(void);

#endif
