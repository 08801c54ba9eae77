/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of the machine, as in Linux. Not in POSIX.
 */
#ifndef _SYS_SYSINFO_H
#define _SYS_SYSINFO_H

#include <sys/cdefs.h>

#define SI_LOAD_SHIFT	16

struct sysinfo {
	long		uptime;
	unsigned long	loads[3];
	unsigned long	totalram;
	unsigned long	freeram;
	unsigned long	sharedram;
	unsigned long	bufferram;
	unsigned long	totalswap;
	unsigned long	freeswap;
	unsigned short	procs;
	unsigned short	__pad;
	unsigned int	mem_unit;
	unsigned long	totalhigh;
	unsigned long	freehigh;
	unsigned long	__spare[2];
};

__BEGIN_DECLS

int sysinfo(struct sysinfo *__info);
int get_nprocs(void);
int get_nprocs_conf(void);
long get_avphys_pages(void);
long get_phys_pages(void);

__END_DECLS

#endif /* _SYS_SYSINFO_H */
