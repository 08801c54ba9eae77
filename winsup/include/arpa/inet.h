/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Internet addresses as text (XBD <arpa/inet.h>).
 */
#ifndef _ARPA_INET_H
#define _ARPA_INET_H

#include <netinet/in.h>

__BEGIN_DECLS

in_addr_t inet_addr(const char *__s);
char *inet_ntoa(struct in_addr __in);
const char *inet_ntop(int __family, const void *__restrict __src,
    char *__restrict __dst, socklen_t __size);
int inet_pton(int __family, const char *__restrict __src,
    void *__restrict __dst);
#if __MISC_VISIBLE
int inet_aton(const char *__s, struct in_addr *__in);
in_addr_t inet_lnaof(struct in_addr __in);
struct in_addr inet_makeaddr(in_addr_t __net, in_addr_t __host);
in_addr_t inet_netof(struct in_addr __in);
in_addr_t inet_network(const char *__s);
#endif

__END_DECLS

#endif /* _ARPA_INET_H */
