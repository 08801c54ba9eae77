/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Limits of this system (XBD <limits.h>). What a process can raise or lower
 * (open files, children) is not here: ask sysconf().
 */
#ifndef _SYS_SYSLIMITS_H_
#define _SYS_SYSLIMITS_H_

#define ARG_MAX		2097152
#define LINK_MAX	1024
#define MAX_CANON	4095
#define MAX_INPUT	4095
#define NAME_MAX	255
#define NGROUPS_MAX	1024
#define PATH_MAX	4096
#define PIPE_BUF	4096
#define IOV_MAX		1024

#define BC_BASE_MAX	99
#define BC_DIM_MAX	2048
#define BC_SCALE_MAX	99
#define BC_STRING_MAX	1000
#define COLL_WEIGHTS_MAX	10
#define EXPR_NEST_MAX	32
#define LINE_MAX	2048
#define RE_DUP_MAX	255

#endif /* _SYS_SYSLIMITS_H_ */
