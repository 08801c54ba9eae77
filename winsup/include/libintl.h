/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Message catalogues of the gettext kind (XBD <libintl.h>, POSIX.1-2024).
 */
#ifndef _LIBINTL_H
#define _LIBINTL_H

#include <sys/cdefs.h>
#include <sys/_locale.h>
#include <locale.h>

__BEGIN_DECLS

char *bindtextdomain(const char *__domain, const char *__dir);
char *bind_textdomain_codeset(const char *__domain, const char *__codeset);
char *textdomain(const char *__domain);

char *gettext(const char *__id) __format_arg(1);
char *dgettext(const char *__domain, const char *__id) __format_arg(2);
char *dcgettext(const char *__domain, const char *__id, int __category)
    __format_arg(2);
char *ngettext(const char *__id, const char *__plural, unsigned long __n)
    __format_arg(1) __format_arg(2);
char *dngettext(const char *__domain, const char *__id, const char *__plural,
    unsigned long __n) __format_arg(2) __format_arg(3);
char *dcngettext(const char *__domain, const char *__id,
    const char *__plural, unsigned long __n, int __category)
    __format_arg(2) __format_arg(3);

char *gettext_l(const char *__id, locale_t __loc) __format_arg(1);
char *dgettext_l(const char *__domain, const char *__id, locale_t __loc)
    __format_arg(2);
char *dcgettext_l(const char *__domain, const char *__id, int __category,
    locale_t __loc) __format_arg(2);
char *ngettext_l(const char *__id, const char *__plural, unsigned long __n,
    locale_t __loc) __format_arg(1) __format_arg(2);
char *dngettext_l(const char *__domain, const char *__id,
    const char *__plural, unsigned long __n, locale_t __loc)
    __format_arg(2) __format_arg(3);
char *dcngettext_l(const char *__domain, const char *__id,
    const char *__plural, unsigned long __n, int __category, locale_t __loc)
    __format_arg(2) __format_arg(3);

__END_DECLS

#endif /* _LIBINTL_H */
