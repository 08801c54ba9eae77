/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Of libcygwin.a: ld refers to this name where it made pseudo-relocations,
 * to be sure that somebody applies them.  isthmus1.dll has done so before
 * any code of the image ran.
 */
void _pei386_runtime_relocator(void);

void
_pei386_runtime_relocator(void)
{
}
