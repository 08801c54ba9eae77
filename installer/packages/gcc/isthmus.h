/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * GCC target header of x86_64-isthmus-cygwin, read after all others of the
 * target: what differs from GCC's own idea of a 64-bit Cygwin-like system.
 */

/* Both names: upstream code asks for the first, our own for the second. */
#undef EXTRA_OS_CPP_BUILTINS
#define EXTRA_OS_CPP_BUILTINS()			\
	do {					\
		builtin_define("__CYGWIN__");	\
		builtin_define("__ISTHMUS__");	\
		builtin_define("__unix__");	\
		builtin_define("__unix");	\
	} while (0)

/*
 * Programs and DLLs can be loaded anywhere, above 4 GiB too.  operator new
 * and delete are not routed through the system DLL (no --wrap).
 */
#undef LINK_SPEC
#define LINK_SPEC						\
	"-m i386pep "						\
	"%{mwindows:--subsystem windows} "			\
	"%{mconsole:--subsystem console} "			\
	"%{shared:%{mdll:%eshared and mdll are not compatible}} " \
	"%{shared:--shared} %{mdll:--dll} "			\
	"%{static:-Bstatic;:-Bdynamic} "			\
	"%{shared|mdll:-e _cygwin_dll_entry} "			\
	"--dynamicbase --high-entropy-va --nxcompat "		\
	"%(shared_libgcc_undefs) "				\
	"--dll-search-prefix=cyg "				\
	"%{!shared:%{!mdll:--tsaware}}"
