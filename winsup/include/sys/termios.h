/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Terminals (XBD <termios.h>).
 */
#ifndef _SYS_TERMIOS_H
#define _SYS_TERMIOS_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef unsigned char	cc_t;
typedef unsigned int	speed_t;
typedef unsigned int	tcflag_t;

#define NCCS	32

struct termios {
	tcflag_t	c_iflag;
	tcflag_t	c_oflag;
	tcflag_t	c_cflag;
	tcflag_t	c_lflag;
	cc_t		c_line;
	cc_t		c_cc[NCCS];
	speed_t		c_ispeed;
	speed_t		c_ospeed;
};

struct winsize {
	unsigned short	ws_row;
	unsigned short	ws_col;
	unsigned short	ws_xpixel;
	unsigned short	ws_ypixel;
};

/* c_cc[] */
#define VEOF		0
#define VEOL		1
#define VERASE		2
#define VINTR		3
#define VKILL		4
#define VMIN		5
#define VQUIT		6
#define VSTART		7
#define VSTOP		8
#define VSUSP		9
#define VTIME		10
#if __MISC_VISIBLE
#define VEOL2		11
#define VWERASE		12
#define VREPRINT	13
#define VLNEXT		14
#define VDISCARD	15
#define VDSUSP		16
#define VSWTC		17
#define VSWTCH		VSWTC
#endif

/* c_iflag */
#define IGNBRK		0x0001
#define BRKINT		0x0002
#define IGNPAR		0x0004
#define PARMRK		0x0008
#define INPCK		0x0010
#define ISTRIP		0x0020
#define INLCR		0x0040
#define IGNCR		0x0080
#define ICRNL		0x0100
#define IXON		0x0200
#define IXANY		0x0400
#define IXOFF		0x0800
#if __MISC_VISIBLE
#define IUCLC		0x1000
#define IMAXBEL		0x2000
#define IUTF8		0x4000
#endif

/* c_oflag */
#define OPOST		0x0001
#define ONLCR		0x0002
#define OCRNL		0x0004
#define ONOCR		0x0008
#define ONLRET		0x0010
#define OFILL		0x0020
#define OFDEL		0x0040
#define NLDLY		0x0100
#define NL0		0x0000
#define NL1		0x0100
#define CRDLY		0x0600
#define CR0		0x0000
#define CR1		0x0200
#define CR2		0x0400
#define CR3		0x0600
#define TABDLY		0x1800
#define TAB0		0x0000
#define TAB1		0x0800
#define TAB2		0x1000
#define TAB3		0x1800
#define BSDLY		0x2000
#define BS0		0x0000
#define BS1		0x2000
#define VTDLY		0x4000
#define VT0		0x0000
#define VT1		0x4000
#define FFDLY		0x8000
#define FF0		0x0000
#define FF1		0x8000
#if __MISC_VISIBLE
#define OLCUC		0x10000
#define XTABS		TAB3
#define OXTABS		TAB3
#endif

/* c_cflag */
#define CSIZE		0x0003
#define CS5		0x0000
#define CS6		0x0001
#define CS7		0x0002
#define CS8		0x0003
#define CSTOPB		0x0004
#define CREAD		0x0008
#define PARENB		0x0010
#define PARODD		0x0020
#define HUPCL		0x0040
#define CLOCAL		0x0080
#if __MISC_VISIBLE
#define CRTSCTS		0x0100
#define CRTSXOFF	0x0200
#define CMSPAR		0x0400
#endif

/* c_lflag */
#define ISIG		0x0001
#define ICANON		0x0002
#define ECHO		0x0004
#define ECHOE		0x0008
#define ECHOK		0x0010
#define ECHONL		0x0020
#define NOFLSH		0x0040
#define TOSTOP		0x0080
#define IEXTEN		0x0100
#if __MISC_VISIBLE
#define ECHOKE		0x0200
#define ECHOCTL		0x0400
#define ECHOPRT		0x0800
#define FLUSHO		0x1000
#define PENDIN		0x2000
#define EXTPROC		0x4000
#endif

/* Speeds are bits per second. */
#define B0		0
#define B50		50
#define B75		75
#define B110		110
#define B134		134
#define B150		150
#define B200		200
#define B300		300
#define B600		600
#define B1200		1200
#define B1800		1800
#define B2400		2400
#define B4800		4800
#define B9600		9600
#define B19200		19200
#define B38400		38400
#if __MISC_VISIBLE
#define EXTA		B19200
#define EXTB		B38400
#define B57600		57600
#define B115200		115200
#define B128000		128000
#define B230400		230400
#define B256000		256000
#define B460800		460800
#define B500000		500000
#define B576000		576000
#define B921600		921600
#define B1000000	1000000
#define B1152000	1152000
#define B1500000	1500000
#define B2000000	2000000
#define B2500000	2500000
#define B3000000	3000000
#define B3500000	3500000
#define B4000000	4000000
#endif

/* tcsetattr(), tcflush(), tcflow() */
#define TCSANOW		0
#define TCSADRAIN	1
#define TCSAFLUSH	2
#define TCIFLUSH	0
#define TCOFLUSH	1
#define TCIOFLUSH	2
#define TCOOFF		0
#define TCOON		1
#define TCIOFF		2
#define TCION		3

#ifdef __cplusplus
extern "C" {
#endif

speed_t cfgetispeed(const struct termios *__t);
speed_t cfgetospeed(const struct termios *__t);
int cfsetispeed(struct termios *__t, speed_t __speed);
int cfsetospeed(struct termios *__t, speed_t __speed);
int tcdrain(int __fd);
int tcflow(int __fd, int __action);
int tcflush(int __fd, int __queue);
int tcgetattr(int __fd, struct termios *__t);
int tcsendbreak(int __fd, int __duration);
int tcsetattr(int __fd, int __when, const struct termios *__t);
#if __POSIX_VISIBLE >= 200809 || __XSI_VISIBLE
pid_t tcgetsid(int __fd);
#endif
#if __POSIX_VISIBLE >= 202405
int tcgetwinsize(int __fd, struct winsize *__size);
int tcsetwinsize(int __fd, const struct winsize *__size);
#endif
#if __MISC_VISIBLE
int cfsetspeed(struct termios *__t, speed_t __speed);
void cfmakeraw(struct termios *__t);
#endif

#ifdef __cplusplus
}
#endif

#if __MISC_VISIBLE
#include <sys/ttydefaults.h>
#endif

#endif /* _SYS_TERMIOS_H */
