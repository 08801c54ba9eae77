/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stat() in one call of NT, where the system tells of a name without opening
 * it, and nothing is to be asked of a handle: no access list, nor the number
 * of a volume that is not known yet.  Links are opened, and whatever else is
 * not plain.
 */
#include "file/room_impl.h"

#include <errno.h>

#include "file/perm.h"
#include "lib/caps.h"

/* Volumes by drive letter, others first, that cannot be asked so; atomic. */
static volatile uint32_t refused;

static uint32_t
volume_bit(const struct path *p)
{
	int letter = disk_drive(p) & ~DISK_NOACL;

	return UINT32_C(1) << (letter >= 'A' && letter <= 'Z' ?
	    letter - 'A' + 1 : 0);
}

/* p's name as it stands. */
static int
ask(struct path *p, struct nt_stat *st)
{
	struct nt_name name = path_nt_name(p);
	int e = nt_stat_by_name(&name, st);

	if (e == -EOPNOTSUPP)
		__atomic_or_fetch(&refused, volume_bit(p), __ATOMIC_RELAXED);
	return e;
}

int
disk_stat_by_name(struct path *p, struct nt_stat *st, uint32_t *device)
{
	uint32_t exchanges = disk_exchange_count();
	struct nt_name name;
	int e;

	if (p->kind != PATH_DISK || p->at_mount ||
	    (refused & volume_bit(p)) != 0 || perm_possible(disk_drive(p)) ||
	    !disk_device_known(p, device))
		return 0;
	e = ask(p, st);
	if (e == -ENOENT && !p->must_be_dir && path_add_exe(p) &&
	    (e = ask(p, st)) < 0)
		path_drop_exe(p);
	/* What is not there may be changing names (exchange.c). */
	if (e == -ENOENT && (exchanges & 1) == 0 &&
	    disk_exchange_count() == exchanges)
		return p->must_be_dir && path_is_program(p) ? -ENOTDIR : e;
	if (e < 0)
		return 0;
	name = path_nt_name(p);
	return !path_may_be_link(&name, st->attributes) &&
	    (!p->must_be_dir || (st->attributes & NT_ATTR_DIRECTORY) != 0);
}
