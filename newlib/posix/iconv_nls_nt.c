/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * East Asian character sets by the code pages of Windows: Microsoft Learn,
 * MultiByteToWideChar, WideCharToMultiByte, "Code Page Identifiers".
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "iconv_enc.h"

#define GB18030		54936

int
iconv_nls_valid(int page)
{
	return IsValidCodePage((UINT)page);
}

/* How long the character is that starts with these bytes. */
static int
char_length(int page, const unsigned char *p, size_t n)
{
	if (page == GB18030) {
		if (p[0] == 0x80 || p[0] == 0xff)
			return 1;
		if (n < 2)
			return 2;
		return p[1] >= '0' && p[1] <= '9' ? 4 : 2;
	}
	if (page == 20932 && p[0] == 0x8f)	/* EUC-JP: JIS X 0212 */
		return 3;
	if (page == 20932 && p[0] == 0x8e)	/* half-width katakana */
		return 2;
	return IsDBCSLeadByteEx((UINT)page, p[0]) ? 2 : 1;
}

int
iconv_nls_decode(int page, const unsigned char *p, size_t n, uint32_t *c)
{
	int len = char_length(page, p, n), got;
	char buf[4];
	WCHAR w[4];

	if (n < (size_t)len)
		return ENC_INCOMPLETE;
	for (got = 0; got < len; got++)
		buf[got] = (char)p[got];
	/* The page has JIS X 0212 in two bytes, the second one below 0x80. */
	if (page == 20932 && len == 3) {
		buf[0] = (char)p[1];
		buf[1] = (char)(p[2] & 0x7f);
		got = MultiByteToWideChar(20932, MB_ERR_INVALID_CHARS, buf, 2,
		    w, 4);
	} else
		got = MultiByteToWideChar((UINT)page, MB_ERR_INVALID_CHARS,
		    buf, len, w, 4);
	if (got == 1 && !(w[0] >= 0xd800 && w[0] < 0xe000))
		*c = w[0];
	else if (got == 2 && w[0] >= 0xd800 && w[0] < 0xdc00)
		*c = 0x10000 + ((uint32_t)(w[0] - 0xd800) << 10) +
		    (uint32_t)(w[1] - 0xdc00);
	else
		return ENC_INVALID;
	return len;
}

int
iconv_nls_encode(int page, uint32_t c, unsigned char *p, size_t n)
{
	BOOL lost = FALSE;
	unsigned char buf[8];
	WCHAR w[2];
	uint32_t back;
	int wn = 1, len, i;

	if (c >= 0x10000) {
		wn = 2;
		w[0] = (WCHAR)(0xd800 + ((c - 0x10000) >> 10));
		w[1] = (WCHAR)(0xdc00 + ((c - 0x10000) & 0x3ff));
	} else
		w[0] = (WCHAR)c;
	/* GB18030 takes neither flags nor a default character. */
	len = WideCharToMultiByte((UINT)page, page == GB18030 ? 0 :
	    WC_NO_BEST_FIT_CHARS, w, wn, (char *)buf, sizeof(buf), NULL,
	    page == GB18030 ? NULL : &lost);
	if (len <= 0 || lost)
		return ENC_INVALID;
	if (page == 20932 && len == 2 && buf[0] >= 0xa1 && buf[1] < 0x80) {
		buf[2] = buf[1] | 0x80;
		buf[1] = buf[0];
		buf[0] = 0x8f;
		len = 3;
	}
	/* Pages map more to a character than from it: it must come back. */
	if (iconv_nls_decode(page, buf, (size_t)len, &back) != len ||
	    back != c)
		return ENC_INVALID;
	if (n < (size_t)len)
		return ENC_INCOMPLETE;
	for (i = 0; i < len; i++)
		p[i] = buf[i];
	return len;
}
