/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * psiginfo(): what a siginfo_t says, in words, on stderr (XSH psiginfo).
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

struct code {
	int sig;		/* 0: of any signal */
	int code;
	const char *text;
};

static const struct code codes[] = {
	{ 0, SI_USER, "sent by kill" },
	{ 0, SI_QUEUE, "sent by sigqueue" },
	{ 0, SI_TIMER, "timer expired" },
	{ 0, SI_MESGQ, "message queue no longer empty" },
	{ 0, SI_ASYNCIO, "asynchronous I/O done" },
	{ 0, SI_TKILL, "sent to the thread" },
	{ 0, SI_KERNEL, "sent by the system" },
	{ SIGILL, ILL_ILLOPC, "illegal opcode" },
	{ SIGILL, ILL_ILLOPN, "illegal operand" },
	{ SIGILL, ILL_PRVOPC, "privileged opcode" },
	{ SIGFPE, FPE_INTDIV, "integer divided by zero" },
	{ SIGFPE, FPE_INTOVF, "integer overflow" },
	{ SIGFPE, FPE_FLTDIV, "floating-point number divided by zero" },
	{ SIGFPE, FPE_FLTOVF, "floating-point overflow" },
	{ SIGFPE, FPE_FLTUND, "floating-point underflow" },
	{ SIGFPE, FPE_FLTRES, "inexact floating-point result" },
	{ SIGFPE, FPE_FLTINV, "invalid floating-point operation" },
	{ SIGSEGV, SEGV_MAPERR, "nothing mapped at the address" },
	{ SIGSEGV, SEGV_ACCERR, "access not permitted" },
	{ SIGBUS, BUS_ADRALN, "address not aligned" },
	{ SIGBUS, BUS_ADRERR, "no such physical address" },
	{ SIGTRAP, TRAP_BRKPT, "breakpoint" },
	{ SIGTRAP, TRAP_TRACE, "single step" },
	{ SIGCHLD, CLD_EXITED, "child exited" },
	{ SIGCHLD, CLD_KILLED, "child was killed" },
	{ SIGCHLD, CLD_DUMPED, "child was killed, core dumped" },
	{ SIGCHLD, CLD_STOPPED, "child stopped" },
	{ SIGCHLD, CLD_CONTINUED, "child continued" },
};

static const char *
code_text(int sig, int code)
{
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].code == code &&
		    (codes[i].sig == 0 || codes[i].sig == sig))
			return codes[i].text;
	return "unknown reason";
}

void
psiginfo(const siginfo_t *info, const char *prefix)
{
	int sig = info->si_signo;
	const char *text = code_text(sig, info->si_code);

	if (prefix != NULL && *prefix != '\0')
		fprintf(stderr, "%s: ", prefix);
	fprintf(stderr, "%s (%s", strsignal(sig), text);
	if (info->si_code == SI_USER || info->si_code == SI_QUEUE ||
	    info->si_code == SI_TKILL)
		fprintf(stderr, " by process %ld, user %ld",
		    (long)info->si_pid, (long)info->si_uid);
	else if (sig == SIGSEGV || sig == SIGBUS || sig == SIGILL ||
	    sig == SIGFPE || sig == SIGTRAP)
		fprintf(stderr, ", address %p", info->si_addr);
	else if (sig == SIGCHLD)
		fprintf(stderr, ", process %ld, status %d",
		    (long)info->si_pid, info->si_status);
	fprintf(stderr, ")\n");
}
