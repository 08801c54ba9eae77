/* SPDX-License-Identifier: BSD-2-Clause */
#include "tree.h"

#include <errno.h>
#include <fts.h>

int
tree(char *name, int folders_last, int (*one)(const char *),
    int (*failed)(const char *))
{
	char *names[] = { name, NULL };
	FTS *fts = fts_open(names, FTS_COMFOLLOW | FTS_PHYSICAL |
	    FTS_NOCHDIR, NULL);
	int not_now = folders_last ? FTS_D : FTS_DP, e = 0;
	FTSENT *at;

	if (fts == NULL)
		return failed(name);
	while ((at = fts_read(fts)) != NULL)
		switch (at->fts_info) {
		case FTS_SL:
		case FTS_SLNONE:
			break;
		case FTS_DNR:
		case FTS_ERR:
		case FTS_NS:
			errno = at->fts_errno;
			e |= failed(at->fts_path);
			break;
		default:
			if (at->fts_info != not_now)
				e |= one(at->fts_path);
		}
	fts_close(fts);
	return e;
}
