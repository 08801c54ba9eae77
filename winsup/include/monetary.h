/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Amounts of money as text (XBD <monetary.h>).
 */
#ifndef _MONETARY_H
#define _MONETARY_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_locale.h>

__BEGIN_DECLS

ssize_t strfmon(char *__restrict __s, size_t __size,
    const char *__restrict __format, ...) __strfmonlike(3, 4);
ssize_t strfmon_l(char *__restrict __s, size_t __size, locale_t __loc,
    const char *__restrict __format, ...) __strfmonlike(4, 5);

__END_DECLS

#endif /* _MONETARY_H */
