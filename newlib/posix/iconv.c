/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * iconv() (XSH of POSIX.1-2024, with the suffixes //IGNORE, //TRANSLIT and
 * //NON_IDENTICAL_DISCARD). Everything goes through Unicode. The encodings
 * are in iconv_enc.h; newlib/README.md says why this is not GNU libiconv.
 */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "iconv_enc.h"

struct conversion {
	struct iconv_enc	from, to;
	int			ignore;		/* skip what is not valid */
	int			discard;	/* skip what to lacks */
	int			translit;	/* put '?' for what to lacks */
};

static int
find(const char *name, struct iconv_enc *e)
{
	const char *slash = strstr(name, "//");

	return iconv_enc_find(name, slash != NULL ? (size_t)(slash - name) :
	    strlen(name), e);
}

/* 0, or -1: not a suffix. */
static int
parse_suffixes(const char *name, struct conversion *c)
{
	const char *s = strstr(name, "//");
	size_t n;

	while (s != NULL && *s != '\0') {
		s += strspn(s, "/,");
		n = strcspn(s, "/,");
		if (n == 6 && strncasecmp(s, "IGNORE", 6) == 0)
			c->ignore = c->discard = 1;
		else if (n == 8 && strncasecmp(s, "TRANSLIT", 8) == 0)
			c->translit = 1;
		else if (n == 21 &&
		    strncasecmp(s, "NON_IDENTICAL_DISCARD", 21) == 0)
			c->discard = 1;
		else if (n != 0)
			return -1;
		s += n;
	}
	return 0;
}

/* EINVAL: not known; ENOMEM. */
iconv_t
iconv_open(const char *to, const char *from)
{
	struct conversion *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return (iconv_t)-1;
	if (find(from, &c->from) != 0 || find(to, &c->to) != 0 ||
	    parse_suffixes(to, c) != 0) {
		free(c);
		errno = EINVAL;
		return (iconv_t)-1;
	}
	errno = EINVAL;			/* or calloc's ENOMEM */
	if (iconv_enc_open(&c->from) != 0 || iconv_enc_open(&c->to) != 0) {
		iconv_close((iconv_t)c);
		return (iconv_t)-1;
	}
	return (iconv_t)c;
}

int
iconv_close(iconv_t cd)
{
	struct conversion *c = (struct conversion *)cd;
	int saved = errno;

	iconv_enc_close(&c->from);
	iconv_enc_close(&c->to);
	free(c);
	errno = saved;
	return 0;
}

/*
 * Writes ch. 0, 1 if something else or nothing stands for it, or -1 with
 * errno.
 */
static int
put(struct conversion *c, uint32_t ch, unsigned char **out, size_t *outn)
{
	int n = iconv_encode(&c->to, ch, *out, *outn), lossy = 0;

	if (n == ENC_INVALID && c->translit) {
		lossy = 1;
		n = iconv_encode(&c->to, '?', *out, *outn);
	}
	if (n == ENC_INVALID && c->discard)
		return 1;
	if (n < 0) {
		errno = n == ENC_INCOMPLETE ? E2BIG : EILSEQ;
		return -1;
	}
	*out += n;
	*outn -= (size_t)n;
	return lossy;
}

/*
 * Returns how many characters were not converted identically, or -1: E2BIG,
 * EILSEQ (the input is invalid, or the target lacks the character), EINVAL
 * (it ends inside a character).
 */
size_t
iconv(iconv_t cd, char **restrict in, size_t *restrict inn,
    char **restrict out, size_t *restrict outn)
{
	struct conversion *c = (struct conversion *)cd;
	const unsigned char *p;
	unsigned char *q;
	struct iconv_enc before;
	uint32_t ch;
	size_t count = 0;
	int n, r;

	if (in == NULL || *in == NULL) {	/* no set has shift states */
		iconv_enc_reset(&c->from);
		iconv_enc_reset(&c->to);
		return 0;
	}
	while (*inn > 0) {
		p = (const unsigned char *)*in;
		q = (unsigned char *)*out;
		before = c->from;
		n = iconv_decode(&c->from, p, *inn, &ch);
		if (n == ENC_INVALID && c->ignore) {
			n = 1;
			ch = UINT32_MAX;
			count++;
		}
		if (n < 0) {
			errno = n == ENC_INVALID ? EILSEQ : EINVAL;
			return (size_t)-1;
		}
		if (ch != UINT32_MAX) {
			r = put(c, ch, &q, outn);
			if (r < 0) {
				c->from = before;
				return (size_t)-1;
			}
			count += (size_t)r;
		}
		*out = (char *)q;
		*in += n;
		*inn -= (size_t)n;
	}
	return count;
}
