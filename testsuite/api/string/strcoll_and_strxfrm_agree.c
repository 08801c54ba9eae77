/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	char x[100], y[100];
	const char *w[] = { "a", "B", "b", "\303\244", "zz" };
	for (int i = 0; i < 5; i++)
		for (int j = 0; j < 5; j++) {
			strxfrm(x, w[i], sizeof x);
			strxfrm(y, w[j], sizeof y);
			int c = strcoll(w[i], w[j]), s = strcmp(x, y);
			CHECK((c < 0) == (s < 0) && (c > 0) == (s > 0));
		}
	return (0);
}
