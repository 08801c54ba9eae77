/* SPDX-License-Identifier: BSD-2-Clause */
#include <search.h>

#include "test.h"

static int
cmp(const void *a, const void *b)
{
	return (strcmp(a, b));
}

static int walked;

static void
walk(const void *node, VISIT when, int level)
{
	walked += when == postorder || when == leaf;
}

int
main(void)
{
	void *root = NULL;
	char *w[] = { "m", "c", "x", "a", "d", "z" };
	for (int i = 0; i < 6; i++)
		CHECK(tsearch(w[i], &root, cmp) != NULL);
	CHECK(tsearch("m", &root, cmp) != NULL);
	CHECK(tfind("d", &root, cmp) != NULL);
	CHECK(tfind("e", &root, cmp) == NULL);
	twalk(root, walk);
	CHECK_INT(walked, 6);
	CHECK(tdelete("c", &root, cmp) != NULL);
	CHECK(tfind("c", &root, cmp) == NULL);
	CHECK(hcreate(50) != 0);
	ENTRY e = { "key", "data" }, *f;
	CHECK(hsearch(e, ENTER) != NULL);
	f = hsearch((ENTRY){ "key", NULL }, FIND);
	CHECK(f != NULL && strcmp(f->data, "data") == 0);
	CHECK(hsearch((ENTRY){ "none", NULL }, FIND) == NULL);
	hdestroy();
	int v[10] = { 1, 2 };
	size_t n = 2;
	int k = 2;
	CHECK(lfind(&k, v, &n, sizeof k, cmp) != NULL);
	return (0);
}
