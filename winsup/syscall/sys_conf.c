/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sysconf(), confstr() and getpagesize(): what <limits.h> and <unistd.h>
 * promise, and what only this machine can tell.
 */
#include "syscall/stub.h"

#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fd/room.h"
#include "nt/process.h"

enum how {
	UNKNOWN,	/* no such name */
	FIXED,
	NONE,		/* no limit, or an option that is not there: -1 */
	MACHINE		/* asked for each time */
};

struct conf {
	long value;
	enum how how;
};

#define IS(v)	{ (v), FIXED }
#define NO	{ -1, NONE }
#define ASK	{ 0, MACHINE }

/* Fork class: constant. */
static const struct conf table[] = {
	[_SC_ARG_MAX] = IS(ARG_MAX),
	[_SC_CHILD_MAX] = ASK,
	[_SC_CLK_TCK] = IS(1000),
	[_SC_NGROUPS_MAX] = IS(NGROUPS_MAX),
	[_SC_OPEN_MAX] = ASK,
	[_SC_JOB_CONTROL] = IS(1),
	[_SC_SAVED_IDS] = IS(1),
	[_SC_VERSION] = IS(_POSIX_VERSION),
	[_SC_PAGESIZE] = IS(PAGESIZE),
	[_SC_NPROCESSORS_CONF] = ASK,
	[_SC_NPROCESSORS_ONLN] = ASK,
	[_SC_PHYS_PAGES] = ASK,
	[_SC_AVPHYS_PAGES] = ASK,
	[_SC_MQ_OPEN_MAX] = IS(MQ_OPEN_MAX),
	[_SC_MQ_PRIO_MAX] = IS(MQ_PRIO_MAX),
	[_SC_RTSIG_MAX] = IS(RTSIG_MAX),
	[_SC_SEM_NSEMS_MAX] = IS(SEM_NSEMS_MAX),
	[_SC_SEM_VALUE_MAX] = IS(SEM_VALUE_MAX),
	[_SC_SIGQUEUE_MAX] = IS(SIGQUEUE_MAX),
	[_SC_TIMER_MAX] = IS(TIMER_MAX),
	[_SC_TZNAME_MAX] = NO,
	[_SC_ASYNCHRONOUS_IO] = IS(_POSIX_ASYNCHRONOUS_IO),
	[_SC_FSYNC] = IS(_POSIX_FSYNC),
	[_SC_MAPPED_FILES] = IS(_POSIX_MAPPED_FILES),
	[_SC_MEMLOCK] = NO,
	[_SC_MEMLOCK_RANGE] = IS(_POSIX_MEMLOCK_RANGE),
	[_SC_MEMORY_PROTECTION] = IS(_POSIX_MEMORY_PROTECTION),
	[_SC_MESSAGE_PASSING] = IS(_POSIX_MESSAGE_PASSING),
	[_SC_PRIORITIZED_IO] = NO,
	[_SC_REALTIME_SIGNALS] = IS(_POSIX_REALTIME_SIGNALS),
	[_SC_SEMAPHORES] = IS(_POSIX_SEMAPHORES),
	[_SC_SHARED_MEMORY_OBJECTS] = IS(_POSIX_SHARED_MEMORY_OBJECTS),
	[_SC_SYNCHRONIZED_IO] = IS(_POSIX_SYNCHRONIZED_IO),
	[_SC_TIMERS] = IS(_POSIX_TIMERS),
	[_SC_AIO_LISTIO_MAX] = IS(AIO_LISTIO_MAX),
	[_SC_AIO_MAX] = IS(AIO_MAX),
	[_SC_AIO_PRIO_DELTA_MAX] = IS(AIO_PRIO_DELTA_MAX),
	[_SC_DELAYTIMER_MAX] = IS(DELAYTIMER_MAX),
	[_SC_THREAD_KEYS_MAX] = IS(PTHREAD_KEYS_MAX),
	[_SC_THREAD_STACK_MIN] = IS(PTHREAD_STACK_MIN),
	[_SC_THREAD_THREADS_MAX] = NO,
	[_SC_TTY_NAME_MAX] = IS(TTY_NAME_MAX),
	[_SC_THREADS] = IS(_POSIX_THREADS),
	[_SC_THREAD_ATTR_STACKADDR] = IS(_POSIX_THREAD_ATTR_STACKADDR),
	[_SC_THREAD_ATTR_STACKSIZE] = IS(_POSIX_THREAD_ATTR_STACKSIZE),
	[_SC_THREAD_PRIORITY_SCHEDULING] =
	    IS(_POSIX_THREAD_PRIORITY_SCHEDULING),
	[_SC_THREAD_PRIO_INHERIT] = IS(_POSIX_THREAD_PRIO_INHERIT),
	[_SC_THREAD_PRIO_PROTECT] = IS(_POSIX_THREAD_PRIO_PROTECT),
	[_SC_THREAD_PROCESS_SHARED] = IS(_POSIX_THREAD_PROCESS_SHARED),
	[_SC_THREAD_SAFE_FUNCTIONS] = IS(_POSIX_THREAD_SAFE_FUNCTIONS),
	[_SC_GETGR_R_SIZE_MAX] = IS(4096),
	[_SC_GETPW_R_SIZE_MAX] = IS(4096),
	[_SC_LOGIN_NAME_MAX] = IS(LOGIN_NAME_MAX),
	[_SC_THREAD_DESTRUCTOR_ITERATIONS] = IS(PTHREAD_DESTRUCTOR_ITERATIONS),
	[_SC_ADVISORY_INFO] = IS(_POSIX_ADVISORY_INFO),
	[_SC_ATEXIT_MAX] = IS(ATEXIT_MAX),
	[_SC_BARRIERS] = IS(_POSIX_BARRIERS),
	[_SC_BC_BASE_MAX] = IS(BC_BASE_MAX),
	[_SC_BC_DIM_MAX] = IS(BC_DIM_MAX),
	[_SC_BC_SCALE_MAX] = IS(BC_SCALE_MAX),
	[_SC_BC_STRING_MAX] = IS(BC_STRING_MAX),
	[_SC_CLOCK_SELECTION] = IS(_POSIX_CLOCK_SELECTION),
	[_SC_COLL_WEIGHTS_MAX] = IS(COLL_WEIGHTS_MAX),
	[_SC_CPUTIME] = IS(_POSIX_CPUTIME),
	[_SC_EXPR_NEST_MAX] = IS(EXPR_NEST_MAX),
	[_SC_HOST_NAME_MAX] = IS(HOST_NAME_MAX),
	[_SC_IOV_MAX] = IS(IOV_MAX),
	[_SC_IPV6] = IS(_POSIX_IPV6),
	[_SC_LINE_MAX] = IS(LINE_MAX),
	[_SC_MONOTONIC_CLOCK] = IS(_POSIX_MONOTONIC_CLOCK),
	[_SC_RAW_SOCKETS] = IS(_POSIX_RAW_SOCKETS),
	[_SC_READER_WRITER_LOCKS] = IS(_POSIX_READER_WRITER_LOCKS),
	[_SC_REGEXP] = IS(1),
	[_SC_RE_DUP_MAX] = IS(RE_DUP_MAX),
	[_SC_SHELL] = IS(1),
	[_SC_SPAWN] = IS(_POSIX_SPAWN),
	[_SC_SPIN_LOCKS] = IS(_POSIX_SPIN_LOCKS),
	[_SC_SPORADIC_SERVER] = NO,
	[_SC_SS_REPL_MAX] = NO,
	[_SC_SYMLOOP_MAX] = IS(SYMLOOP_MAX),
	[_SC_THREAD_CPUTIME] = IS(_POSIX_THREAD_CPUTIME),
	[_SC_THREAD_SPORADIC_SERVER] = NO,
	[_SC_TIMEOUTS] = IS(_POSIX_TIMEOUTS),
	[_SC_TRACE] = NO,
	[_SC_TRACE_EVENT_FILTER] = NO,
	[_SC_TRACE_EVENT_NAME_MAX] = NO,
	[_SC_TRACE_INHERIT] = NO,
	[_SC_TRACE_LOG] = NO,
	[_SC_TRACE_NAME_MAX] = NO,
	[_SC_TRACE_SYS_MAX] = NO,
	[_SC_TRACE_USER_EVENT_MAX] = NO,
	[_SC_TYPED_MEMORY_OBJECTS] = IS(_POSIX_TYPED_MEMORY_OBJECTS),
	[_SC_V7_ILP32_OFF32] = NO,
	[_SC_V7_ILP32_OFFBIG] = NO,
	[_SC_V7_LP64_OFF64] = IS(1),
	[_SC_V7_LPBIG_OFFBIG] = IS(1),
	[_SC_XOPEN_CRYPT] = NO,
	[_SC_XOPEN_ENH_I18N] = IS(1),
	[_SC_XOPEN_LEGACY] = NO,
	[_SC_XOPEN_REALTIME] = NO,
	[_SC_STREAM_MAX] = IS(STREAM_MAX),
	[_SC_PRIORITY_SCHEDULING] = IS(_POSIX_PRIORITY_SCHEDULING),
	[_SC_XOPEN_REALTIME_THREADS] = NO,
	[_SC_XOPEN_SHM] = IS(1),
	[_SC_XOPEN_STREAMS] = NO,
	[_SC_XOPEN_UNIX] = IS(1),
	[_SC_XOPEN_VERSION] = IS(_XOPEN_VERSION),
	[_SC_2_CHAR_TERM] = IS(1),
	[_SC_2_C_BIND] = IS(_POSIX2_VERSION),
	[_SC_2_C_DEV] = IS(_POSIX2_VERSION),
	[_SC_2_FORT_DEV] = NO,
	[_SC_2_FORT_RUN] = NO,
	[_SC_2_LOCALEDEF] = NO,
	[_SC_2_PBS] = NO,
	[_SC_2_PBS_ACCOUNTING] = NO,
	[_SC_2_PBS_CHECKPOINT] = NO,
	[_SC_2_PBS_LOCATE] = NO,
	[_SC_2_PBS_MESSAGE] = NO,
	[_SC_2_PBS_TRACK] = NO,
	[_SC_2_SW_DEV] = IS(_POSIX2_VERSION),
	[_SC_2_UPE] = IS(_POSIX2_VERSION),
	[_SC_2_VERSION] = IS(_POSIX2_VERSION),
	[_SC_THREAD_ROBUST_PRIO_INHERIT] =
	    IS(_POSIX_THREAD_ROBUST_PRIO_INHERIT),
	[_SC_THREAD_ROBUST_PRIO_PROTECT] =
	    IS(_POSIX_THREAD_ROBUST_PRIO_PROTECT),
	[_SC_XOPEN_UUCP] = NO,
};

_Static_assert(SIG_QUEUE_MAX == SIGQUEUE_MAX && SIG_TIMERS == SIG_TIMER_FREE +
    TIMER_MAX, "as told");

#define TABLE_SIZE	((int)(sizeof(table) / sizeof(table[0])))

/* 0 and the value, or -errno; what the machine does not tell is -1. */
static int
ask_machine(int name, long *value)
{
	struct rlimit children;
	struct nt_machine m;

	*value = -1;
	if (name == _SC_OPEN_MAX) {
		*value = fd_get_limits().soft;
		return 0;
	}
	if (name == _SC_CHILD_MAX) {
		sys_getrlimit(RLIMIT_NPROC, &children);
		*value = (long)children.rlim_cur;
		return 0;
	}
	if (nt_machine(&m) < 0)
		return 0;
	switch (name) {
	case _SC_NPROCESSORS_CONF:
		*value = m.processors_all;
		break;
	case _SC_NPROCESSORS_ONLN:
		*value = m.processors;
		break;
	case _SC_PHYS_PAGES:
		*value = (long)(m.memory / PAGESIZE);
		break;
	case _SC_AVPHYS_PAGES:
		*value = (long)(m.memory_free / PAGESIZE);
		break;
	}
	return 0;
}

/*
 * EINVAL: no such name.  -1 with errno untouched: no limit, or the option
 * is not there (POSIX.1-2024 sysconf).  Cache geometry is not known: 0.
 */
long
sysconf(int name)
{
	long value;

	if (name >= _SC_LEVEL1_ICACHE_SIZE &&
	    name <= _SC_LEVEL4_CACHE_LINESIZE)
		return 0;
	if (name == _SC_POSIX_26_VERSION)
		return _POSIX_VERSION;
	if (name < 0 || name >= TABLE_SIZE || table[name].how == UNKNOWN)
		return sys_ret(-EINVAL);
	if (table[name].how != MACHINE)
		return table[name].value;
	ask_machine(name, &value);
	return value;
}

int
getpagesize(void)
{
	return PAGESIZE;
}

static const char *
conf_text(int name)
{
	switch (name) {
	case _CS_PATH:
		return "/usr/bin:/bin";
	case _CS_V7_ENV:
		return "POSIXLY_CORRECT=1";
	case _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS:
		return "POSIX_V7_LP64_OFF64\nPOSIX_V7_LPBIG_OFFBIG";
	}
	/* No compiler or linker option is needed for any environment. */
	if (name > _CS_PATH && name <= _CS_LFS_LINTFLAGS)
		return "";
	return NULL;
}

/* Bytes that the whole text needs, with its end; 0 and EINVAL. */
size_t
confstr(int name, char *buf, size_t size)
{
	const char *text = conf_text(name);
	size_t len;

	if (text == NULL) {
		sys_ret(-EINVAL);
		return 0;
	}
	len = strlen(text) + 1;
	if (size > 0 && buf != NULL) {
		memcpy(buf, text, len < size ? len : size);
		buf[(len < size ? len : size) - 1] = '\0';
	}
	return len;
}
