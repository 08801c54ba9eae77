/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/sd.c file/sd_write.c account/sid.c */
/*
 * Any bytes as a security descriptor.  What was read and is written again
 * reads as the same mode, if every id it names has a SID.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "account/room.h"
#include "file/sd.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
long account_sid_by_rule(uint32_t, const uint32_t domain[3],
    unsigned char *);

static long
sid_of(uint32_t id, unsigned char *buf)
{
	return account_sid_by_rule(id, (const uint32_t[3]){ 1, 2, 3 }, buf);
}

/* Everyone as owner or group: a list cannot tell that from the others. */
static int
is_everyone(uint32_t id)
{
	static const unsigned char everyone[12] = { 1, 1, 0, 0, 0, 0, 0, 1 };
	unsigned char sid[68];

	return sid_of(id, sid) == sizeof everyone &&
	    memcmp(sid, everyone, sizeof everyone) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *sd = malloc(size + 1), *out = malloc(65536);
	struct sd_view v, w;
	long n;

	memcpy(sd, data, size);
	if (sd_read(sd, size, NULL, &v) == 0) {
		struct sd_new new = {
			.owner = v.owner, .group = v.group,
			.special = v.mode & 07000, .is_dir = data[0] & 1,
			.access = &v.access, .standard = &v.standard,
			.old = sd, .old_size = size, .keep_passed = 1,
			.sid_of = sid_of,
		};

		if (v.mode > 07777 || v.access.n < 3)
			abort();
		n = sd_write(out, 65536, &new);
		if (n > 0 && sd_read(out, (size_t)n, NULL, &w) < 0)
			abort();
		if (n > 0 && !sd_equal(out, (size_t)n, out, (size_t)n))
			abort();
		if (n > 0 && v.uid != v.gid && v.access.n == 3 &&
		    !is_everyone(v.uid) && !is_everyone(v.gid) &&
		    v.mode != w.mode)
			abort();
	}
	free(out);
	free(sd);
	return 0;
}
