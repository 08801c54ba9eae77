/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <wchar.h>, completed (XBD <wchar.h>).
 */
#ifndef _ISTHMUS_WCHAR_H
#define _ISTHMUS_WCHAR_H

#include_next <wchar.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 202405
size_t wcslcat(wchar_t *__restrict __dst, const wchar_t *__restrict __src,
    size_t __size);
size_t wcslcpy(wchar_t *__restrict __dst, const wchar_t *__restrict __src,
    size_t __size);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _ISTHMUS_WCHAR_H */
