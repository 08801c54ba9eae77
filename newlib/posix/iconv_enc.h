/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Encodings: each turns bytes into characters and back. iconv_names.c knows
 * their names, iconv_enc.c the Unicode forms and the sets of one byte,
 * iconv_nls_nt.c the East Asian sets, through the code pages of Windows.
 */
#ifndef ISTHMUS_ICONV_ENC_H
#define ISTHMUS_ICONV_ENC_H

#include <stddef.h>
#include <stdint.h>

enum iconv_kind {
	ENC_ASCII, ENC_LATIN1, ENC_UTF8,
	ENC_UTF16, ENC_UTF16BE, ENC_UTF16LE,	/* UTF16: by the BOM */
	ENC_UCS2, ENC_UCS2BE, ENC_UCS2LE,	/* no pairs */
	ENC_UTF32, ENC_UTF32BE, ENC_UTF32LE,
	ENC_ISO8859, ENC_CP,			/* one byte, number: which */
	ENC_NLS					/* number: code page */
};

struct iconv_enc {
	enum iconv_kind	kind;
	int		number;
	int		little;		/* what the BOM said */
	int		started;	/* the BOM has been read or written */
	uint16_t	*high;		/* one byte: what 0x80 to 0xff are */
};

#define ENC_INCOMPLETE	(-2)
#define ENC_INVALID	(-1)

/* Fills *e for a name, without suffixes. 0, or -1: not known. */
int iconv_enc_find(const char *name, size_t len, struct iconv_enc *e);

/* Allocates tables. 0, or -1: no memory, or Windows lacks the code page. */
int iconv_enc_open(struct iconv_enc *e);
void iconv_enc_close(struct iconv_enc *e);
void iconv_enc_reset(struct iconv_enc *e);

/*
 * The character at p: its length, ENC_INCOMPLETE or ENC_INVALID. *c is
 * UINT32_MAX when there were bytes but no character (a BOM).
 */
int iconv_decode(struct iconv_enc *e, const unsigned char *p, size_t n,
    uint32_t *c);

/*
 * A character into at most n bytes: its length, ENC_INCOMPLETE if they are
 * too few, ENC_INVALID if the set does not have it.
 */
int iconv_encode(struct iconv_enc *e, uint32_t c, unsigned char *p, size_t n);

/* iconv_nls_nt.c; results as above. */
int iconv_nls_valid(int page);
int iconv_nls_decode(int page, const unsigned char *p, size_t n, uint32_t *c);
int iconv_nls_encode(int page, uint32_t c, unsigned char *p, size_t n);

#endif /* ISTHMUS_ICONV_ENC_H */
