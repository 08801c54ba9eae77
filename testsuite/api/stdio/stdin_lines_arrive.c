/* SPDX-License-Identifier: BSD-2-Clause */
/* stdin: first line */
/* stdin: 42 17 */
/* stdout: first line/59 */
#include "test.h"

int
main(void)
{
	char line[40];
	int a, b;
	CHECK(fgets(line, sizeof line, stdin) != NULL);
	line[strcspn(line, "\n")] = '/';
	CHECK_INT(scanf("%d%d", &a, &b), 2);
	printf("%s%d\n", line, a + b);
	CHECK_INT(getchar(), '\n');
	CHECK_INT(getchar(), EOF);
	return (0);
}
