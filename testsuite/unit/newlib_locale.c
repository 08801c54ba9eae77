/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/locale/name.c ../newlib/locale/picture.c */
/* Names of locales and pictures of dates, as POSIX has them and Windows. */
#include "unit.h"

#include <stdint.h>
#include <string.h>

#include "../newlib/locale/locale_impl.h"

int __locale_is_known(const char *name);

static const char *const windows[] = { "de", "de-DE", "en-US", "sr-Latn-RS",
    "sr-Cyrl-RS", "uz-Latn-UZ", "ca-ES", "ca-ES-valencia", "haw-US" };

static char asked[64];

static const char *
narrow(const uint16_t *s)
{
	size_t i;

	for (i = 0; s[i] != 0; i++)
		asked[i] = (char)s[i];
	asked[i] = '\0';
	return asked;
}

int
nt_nls_known(const uint16_t *locale)
{
	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++)
		if (strcmp(narrow(locale), windows[i]) == 0)
			return 1;
	return 0;
}

static void
name(const char *posix, const char *want)
{
	uint16_t out[LOCALE_NAME];
	int r = locale_windows_name(posix, out);

	CHECK(__locale_is_known(posix) == (want != NULL));
	CHECK((r == 0) == (want != NULL));
	if (r == 0 && strcmp(narrow(out), want) != 0) {
		fprintf(stderr, "%s: %s\n", posix, asked);
		CHECK(!"as wanted");
	}
}

static void
picture(const char *windows_form, int brief, const char *want, size_t max)
{
	uint16_t in[100], out[100];
	size_t i;

	for (i = 0; windows_form[i] != '\0'; i++)
		in[i] = (unsigned char)windows_form[i];
	in[i] = 0;
	if (strcmp(narrow(locale_picture(in, brief, out, max)), want) != 0) {
		fprintf(stderr, "%s: %s\n", windows_form, asked);
		CHECK(!"as wanted");
	}
}

int
main(void)
{
	name("de", "de");
	name("de_DE", "de-DE");
	name("de_DE.UTF-8", "de-DE");
	name("de_DE.ISO-8859-15@euro", "de-DE");
	name("de_DE@cjknarrow", "de-DE");
	name("haw_US", "haw-US");
	name("sr_RS@latin", "sr-Latn-RS");
	name("sr_RS.UTF-8", "sr-Cyrl-RS");
	name("uz_UZ", "uz-Latn-UZ");
	name("ca_ES@valencia", "ca-ES-valencia");
	name("de_DE@latin", NULL);
	name("de_AT", NULL);
	name("C", NULL);
	name("C.UTF-8", NULL);
	name("POSIX", NULL);
	name("", NULL);
	name("d", NULL);
	name("deut_DE", NULL);
	name("de_", NULL);
	name("de_D", NULL);
	name("de_DEU", NULL);
	name("de_DE@", NULL);
	name("de_DE@a-b", NULL);
	name("de_DE@abcdefghijklmnopqrstuvwxyzabcdefghijkl", NULL);

	picture("dddd, d. MMMM yyyy", 0, "%A, %d. %B %Y", 100);
	picture("dddd, d. MMMM yyyy", 1, "%a, %d. %b %Y", 100);
	picture("ddd dd-MMM-yy", 0, "%a %d-%b-%y", 100);
	picture("h:mm:ss tt", 0, "%I:%M:%S %p", 100);
	picture("HH'h'mm", 0, "%Hh%M", 100);
	picture("d 'de' MMMM", 0, "%d de %B", 100);
	picture("'o''clock' 100%", 0, "o'clock 100%%", 100);
	picture("gg yyyyy", 0, " %Y", 100);
	picture("'open", 0, "open", 100);
	picture("yyyy/MM/dd", 0, "%Y/%m/", 8);
	picture("", 0, "", 1);
	return 0;
}
