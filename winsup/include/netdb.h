/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Network names (XBD <netdb.h>).
 */
#ifndef _NETDB_H
#define _NETDB_H

#include <sys/cdefs.h>
#include <netinet/in.h>

struct hostent {
	char	*h_name;
	char	**h_aliases;
	int	h_addrtype;
	int	h_length;
	char	**h_addr_list;
};
#if __MISC_VISIBLE
#define h_addr	h_addr_list[0]
#endif

struct netent {
	char		*n_name;
	char		**n_aliases;
	int		n_addrtype;
	__uint32_t	n_net;
};

struct protoent {
	char	*p_name;
	char	**p_aliases;
	int	p_proto;
};

struct servent {
	char	*s_name;
	char	**s_aliases;
	int	s_port;		/* network order */
	char	*s_proto;
};

struct addrinfo {
	int		ai_flags;
	int		ai_family;
	int		ai_socktype;
	int		ai_protocol;
	socklen_t	ai_addrlen;
	char		*ai_canonname;
	struct sockaddr	*ai_addr;
	struct addrinfo	*ai_next;
};

#define IPPORT_RESERVED	1024

#define AI_PASSIVE	0x0001
#define AI_CANONNAME	0x0002
#define AI_NUMERICHOST	0x0004
#define AI_NUMERICSERV	0x0008
#define AI_ALL		0x0100
#define AI_ADDRCONFIG	0x0400
#define AI_V4MAPPED	0x0800

#define NI_NOFQDN	0x01
#define NI_NUMERICHOST	0x02
#define NI_NAMEREQD	0x04
#define NI_NUMERICSERV	0x08
#define NI_DGRAM	0x10
#define NI_NUMERICSCOPE	0x20
#if __MISC_VISIBLE
#define NI_MAXHOST	1025
#define NI_MAXSERV	32
#endif

#define EAI_ADDRFAMILY	1
#define EAI_AGAIN	2
#define EAI_BADFLAGS	3
#define EAI_FAIL	4
#define EAI_FAMILY	5
#define EAI_MEMORY	6
#define EAI_NODATA	7
#define EAI_NONAME	8
#define EAI_SERVICE	9
#define EAI_SOCKTYPE	10
#define EAI_SYSTEM	11
#define EAI_OVERFLOW	14

#if __MISC_VISIBLE
#define NETDB_INTERNAL	(-1)
#define NETDB_SUCCESS	0
#define HOST_NOT_FOUND	1
#define TRY_AGAIN	2
#define NO_RECOVERY	3
#define NO_DATA		4
#define NO_ADDRESS	NO_DATA
#define _PATH_HOSTS	"/etc/hosts"
#define _PATH_NETWORKS	"/etc/networks"
#define _PATH_PROTOCOLS	"/etc/protocols"
#define _PATH_SERVICES	"/etc/services"
#endif

__BEGIN_DECLS

int getaddrinfo(const char *__restrict __node,
    const char *__restrict __service,
    const struct addrinfo *__restrict __hints,
    struct addrinfo **__restrict __result);
void freeaddrinfo(struct addrinfo *__list);
const char *gai_strerror(int __error);
int getnameinfo(const struct sockaddr *__restrict __addr, socklen_t __addrlen,
    char *__restrict __node, socklen_t __nodelen,
    char *__restrict __service, socklen_t __servicelen, int __flags);

struct hostent *gethostent(void);
void sethostent(int __stayopen);
void endhostent(void);
struct netent *getnetbyaddr(__uint32_t __net, int __type);
struct netent *getnetbyname(const char *__name);
struct netent *getnetent(void);
void setnetent(int __stayopen);
void endnetent(void);
struct protoent *getprotobyname(const char *__name);
struct protoent *getprotobynumber(int __proto);
struct protoent *getprotoent(void);
void setprotoent(int __stayopen);
void endprotoent(void);
struct servent *getservbyname(const char *__name, const char *__proto);
struct servent *getservbyport(int __port, const char *__proto);
struct servent *getservent(void);
void setservent(int __stayopen);
void endservent(void);
#if __MISC_VISIBLE
extern int *__h_errno(void);
#define h_errno	(*__h_errno())
struct hostent *gethostbyaddr(const void *__addr, socklen_t __len,
    int __type);
struct hostent *gethostbyname(const char *__name);
struct hostent *gethostbyname2(const char *__name, int __family);
const char *hstrerror(int __error);
void herror(const char *__prefix);
int rcmd(char **__host, in_port_t __port, const char *__luser,
    const char *__ruser, const char *__cmd, int *__fd2);
int rexec(char **__host, int __port, char *__user, char *__password,
    char *__cmd, int *__fd2);
#endif

__END_DECLS

#endif /* _NETDB_H */
