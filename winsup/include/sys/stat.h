/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sys/stat.h>, completed (XBD <sys/stat.h>).
 */
#ifndef _ISTHMUS_SYS_STAT_H
#define _ISTHMUS_SYS_STAT_H

#include_next <sys/stat.h>

/* st_blocks counts in these. */
#undef S_BLKSIZE
#if __MISC_VISIBLE
#define S_BLKSIZE	512
#endif

/* No file type of ours is one of these (XBD <sys/stat.h>). */
#define S_TYPEISMQ(__b)		((void)(__b)->st_mode, 0)
#define S_TYPEISSEM(__b)	((void)(__b)->st_mode, 0)
#define S_TYPEISSHM(__b)	((void)(__b)->st_mode, 0)
#define S_TYPEISTMO(__b)	((void)(__b)->st_mode, 0)

#ifdef __cplusplus
extern "C" {
#endif

#if __MISC_VISIBLE
int lchmod(const char *__path, mode_t __mode);
#endif
#ifdef __cplusplus
}
#endif

#endif /* _ISTHMUS_SYS_STAT_H */
