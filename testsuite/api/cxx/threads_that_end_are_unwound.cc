/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pthread_exit() and cancellation leave the frames of C++ functions as an
 * exception would: locals are destroyed, catch (...) sees it pass, cleanup
 * handlers run in between.
 */
#include "test.h"

#include <cxxabi.h>
#include <fcntl.h>
#include <mutex>
#include <pthread.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static std::string events;

struct local {
	const char *name;
	local(const char *n) : name(n) { }
	~local() { events += name; }
};

static void
handler(void *name)
{
	events += static_cast<const char *>(name);
}

static thread_local local of_thread("T");

static void __attribute__((noinline))
ends(int n)
{
	local l("c");

	if (n > 0)
		pthread_exit(&events);
}

static void __attribute__((noinline))
looks_on(int n)
{
	local l("b");

	try {
		ends(n);
	} catch (abi::__forced_unwind &) {
		events += "!";
		throw;
	} catch (...) {
		events += "?";
		throw;
	}
}

static void *
starts(void *)
{
	local l("a");

	events += of_thread.name[0] == 'T' ? "" : "x";
	pthread_cleanup_push(handler, (void *)"1");
	local in_block("i");
	try {
		pthread_cleanup_push(handler, (void *)"2");
		looks_on(1);
		pthread_cleanup_pop(0);
	} catch (...) {
		events += "*";
		throw;
	}
	pthread_cleanup_pop(0);
	return nullptr;
}

static void
exit_runs_destructors()
{
	pthread_t t;
	void *r;

	CHECK_INT(pthread_create(&t, nullptr, starts, nullptr), 0);
	CHECK_INT(pthread_join(t, &r), 0);
	CHECK(r == &events);
	CHECK_STR(events.c_str(), "c!b2*i1aT");
}

static std::mutex mutex;
static int fds[2];

static void *
reads(void *)
{
	std::lock_guard<std::mutex> guard(mutex);
	local l("r");
	char c;

	read(fds[0], &c, 1);
	return nullptr;
}

static void *
waits(void *)
{
	std::lock_guard<std::mutex> guard(mutex);
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t c = PTHREAD_COND_INITIALIZER;
	local l("w");

	pthread_mutex_lock(&m);
	for (;;)
		pthread_cond_wait(&c, &m);
}

static void *
tests(void *)
{
	std::lock_guard<std::mutex> guard(mutex);
	local l("t");

	for (;;) {
		pthread_testcancel();
		usleep(1000);
	}
}

static void
cancel_frees_locks(void *(*fn)(void *), const char *want)
{
	pthread_t t;
	void *r;

	events.clear();
	CHECK_INT(pthread_create(&t, nullptr, fn, nullptr), 0);
	usleep(20000);
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_join(t, &r), 0);
	CHECK(r == PTHREAD_CANCELED);
	CHECK_STR(events.c_str(), want);
	CHECK(mutex.try_lock());
	mutex.unlock();
}

static void *
swallows(void *)
{
	try {
		pthread_exit(nullptr);
	} catch (...) {
	}
	return nullptr;
}

/* What is caught must be thrown on: else the program is aborted. */
static void
catch_all_must_rethrow()
{
	int status;
	pthread_t t;
	pid_t pid = fork();

	CHECK(pid >= 0);
	if (pid == 0) {
		close(2);
		pthread_create(&t, nullptr, swallows, nullptr);
		pthread_join(t, nullptr);
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

/* An exception, too, runs the handlers of the blocks that it leaves. */
static void
exceptions_run_handlers()
{
	events.clear();
	try {
		pthread_cleanup_push(handler, (void *)"h");
		if (!events.empty())
			return;
		throw 1;
		pthread_cleanup_pop(0);
	} catch (int) {
		events += "e";
	}
	CHECK_STR(events.c_str(), "he");
}

static void *
last(void *main_thread)
{
	CHECK_INT(pthread_join(*static_cast<pthread_t *>(main_thread),
	    nullptr), 0);
	CHECK_STR(events.c_str(), "m");
	return nullptr;
}

int
main()
{
	static pthread_t self = pthread_self();
	local l("m");
	pthread_t t;

	CHECK_INT(pipe(fds), 0);
	exit_runs_destructors();
	cancel_frees_locks(reads, "r");
	cancel_frees_locks(waits, "w");
	cancel_frees_locks(tests, "t");
	catch_all_must_rethrow();
	exceptions_run_handlers();
	events.clear();
	CHECK_INT(pthread_create(&t, nullptr, last, &self), 0);
	pthread_exit(nullptr);		/* of main(), too */
}
