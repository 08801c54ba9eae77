/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals of this target, for newlib's <sys/signal.h> (XBD <signal.h>).
 */
#ifndef _CYGWIN_SIGNAL_H
#define _CYGWIN_SIGNAL_H

typedef void (*_sig_func_ptr)(int);

#define SIGHUP		1
#define SIGINT		2
#define SIGQUIT		3
#define SIGILL		4
#define SIGTRAP		5
#define SIGABRT		6
#define SIGEMT		7
#define SIGFPE		8
#define SIGKILL		9
#define SIGBUS		10
#define SIGSEGV		11
#define SIGSYS		12
#define SIGPIPE		13
#define SIGALRM		14
#define SIGTERM		15
#define SIGURG		16
#define SIGSTOP		17
#define SIGTSTP		18
#define SIGCONT		19
#define SIGCHLD		20
#define SIGTTIN		21
#define SIGTTOU		22
#define SIGIO		23
#define SIGXCPU		24
#define SIGXFSZ		25
#define SIGVTALRM	26
#define SIGPROF		27
#define SIGWINCH	28
#define SIGPWR		29
#define SIGUSR1		30
#define SIGUSR2		31

#define SIGIOT		SIGABRT
#define SIGCLD		SIGCHLD
#define SIGPOLL		SIGIO
#define SIGLOST		SIGPWR

#define SIGRTMIN	32
#define SIGRTMAX	64

#define _NSIG		65
#define NSIG		_NSIG

/* sa_flags */
#define SA_NOCLDSTOP	0x00000001
#define SA_SIGINFO	0x00000002
#define SA_NOCLDWAIT	0x00000004
#define SA_RESTART	0x10000000
#define SA_ONSTACK	0x20000000
#define SA_NODEFER	0x40000000
#define SA_RESETHAND	((int)0x80000000)
#if __MISC_VISIBLE || (__XSI_VISIBLE >= 4 && __XSI_VISIBLE < 800)
#define SIG_HOLD	((_sig_func_ptr)2)
#endif
#if __MISC_VISIBLE
#define SA_NOMASK	SA_NODEFER
#define SA_ONESHOT	SA_RESETHAND
#endif

union sigval {
	int	sival_int;
	void	*sival_ptr;
};

struct sigevent {
	union sigval	sigev_value;
	int		sigev_signo;
	int		sigev_notify;
	void		(*sigev_notify_function)(union sigval);
	pthread_attr_t	*sigev_notify_attributes;
	pid_t		sigev_notify_thread_id;
	int		__sigev_pad;
	long		__sigev_spare[3];
};

#if __POSIX_VISIBLE >= 199309
#if __MISC_VISIBLE
typedef union sigval sigval_t;
#endif

#define SIGEV_SIGNAL	0
#define SIGEV_NONE	1
#define SIGEV_THREAD	2
#define SIGEV_THREAD_ID	3	/* Linux: the thread with that gettid() */

/* si_code of any signal: who sent it */
#define SI_USER		0
#define SI_QUEUE	(-1)
#define SI_TIMER	(-2)
#define SI_MESGQ	(-3)
#define SI_ASYNCIO	(-4)
#define SI_TKILL	(-6)
#define SI_KERNEL	0x80

/* si_code of one signal */
#define ILL_ILLOPC	1
#define ILL_ILLOPN	2
#define ILL_ILLADR	3
#define ILL_ILLTRP	4
#define ILL_PRVOPC	5
#define ILL_PRVREG	6
#define ILL_COPROC	7
#define ILL_BADSTK	8

#define FPE_INTDIV	1
#define FPE_INTOVF	2
#define FPE_FLTDIV	3
#define FPE_FLTOVF	4
#define FPE_FLTUND	5
#define FPE_FLTRES	6
#define FPE_FLTINV	7
#define FPE_FLTSUB	8

#define SEGV_MAPERR	1
#define SEGV_ACCERR	2

#define BUS_ADRALN	1
#define BUS_ADRERR	2
#define BUS_OBJERR	3

#define TRAP_BRKPT	1
#define TRAP_TRACE	2

#define CLD_EXITED	1
#define CLD_KILLED	2
#define CLD_DUMPED	3
#define CLD_TRAPPED	4
#define CLD_STOPPED	5
#define CLD_CONTINUED	6

#define POLL_IN		1
#define POLL_OUT	2
#define POLL_MSG	3
#define POLL_ERR	4
#define POLL_PRI	5
#define POLL_HUP	6

typedef struct {
	int		si_signo;
	int		si_code;
	int		si_errno;
	pid_t		si_pid;
	uid_t		si_uid;
	int		si_status;
	union sigval	si_value;
	void		*si_addr;
	long		si_band;
	int		si_fd;
	int		si_overrun;
	timer_t		si_timerid;
	clock_t		si_utime;
	clock_t		si_stime;
	short		si_addr_lsb;
	short		__si_pad[3];
	long		__si_spare[5];
} siginfo_t;

#if __MISC_VISIBLE
#define si_int		si_value.sival_int
#define si_ptr		si_value.sival_ptr
#endif
#endif /* __POSIX_VISIBLE >= 199309 */

struct sigaction {
	__extension__ union {
		_sig_func_ptr	sa_handler;
#if __POSIX_VISIBLE >= 199309
		void		(*sa_sigaction)(int, siginfo_t *, void *);
#endif
	};
	sigset_t	sa_mask;
	int		sa_flags;
	int		__sa_spare;
};

/* The handler's frame holds the whole extended processor state. */
#if __BSD_VISIBLE || __XSI_VISIBLE >= 4 || __POSIX_VISIBLE >= 200809
#define MINSIGSTKSZ	16384
#define SIGSTKSZ	65536
#endif

#if __POSIX_VISIBLE >= 202405 && !__MISC_VISIBLE
#define SIG2STR_MAX	17
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 202405
int sig2str(int __sig, char *__str);
int str2sig(const char *__restrict __str, int *__restrict __sig);
#endif
#if __POSIX_VISIBLE >= 200809
void psiginfo(const siginfo_t *__info, const char *__prefix);
#endif
#if __MISC_VISIBLE || (__XSI_VISIBLE >= 4 && __XSI_VISIBLE < 800)
int sighold(int __sig);
int sigignore(int __sig);
int sigrelse(int __sig);
_sig_func_ptr sigset(int __sig, _sig_func_ptr __disp);
int siginterrupt(int __sig, int __flag);
#endif
#if __GNU_VISIBLE
int pthread_sigqueue(pthread_t __thr, int __sig,
    const union sigval __value);
int sigandset(sigset_t *__dst, const sigset_t *__a, const sigset_t *__b);
int sigorset(sigset_t *__dst, const sigset_t *__a, const sigset_t *__b);
int sigisemptyset(const sigset_t *__set);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _CYGWIN_SIGNAL_H */
