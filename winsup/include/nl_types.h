/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Message catalogues of the XPG kind (XBD <nl_types.h>).
 */
#ifndef _NL_TYPES_H
#define _NL_TYPES_H

#include <sys/cdefs.h>
#include <sys/_types.h>

#ifndef _NL_ITEM_DECLARED
typedef __nl_item	nl_item;
#define _NL_ITEM_DECLARED
#endif
typedef struct __isthmus_nl_cat *nl_catd;

#define NL_SETD		1
#define NL_CAT_LOCALE	1

__BEGIN_DECLS

int catclose(nl_catd __cat);
char *catgets(nl_catd __cat, int __set, int __msg, const char *__default)
    __format_arg(4);
nl_catd catopen(const char *__name, int __flag);

__END_DECLS

#endif /* _NL_TYPES_H */
