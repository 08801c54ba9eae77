/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading core files, by Microsoft's own description of them (dbghelp.h).
 */
#ifndef ISTHMUS_TEST_CORE_H
#define ISTHMUS_TEST_CORE_H

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <dbghelp.h>

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define CORE_MAGIC	0x504d444dU	/* "MDMP" */

static struct {
	char *data;
	size_t size;
} core;

/* The place of n bytes in the file. */
static inline const void *
core_at(uint64_t rva, uint64_t n)
{
	CHECK(rva <= core.size && n <= core.size - rva);
	return (core.data + rva);
}

static inline const void *
core_stream(ULONG32 type)
{
	const MINIDUMP_HEADER *h = core_at(0, sizeof *h);
	const MINIDUMP_DIRECTORY *d = core_at(h->StreamDirectoryRva,
	    h->NumberOfStreams * sizeof *d);

	for (ULONG32 i = 0; i < h->NumberOfStreams; i++)
		if (d[i].StreamType == type)
			return (core_at(d[i].Location.Rva,
			    d[i].Location.DataSize));
	fprintf(stderr, "no stream %u\n", (unsigned)type);
	exit(1);
}

/* n bytes of the dead process' memory; NULL: the file has them not. */
static inline const void *
core_memory(const volatile void *address, size_t n)
{
	const MINIDUMP_MEMORY_LIST *l = core_stream(MemoryListStream);
	uint64_t at = (uint64_t)address;

	for (ULONG32 i = 0; i < l->NumberOfMemoryRanges; i++) {
		const MINIDUMP_MEMORY_DESCRIPTOR *m = &l->MemoryRanges[i];

		if (at >= m->StartOfMemoryRange && at + n <=
		    m->StartOfMemoryRange + m->Memory.DataSize)
			return (core_at(m->Memory.Rva + at -
			    m->StartOfMemoryRange, n));
	}
	return (NULL);
}

/* The thread of that number, whose registers and stack must be there. */
static inline const CONTEXT *
core_thread(ULONG32 id)
{
	const MINIDUMP_THREAD_LIST *l = core_stream(ThreadListStream);

	for (ULONG32 i = 0; i < l->NumberOfThreads; i++) {
		const MINIDUMP_THREAD *t = &l->Threads[i];
		const CONTEXT *c;

		if (t->ThreadId != id)
			continue;
		CHECK_INT(t->ThreadContext.DataSize, sizeof *c);
		c = core_at(t->ThreadContext.Rva, sizeof *c);
		CHECK(t->Stack.Memory.DataSize > 0);
		core_at(t->Stack.Memory.Rva, t->Stack.Memory.DataSize);
		return (c);
	}
	fprintf(stderr, "no thread %u\n", (unsigned)id);
	exit(1);
}

static inline const MINIDUMP_EXCEPTION_STREAM *
core_exception(void)
{
	const MINIDUMP_EXCEPTION_STREAM *e = core_stream(ExceptionStream);

	CHECK_INT(e->ThreadContext.DataSize, sizeof(CONTEXT));
	core_at(e->ThreadContext.Rva, sizeof(CONTEXT));
	core_thread(e->ThreadId);
	return (e);
}

/* The image that has the address, by the end of its name. */
static inline int
core_has_module(uint64_t address, const char *name)
{
	const MINIDUMP_MODULE_LIST *l = core_stream(ModuleListStream);
	char text[600];

	for (ULONG32 i = 0; i < l->NumberOfModules; i++) {
		const MINIDUMP_MODULE *m = &l->Modules[i];
		const MINIDUMP_STRING *s = core_at(m->ModuleNameRva, 4);
		size_t n = s->Length / 2;

		core_at(m->ModuleNameRva, 4 + s->Length);
		if (address < m->BaseOfImage ||
		    address >= m->BaseOfImage + m->SizeOfImage)
			continue;
		CHECK(n < sizeof text);
		for (size_t k = 0; k < n; k++)
			text[k] = (char)s->Buffer[k];
		text[n] = '\0';
		n = strlen(name);
		return (strlen(text) >= n &&
		    strcasecmp(text + strlen(text) - n, name) == 0);
	}
	return (0);
}

/* Reads ./core and takes it away. */
static inline void
core_take(void)
{
	struct stat st;
	int fd;

	free(core.data);
	CHECK_OK((fd = open("core", O_RDONLY | O_NOFOLLOW)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(S_ISREG(st.st_mode));
	core.size = (size_t)st.st_size;
	CHECK((core.data = malloc(core.size)) != NULL);
	CHECK_INT(read(fd, core.data, core.size), st.st_size);
	CHECK_OK(close(fd) == 0);
	CHECK_INT(((const MINIDUMP_HEADER *)core_at(0, 32))->Signature,
	    CORE_MAGIC);
	CHECK_OK(unlink("core") == 0);
}

static inline void
core_limit(rlim_t soft)
{
	struct rlimit r = { soft, RLIM_INFINITY };

	CHECK_OK(setrlimit(RLIMIT_CORE, &r) == 0);
}

/* A folder of its own, empty but for what the test puts there. */
static inline void
core_folder(void)
{
	static char dir[] = "core-XXXXXX";

	CHECK_OK(mkdtemp(dir) != NULL && chdir(dir) == 0);
}

/* That child ends by sig, with a core file or without. */
static inline void
core_expect(pid_t pid, int sig, int with)
{
	siginfo_t info;
	int status;

	CHECK_OK(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) == 0);
	CHECK_INT(info.si_code, with ? CLD_DUMPED : CLD_KILLED);
	CHECK_INT(info.si_status, sig);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), sig);
	CHECK_INT(!!WCOREDUMP(status), with);
	CHECK_INT(access("core", F_OK) == 0, with);
}

#endif
