/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sockets (XBD <sys/socket.h>). Numbers that Winsock knows too are its own,
 * so that they need no translation.
 */
#ifndef _SYS_SOCKET_H
#define _SYS_SOCKET_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/uio.h>

#ifndef _SOCKLEN_T_DECLARED
typedef __socklen_t	socklen_t;
#define _SOCKLEN_T_DECLARED
#endif
#ifndef _SA_FAMILY_T_DECLARED
typedef __sa_family_t	sa_family_t;
#define _SA_FAMILY_T_DECLARED
#endif

struct sockaddr {
	sa_family_t	sa_family;
	char		sa_data[14];
};

struct sockaddr_storage {
	sa_family_t	ss_family;
	char		__ss_pad[6];
	long		__ss_data[15];
};

struct linger {
	int	l_onoff;
	int	l_linger;	/* seconds */
};

struct msghdr {
	void		*msg_name;
	socklen_t	msg_namelen;
	struct iovec	*msg_iov;
	int		msg_iovlen;
	void		*msg_control;
	socklen_t	msg_controllen;
	int		msg_flags;
};

struct cmsghdr {
	socklen_t	cmsg_len;
	int		cmsg_level;
	int		cmsg_type;
	int		__cmsg_pad;
};

#define __CMSG_ALIGN(__n)						\
	(((__n) + sizeof(size_t) - 1) & ~(sizeof(size_t) - 1))
#define CMSG_DATA(__c)							\
	((unsigned char *)(__c) + __CMSG_ALIGN(sizeof(struct cmsghdr)))
#define CMSG_FIRSTHDR(__m)						\
	((__m)->msg_controllen >= sizeof(struct cmsghdr) ?		\
	    (struct cmsghdr *)(__m)->msg_control : (struct cmsghdr *)0)
#define CMSG_NXTHDR(__m, __c)						\
	((__c) == (struct cmsghdr *)0 ? CMSG_FIRSTHDR(__m) :		\
	    (char *)(__c) + __CMSG_ALIGN((__c)->cmsg_len) +		\
	    sizeof(struct cmsghdr) >					\
	    (char *)(__m)->msg_control + (__m)->msg_controllen ?	\
	    (struct cmsghdr *)0 : (struct cmsghdr *)(void *)		\
	    ((char *)(__c) + __CMSG_ALIGN((__c)->cmsg_len)))
#define CMSG_LEN(__n)	(__CMSG_ALIGN(sizeof(struct cmsghdr)) + (__n))
#define CMSG_SPACE(__n)							\
	(__CMSG_ALIGN(sizeof(struct cmsghdr)) + __CMSG_ALIGN(__n))
#if __MISC_VISIBLE
#define CMSG_ALIGN(__n)	__CMSG_ALIGN(__n)
#endif

#define SCM_RIGHTS	1
#if __MISC_VISIBLE
#define SCM_CREDENTIALS	2

struct ucred {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
};
#endif

#define SOCK_STREAM	1
#define SOCK_DGRAM	2
#define SOCK_RAW	3
#define SOCK_RDM	4
#define SOCK_SEQPACKET	5
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define SOCK_CLOEXEC	0x01000000
#define SOCK_NONBLOCK	0x02000000
#define SOCK_CLOFORK	0x04000000
#endif

#define AF_UNSPEC	0
#define AF_UNIX		1
#define AF_INET		2
#define AF_INET6	23
#if __MISC_VISIBLE
#define AF_LOCAL	AF_UNIX
#define AF_MAX		32
#define PF_UNSPEC	AF_UNSPEC
#define PF_UNIX		AF_UNIX
#define PF_LOCAL	AF_LOCAL
#define PF_INET		AF_INET
#define PF_INET6	AF_INET6
#define PF_MAX		AF_MAX
#endif

#define SOL_SOCKET	0xffff

#define SO_DEBUG	0x0001
#define SO_ACCEPTCONN	0x0002
#define SO_REUSEADDR	0x0004
#define SO_KEEPALIVE	0x0008
#define SO_DONTROUTE	0x0010
#define SO_BROADCAST	0x0020
#define SO_LINGER	0x0080
#define SO_OOBINLINE	0x0100
#define SO_SNDBUF	0x1001
#define SO_RCVBUF	0x1002
#define SO_SNDLOWAT	0x1003
#define SO_RCVLOWAT	0x1004
#define SO_SNDTIMEO	0x1005
#define SO_RCVTIMEO	0x1006
#define SO_ERROR	0x1007
#define SO_TYPE		0x1008
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define SO_PROTOCOL	0x1101
#define SO_DOMAIN	0x1102
#endif
#if __MISC_VISIBLE
#define SO_USELOOPBACK	0x0040
#define SO_REUSEPORT	0x0200
#define SO_PASSCRED	0x1103
#define SO_PEERCRED	0x1104
#endif

#define SOMAXCONN	0x7fffffff

#define MSG_OOB		0x0001
#define MSG_PEEK	0x0002
#define MSG_DONTROUTE	0x0004
#define MSG_WAITALL	0x0008
#define MSG_NOSIGNAL	0x0020
#define MSG_TRUNC	0x0100
#define MSG_CTRUNC	0x0200
#define MSG_EOR		0x8000
#if __MISC_VISIBLE
#define MSG_DONTWAIT	0x0010
#endif
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define MSG_CMSG_CLOEXEC	0x1000
#define MSG_CMSG_CLOFORK	0x2000
#endif

#define SHUT_RD		0
#define SHUT_WR		1
#define SHUT_RDWR	2

__BEGIN_DECLS

int accept(int __fd, struct sockaddr *__restrict __addr,
    socklen_t *__restrict __len);
int bind(int __fd, const struct sockaddr *__addr, socklen_t __len);
int connect(int __fd, const struct sockaddr *__addr, socklen_t __len);
int getpeername(int __fd, struct sockaddr *__restrict __addr,
    socklen_t *__restrict __len);
int getsockname(int __fd, struct sockaddr *__restrict __addr,
    socklen_t *__restrict __len);
int getsockopt(int __fd, int __level, int __name, void *__restrict __value,
    socklen_t *__restrict __len);
int listen(int __fd, int __backlog);
ssize_t recv(int __fd, void *__buf, size_t __len, int __flags);
ssize_t recvfrom(int __fd, void *__restrict __buf, size_t __len, int __flags,
    struct sockaddr *__restrict __addr, socklen_t *__restrict __addrlen);
ssize_t recvmsg(int __fd, struct msghdr *__msg, int __flags);
ssize_t send(int __fd, const void *__buf, size_t __len, int __flags);
ssize_t sendmsg(int __fd, const struct msghdr *__msg, int __flags);
ssize_t sendto(int __fd, const void *__buf, size_t __len, int __flags,
    const struct sockaddr *__addr, socklen_t __addrlen);
int setsockopt(int __fd, int __level, int __name, const void *__value,
    socklen_t __len);
int shutdown(int __fd, int __how);
int sockatmark(int __fd);
int socket(int __domain, int __type, int __protocol);
int socketpair(int __domain, int __type, int __protocol, int __fds[2]);
#if __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
int accept4(int __fd, struct sockaddr *__restrict __addr,
    socklen_t *__restrict __len, int __flags);
#endif
#if __GNU_VISIBLE
struct timespec;
struct mmsghdr {
	struct msghdr	msg_hdr;
	unsigned int	msg_len;
};
int recvmmsg(int __fd, struct mmsghdr *__msgs, unsigned int __n, int __flags,
    struct timespec *__timeout);
int sendmmsg(int __fd, struct mmsghdr *__msgs, unsigned int __n,
    int __flags);
#endif

__END_DECLS

#endif /* _SYS_SOCKET_H */
