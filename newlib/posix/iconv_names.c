/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of character sets. They are compared by their letters and digits,
 * without regard to case: utf8 is UTF-8, ISO8859-15 is ISO-8859-15. The
 * aliases are those of IANA's registry that are in common use.
 */
#include <ctype.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#include "iconv_enc.h"

struct name {
	const char	*name;
	enum iconv_kind	kind;
	int		number;
};

static const struct name names[] = {
	{ "UTF8", ENC_UTF8, 0 }, { "UTF16", ENC_UTF16, 0 },
	{ "UTF16BE", ENC_UTF16BE, 0 }, { "UTF16LE", ENC_UTF16LE, 0 },
	{ "WCHART", ENC_UTF16LE, 0 },
	{ "UCS2", ENC_UCS2, 0 }, { "ISO10646UCS2", ENC_UCS2, 0 },
	{ "UCS2BE", ENC_UCS2BE, 0 }, { "UNICODEBIG", ENC_UCS2BE, 0 },
	{ "UCS2LE", ENC_UCS2LE, 0 }, { "UNICODELITTLE", ENC_UCS2LE, 0 },
	{ "UCS2INTERNAL", ENC_UCS2LE, 0 },
	{ "UTF32", ENC_UTF32, 0 }, { "UTF32BE", ENC_UTF32BE, 0 },
	{ "UTF32LE", ENC_UTF32LE, 0 }, { "UCS4", ENC_UTF32BE, 0 },
	{ "ISO10646UCS4", ENC_UTF32BE, 0 }, { "UCS4BE", ENC_UTF32BE, 0 },
	{ "UCS4LE", ENC_UTF32LE, 0 }, { "UCS4INTERNAL", ENC_UTF32LE, 0 },
	{ "ASCII", ENC_ASCII, 0 }, { "USASCII", ENC_ASCII, 0 },
	{ "ANSIX341968", ENC_ASCII, 0 }, { "ANSIX341986", ENC_ASCII, 0 },
	{ "ISO646US", ENC_ASCII, 0 }, { "646", ENC_ASCII, 0 },
	{ "C", ENC_ASCII, 0 }, { "POSIX", ENC_ASCII, 0 },
	{ "ISO885911987", ENC_LATIN1, 0 }, { "LATIN1", ENC_LATIN1, 0 },
	{ "L1", ENC_LATIN1, 0 }, { "CP819", ENC_LATIN1, 0 },
	{ "LATIN2", ENC_ISO8859, 2 }, { "L2", ENC_ISO8859, 2 },
	{ "LATIN3", ENC_ISO8859, 3 }, { "LATIN4", ENC_ISO8859, 4 },
	{ "CYRILLIC", ENC_ISO8859, 5 }, { "ARABIC", ENC_ISO8859, 6 },
	{ "GREEK", ENC_ISO8859, 7 }, { "HEBREW", ENC_ISO8859, 8 },
	{ "LATIN5", ENC_ISO8859, 9 }, { "LATIN6", ENC_ISO8859, 10 },
	{ "LATIN7", ENC_ISO8859, 13 }, { "LATIN8", ENC_ISO8859, 14 },
	{ "LATIN9", ENC_ISO8859, 15 }, { "LATIN10", ENC_ISO8859, 16 },
	{ "KOI8R", ENC_CP, 20866 }, { "KOI8U", ENC_CP, 21866 },
	{ "KOI8T", ENC_CP, 103 }, { "PT154", ENC_CP, 102 },
	{ "GEORGIANPS", ENC_CP, 101 }, { "TIS620", ENC_CP, 874 },
	{ "SJIS", ENC_NLS, 932 }, { "SHIFTJIS", ENC_NLS, 932 },
	{ "CP932", ENC_NLS, 932 }, { "WINDOWS31J", ENC_NLS, 932 },
	{ "MSKANJI", ENC_NLS, 932 }, { "EUCJP", ENC_NLS, 20932 },
	{ "GBK", ENC_NLS, 936 }, { "CP936", ENC_NLS, 936 },
	{ "GB2312", ENC_NLS, 936 }, { "EUCCN", ENC_NLS, 936 },
	{ "GB18030", ENC_NLS, 54936 },
	{ "EUCKR", ENC_NLS, 949 }, { "CP949", ENC_NLS, 949 },
	{ "UHC", ENC_NLS, 949 }, { "KSC56011987", ENC_NLS, 949 },
	{ "BIG5", ENC_NLS, 950 }, { "CP950", ENC_NLS, 950 },
};

static int
set(struct iconv_enc *e, enum iconv_kind kind, int number)
{
	memset(e, 0, sizeof(*e));
	e->kind = kind;
	e->number = number;
	return 0;
}

/* Names with a number in them: ISO-8859-N, CPN, WINDOWS-N, IBMN. */
static int
numbered(const char *s, struct iconv_enc *e)
{
	static const short pages[] = { 437, 720, 737, 775, 850, 852, 855,
	    857, 858, 862, 866, 874, 1125, 1250, 1251, 1252, 1253, 1254,
	    1255, 1256, 1257, 1258 };
	static const char *const prefix[] = { "CP", "WINDOWS", "IBM", "MS" };
	char *end;
	long n;
	size_t i;

	if (strncmp(s, "ISO8859", 7) == 0 || strncmp(s, "8859", 4) == 0) {
		s += *s == 'I' ? 7 : 4;
		n = strtol(s, &end, 10);
		if (*end != '\0' || n < 1 || n > 16 || n == 12)
			return -1;
		return n == 1 ? set(e, ENC_LATIN1, 0) :
		    set(e, ENC_ISO8859, (int)n);
	}
	for (i = 0; i < sizeof(prefix) / sizeof(prefix[0]); i++)
		if (strncmp(s, prefix[i], strlen(prefix[i])) == 0)
			break;
	if (i == sizeof(prefix) / sizeof(prefix[0]))
		return -1;
	n = strtol(s + strlen(prefix[i]), &end, 10);
	if (*end != '\0')
		return -1;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (n == pages[i])
			return set(e, ENC_CP, (int)n);
	return -1;
}

int
iconv_enc_find(const char *name, size_t len, struct iconv_enc *e)
{
	char key[32];
	size_t i, n = 0;

	if (len == 0 || (len == 4 && strncmp(name, "char", 4) == 0)) {
		name = nl_langinfo(CODESET);	/* the locale's, as GNU's */
		len = strlen(name);
	}
	for (i = 0; i < len; i++) {
		if (!isalnum((unsigned char)name[i]))
			continue;
		if (n + 1 == sizeof(key))
			return -1;
		key[n++] = (char)toupper((unsigned char)name[i]);
	}
	key[n] = '\0';
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(key, names[i].name) == 0)
			return set(e, names[i].kind, names[i].number);
	return numbered(key, e);
}
