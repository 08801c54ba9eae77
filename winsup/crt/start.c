/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From the program's entry point to main().
 *
 * Windows has loaded the program, us and the user's DLLs; DllMain()
 * (dll_main_nt.c) has claimed the process block and made the thread's own
 * data.  What is done here is what every program needs; all else is done by
 * the room that needs it, at its first use.
 */
#include "crt/crt.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "account/room.h"
#include "crt/message.h"
#include "crt/modules.h"
#include "crt/relocate.h"
#include "file/room.h"
#include "lib/caps.h"
#include "lib/fault.h"
#include "lib/limits.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/image.h"
#include "nt/process.h"
#include "nt/trace.h"
#include "nt/utf.h"
#include "path/room.h"
#include "proc/room.h"
#include "signal/room.h"
#include "spawn/payload.h"
#include "spawn/room.h"
#include "thread/room.h"

#define EXIT_CANNOT_START	127	/* as a shell says it */

/* newlib's; getenv() and setenv() work on it. */
extern char **environ;

/* Fork class of both: copy. */
static int argc;
static char **argv;

/* BSD's and GNU's names for the same thing (err.h, errno.h). */
char *__progname = "";
char *program_invocation_name = "";
char *program_invocation_short_name = "";

/* Of the program, for the shared libstdc++: crt/operators.awk. */
void (*const *__isthmus_operators)(void);

static void __attribute__((noreturn))
give_up(struct isthmus_crt *crt, const char *what)
{
	message_image(crt->image, what);
	nt_exit_process(EXIT_CANNOT_START);
}

/* ISTHMUS_TRACE, _FAULT, _CAPS, before anything they could tell of. */
static void
start_tools(struct isthmus_crt *crt, const uint16_t *block)
{
	static char text[1024];
	const char *file, *bad;
	size_t bad_len = 0;

	if (environ_peek(block, "ISTHMUS_TRACE", text, sizeof(text)) > 0) {
		file = trace_parse(text, &bad, &bad_len);
		if (bad_len > 0)
			message_image(crt->image,
			    "ISTHMUS_TRACE has an unknown category");
		if (file != NULL && platform_trace_open(file) < 0)
			message_image(crt->image,
			    "the file in ISTHMUS_TRACE cannot be opened");
	}
	if (environ_peek(block, "ISTHMUS_FAULT", text, sizeof(text)) > 0 &&
	    fault_parse(text) < 0)
		message_image(crt->image, "ISTHMUS_FAULT cannot be read");
	if (environ_peek(block, "ISTHMUS_CAPS", text, sizeof(text)) > 0 &&
	    caps_parse(text) < 0)
		message_image(crt->image, "ISTHMUS_CAPS has an unknown word");
	if (environ_peek(block, "ISTHMUS", text, sizeof(text)) > 0)
		caps_parse_options(text);
}

/*
 * Programs that this one starts write to the same file, wherever they are
 * started.  Without memory they look for it in their own directory.
 */
static void
pass_trace(void)
{
	const char *spec = trace_mask != 0 ? getenv("ISTHMUS_TRACE") : NULL;
	const char *colon = spec != NULL ? strchr(spec, ':') : NULL;
	char text[2048];
	size_t n;

	if (colon == NULL || (n = (size_t)(colon + 1 - spec)) > 512)
		return;
	memcpy(text, spec, n);
	if (platform_trace_name(text + n, sizeof(text) - n) > 0)
		setenv("ISTHMUS_TRACE", text, 1);
}

/* From a parent of ours, if that is what started this process. */
static const struct payload_head *payload;	/* of this installation */
static const struct payload_head *words;	/* has the arguments */

static int
start_environ(const uint16_t *block)
{
	static const struct environ_paths paths = {
		.path = path_from_win32,
		.list = path_list_from_win32,
	};
	char **env = payload != NULL ?
	    payload_strings(payload, payload->env, payload->envc) :
	    environ_make(block, &paths, mm_alloc);

	if (env == NULL)
		return -ENOMEM;
	environ = env;
	return 0;
}

/* argv[0] names the program: a POSIX path, without ".exe". */
static int
name_program(void)
{
	char *name = argv[0], *slash;
	static char path[PATH_MAX];
	long len;

	if ((name[0] != '\0' && name[1] == ':') || name[0] == '\\') {
		len = path_from_win32(path, sizeof(path), name);
		if (len > 0) {
			name = mm_alloc((size_t)len + 1);
			if (name == NULL)
				return -ENOMEM;
			memcpy(name, path, (size_t)len + 1);
			argv[0] = name;
		}
	}
	args_fix_name(name);
	slash = strrchr(name, '/');
	program_invocation_name = name;
	program_invocation_short_name = slash != NULL ? slash + 1 : name;
	__progname = program_invocation_short_name;
	return 0;
}

static int
start_args(void)
{
	const uint16_t *line = nt_command_line();
	size_t units = 0, len, bytes;
	char *text, *out;

	while (line[units] != 0)
		units++;
	len = utf_16to8(NULL, 0, line, units);
	if (words != NULL) {
		argc = (int)words->argc;
		argv = payload_strings(words, words->args, words->argc);
		return argv != NULL ? name_program() : -ENOMEM;
	}
	text = mm_alloc(len + 1);
	if (text == NULL)
		return -ENOMEM;
	utf_16to8(text, len, line, units);
	text[len] = '\0';
	argc = (int)args_split(text, NULL, NULL, &bytes);
	argv = mm_alloc(((size_t)argc + 1) * sizeof(*argv));
	out = mm_alloc(bytes);
	if (argv == NULL || out == NULL) {
		mm_free(text);
		return -ENOMEM;
	}
	args_split(text, argv, out, &bytes);
	mm_free(text);
	return name_program();
}

static void *
run_main(void *arg)
{
	struct isthmus_crt *crt = arg;

	return (void *)(intptr_t)crt->main(argc, argv, environ);
}

/* On the process' own stack. */
static void
run_program(void *arg)
{
	struct isthmus_crt *crt = arg;

	modules_start(crt);
	spawn_arguments = argv;
	trace(TRACE_START, "main of %s, %d arguments", argv[0], argc);
	exit((int)(intptr_t)thr_frame_run(run_main, crt));
}

/* Descriptors, directory and pid: the parent's gift, or Windows'. */
static void
start_process(struct isthmus_crt *crt)
{
	int e;

	proc_setup(path_root_hash, account_uid);
	spawn_set_images(modules_memory);
	proc_file_init();
	file_moves_init();
	spawn_init();
	if (payload == NULL) {
		if (file_init_std() < 0)
			give_up(crt, "cannot take over its standard handles");
		sig_console_watch(0);
		return;
	}
	e = payload_take(payload);
	if (e < 0)
		give_up(crt, "cannot take over what its parent passed");
	proc_expect(payload->pid);
	if (payload->policy != SCHED_OTHER)
		pthread_setschedparam(pthread_self(), payload->policy,
		    &(struct sched_param){ payload->priority });
	sig_inherit(payload->sig_ignored, payload->sig_blocked);
	sig_after_exec(&payload->passed);
	sig_console_watch((int)payload->keys_off);
}

/*
 * The size of the main stack: RLIMIT_STACK of the process before an exec, but
 * no less than the program asks for in its image.
 */
#define STACK_USUAL	((uint64_t)8 << 20)
#define STACK_MOST	((uint64_t)1 << 30)	/* also without a limit */

static size_t
stack_size(const struct isthmus_crt *crt)
{
	uint64_t asked = nt_image_stack(crt->image);
	uint64_t size = limits[LIMIT_STACK].soft;

	if (size == 0)			/* nobody has said anything yet */
		limits[LIMIT_STACK].soft = size = asked > STACK_USUAL ?
		    asked : STACK_USUAL;
	if (size > STACK_MOST)
		size = STACK_MOST;
	return size > asked ? size : asked;
}

/*
 * Another installation has other paths, processes and locks: its programs are
 * as native ones to this one, but that arguments may be too long for a
 * command line.  e: of payload_received(); what is left of it.
 */
static int
leave_stranger(int e)
{
	if (e == 0)
		words = payload;
	if (payload == NULL || payload->installation == path_root_hash())
		return e;
	payload = NULL;
	return 0;
}

void
isthmus_start(struct isthmus_crt *crt)
{
	const uint16_t *block;
	struct mm_stack stack;
	int e;

	if (!modules_fit(crt) || relocate_image(crt) < 0)
		nt_exit_process(EXIT_CANNOT_START);
	nt_no_dialogues();
	if (crt->size >= sizeof(*crt))
		__isthmus_operators = crt->operators;
	modules_program(crt);
	payload = payload_received(&e);
	if (e == 0 && payload != NULL && payload->kind == PAYLOAD_FORK)
		child_start(payload);
	block = nt_environment();
	if (block == NULL)
		give_up(crt, "cannot read the environment");
	start_tools(crt, block);
	if (path_init() < 0)
		give_up(crt, "cannot find its own folder");
	e = leave_stranger(e);
	if (e < 0)
		give_up(crt, "was started by another version of isthmus1.dll");
	if (path_begin(payload != NULL) < 0)
		give_up(crt, "cannot find its folder");
	start_process(crt);
	mm_malloc_init();
	if (start_environ(block) < 0 || start_args() < 0)
		give_up(crt, "not enough memory to start");
	pass_trace();
	if (mm_stack_main(stack_size(crt), &stack) < 0)
		give_up(crt, "cannot make its stack");
	nt_enter_stack(run_program, crt, stack.base, stack.limit,
	    stack.dealloc);
}
