/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc has no <ndbm.h> */
/*
 * A database of <ndbm.h>: records of any bytes are stored, replaced, found,
 * listed and deleted, also by who opens it later; two databases are apart;
 * one that was opened for reading is not written to.
 */
#include <fcntl.h>
#include <ndbm.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#define MANY	500

static datum
d(const void *p, size_t n)
{
	datum x = { .dptr = (void *)p, .dsize = n };

	return x;
}

static datum
s(const char *text)
{
	return d(text, strlen(text));
}

static void
fetched(DBM *db, datum key, datum want)
{
	datum got = dbm_fetch(db, key);

	CHECK(got.dptr != NULL);
	CHECK_INT(got.dsize, want.dsize);
	CHECK(memcmp(got.dptr, want.dptr, want.dsize) == 0);
}

static int
count(DBM *db)
{
	int n = 0;

	for (datum k = dbm_firstkey(db); k.dptr != NULL; k = dbm_nextkey(db))
		n++;
	return n;
}

int
main(void)
{
	char key[32], value[200];
	DBM *db, *other;
	struct stat st;

	CHECK_NULL_ERR(dbm_open("none", O_RDWR, 0), ENOENT);
	db = dbm_open("base", O_RDWR | O_CREAT, 0644);
	CHECK_OK(db != NULL);
	other = dbm_open("other", O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK_OK(other != NULL);
	CHECK_INT(count(db), 0);
	CHECK_INT(dbm_store(db, s("a"), s("one"), DBM_INSERT), 0);
	CHECK_INT(dbm_store(db, s("a"), s("two"), DBM_INSERT), 1);
	fetched(db, s("a"), s("one"));
	CHECK_INT(dbm_store(db, s("a"), s("two"), DBM_REPLACE), 0);
	fetched(db, s("a"), s("two"));
	CHECK_INT(dbm_store(db, d("\0\n\377", 3), d("\0", 1), DBM_INSERT), 0);
	fetched(db, d("\0\n\377", 3), d("\0", 1));
	CHECK(dbm_fetch(db, s("b")).dptr == NULL);
	CHECK(dbm_fetch(other, s("a")).dptr == NULL);
	for (int i = 0; i < MANY; i++) {
		snprintf(key, sizeof key, "key %d", i);
		memset(value, 'a' + i % 26, sizeof value);
		CHECK_INT(dbm_store(db, s(key), d(value, 1 + i % 200),
		    DBM_INSERT), 0);
	}
	CHECK_INT(count(db), MANY + 2);
	CHECK_INT(dbm_error(db), 0);
	dbm_close(db);
	dbm_close(other);

	db = dbm_open("base", O_RDONLY, 0);
	CHECK_OK(db != NULL);
	CHECK_INT(count(db), MANY + 2);
	memset(value, 'a' + 100 % 26, sizeof value);
	fetched(db, s("key 100"), d(value, 1 + 100));
	CHECK(dbm_store(db, s("x"), s("y"), DBM_INSERT) < 0);
	CHECK(dbm_delete(db, s("a")) < 0);
	dbm_clearerr(db);
	CHECK_INT(dbm_error(db), 0);
	dbm_close(db);

	db = dbm_open("base", O_RDWR, 0);
	CHECK_OK(db != NULL);
	for (int i = 0; i < MANY; i += 2) {
		snprintf(key, sizeof key, "key %d", i);
		CHECK_INT(dbm_delete(db, s(key)), 0);
	}
	CHECK(dbm_delete(db, s("key 0")) != 0);
	CHECK_INT(count(db), MANY / 2 + 2);
	dbm_close(db);
	CHECK_OK(stat("base.dir", &st) == 0 || stat("base.db", &st) == 0);
	return 0;
}
