/* SPDX-License-Identifier: BSD-2-Clause */
/* The two addresses of <netinet/in.h> that are objects (XBD). */
#include <netinet/in.h>

const struct in6_addr in6addr_any = IN6ADDR_ANY_INIT;
const struct in6_addr in6addr_loopback = IN6ADDR_LOOPBACK_INIT;
