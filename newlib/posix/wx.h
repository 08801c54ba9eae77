/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of wordexp() share. */
#ifndef NEWLIB_POSIX_WX_H
#define NEWLIB_POSIX_WX_H

#include <wordexp.h>
#include <stddef.h>

/*
 * A field in the making: its bytes, and for each whether it is quoted, so
 * that it is nothing special to pathname expansion.
 */
struct wx_text {
	char	*s;
	char	*quoted;
	size_t	n, room;
};

struct wx {
	wordexp_t	*out;		/* words that are finished */
	int		flags;		/* WRDE_* */
	size_t		room;		/* entries of out->we_wordv */
	struct wx_text	cur;
	int		have;		/* cur is a field, even if empty */
	int		after_white;	/* of IFS, which ended a field */
	int		nosplit;	/* fields are not split nor finished */
};

/* How deep ${a:-${b:-...}} may go. */
#define WX_DEPTH	64

/* All return 0 or WRDE_*. */
int wx_put(struct wx *, char c, int quoted);
int wx_value(struct wx *, const char *value, size_t n, int quoted);
int wx_words(struct wx *, const char *s, size_t n, int quoted, int depth);
int wx_dollar(struct wx *, const char **sp, const char *end, int quoted,
    int depth);
int wx_backquote(struct wx *, const char **sp, const char *end, int quoted);
int wx_arith(const char *expr, int flags, long *result);

/* The end of what stands between brackets, quotes heeded; NULL: none. */
const char *wx_skip(const char *s, const char *end, char close);

#endif /* NEWLIB_POSIX_WX_H */
