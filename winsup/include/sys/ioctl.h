/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ioctl() requests, encoded as BSD does. Not in POSIX.
 */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/termios.h>

/* winsock.h has some of these too, with the same values. */
#ifndef _IO
#define IOCPARM_MASK	0x7f
#define IOC_VOID	0x20000000
#define IOC_OUT		0x40000000
#define IOC_IN		0x80000000
#define IOC_INOUT	(IOC_IN | IOC_OUT)
#define __IOC(__dir, __group, __nr, __len)				\
	((int)((__dir) | (((__len) & IOCPARM_MASK) << 16) |		\
	 (unsigned int)(__group) << 8 | (unsigned int)(__nr)))
#define _IO(__g, __n)		__IOC(IOC_VOID, (__g), (__n), 0)
#define _IOR(__g, __n, __t)	__IOC(IOC_OUT, (__g), (__n), sizeof(__t))
#define _IOW(__g, __n, __t)	__IOC(IOC_IN, (__g), (__n), sizeof(__t))
#define _IOWR(__g, __n, __t)	__IOC(IOC_INOUT, (__g), (__n), sizeof(__t))
#endif

#ifndef FIONREAD
#define FIONREAD	_IOR('f', 127, int)
#endif
#ifndef FIONBIO
#define FIONBIO		_IOW('f', 126, int)
#endif
#ifndef FIOASYNC
#define FIOASYNC	_IOW('f', 125, int)
#endif
#define FIOCLEX		_IO('f', 1)
#define FIONCLEX	_IO('f', 2)

#define TIOCEXCL	_IO('t', 13)
#define TIOCNXCL	_IO('t', 14)
#define TIOCMBIC	_IOW('t', 107, int)
#define TIOCMBIS	_IOW('t', 108, int)
#define TIOCMSET	_IOW('t', 109, int)
#define TIOCMGET	_IOR('t', 106, int)
#define TIOCSCTTY	_IO('t', 97)
#define TIOCNOTTY	_IO('t', 113)
#define TIOCSTI		_IOW('t', 114, char)
#define TIOCOUTQ	_IOR('t', 115, int)
#define TIOCINQ		FIONREAD
#define TIOCGPGRP	_IOR('t', 119, int)
#define TIOCSPGRP	_IOW('t', 118, int)
#define TIOCGSID	_IOR('t', 99, int)
#define TIOCPKT		_IOW('t', 112, int)
#define TIOCSBRK	_IO('t', 123)
#define TIOCCBRK	_IO('t', 122)
#define TIOCGWINSZ	_IOR('t', 104, struct winsize)
#define TIOCSWINSZ	_IOW('t', 103, struct winsize)
#define TIOCGPTN	_IOR('t', 48, unsigned int)
#define TCGETS		_IOR('t', 19, struct termios)
#define TCSETS		_IOW('t', 20, struct termios)
#define TCSETSW		_IOW('t', 21, struct termios)
#define TCSETSF		_IOW('t', 22, struct termios)
#define TCSBRK		_IO('t', 94)
#define TCXONC		_IO('t', 95)
#define TCFLSH		_IO('t', 96)

#define TIOCPKT_DATA		0x00
#define TIOCPKT_FLUSHREAD	0x01
#define TIOCPKT_FLUSHWRITE	0x02
#define TIOCPKT_STOP		0x04
#define TIOCPKT_START		0x08
#define TIOCPKT_NOSTOP		0x10
#define TIOCPKT_DOSTOP		0x20
#define TIOCPKT_IOCTL		0x40

#define TIOCM_LE	0x001
#define TIOCM_DTR	0x002
#define TIOCM_RTS	0x004
#define TIOCM_ST	0x008
#define TIOCM_SR	0x010
#define TIOCM_CTS	0x020
#define TIOCM_CAR	0x040
#define TIOCM_CD	TIOCM_CAR
#define TIOCM_RNG	0x080
#define TIOCM_RI	TIOCM_RNG
#define TIOCM_DSR	0x100

/* Network interfaces; struct ifreq and struct ifconf are in <net/if.h>. */
#define SIOCGIFCONF	_IO('i', 36)
#define SIOCGIFADDR	_IO('i', 33)
#define SIOCGIFDSTADDR	_IO('i', 34)
#define SIOCGIFBRDADDR	_IO('i', 35)
#define SIOCGIFFLAGS	_IO('i', 17)
#define SIOCGIFNETMASK	_IO('i', 37)
#define SIOCGIFMETRIC	_IO('i', 23)
#define SIOCGIFMTU	_IO('i', 51)
#define SIOCGIFHWADDR	_IO('i', 39)
#define SIOCGIFINDEX	_IO('i', 53)
#ifndef SIOCATMARK
#define SIOCATMARK	_IOR('s', 7, int)
#endif

#ifdef __cplusplus
extern "C" {
#endif

int ioctl(int __fd, int __request, ...);

#ifdef __cplusplus
}
#endif

#endif /* _SYS_IOCTL_H */
