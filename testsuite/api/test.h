/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What every API test includes.  A test is one program: exit status 0 is a
 * pass, 77 means "this system cannot be asked that", anything else a failure
 * whose reason is on stderr.
 */
#ifndef ISTHMUS_TEST_H
#define ISTHMUS_TEST_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define	TEST_UNSUPPORTED_EXIT	77

/* The condition must hold. */
#define	CHECK(cond) do {						\
	if (!(cond)) {							\
		fprintf(stderr, "%s:%d: not true: %s\n",		\
		    __FILE__, __LINE__, #cond);				\
		exit(1);						\
	}								\
} while (0)

/* The condition must hold; the reason names errno. */
#define	CHECK_OK(cond) do {						\
	errno = 0;							\
	if (!(cond)) {							\
		int test_e_ = errno;					\
		fprintf(stderr, "%s:%d: not true: %s (errno %d: %s)\n",	\
		    __FILE__, __LINE__, #cond, test_e_,			\
		    strerror(test_e_));					\
		exit(1);						\
	}								\
} while (0)

/* Both are integers and must be equal. */
#define	CHECK_INT(expr, want) do {					\
	long long test_g_ = (long long)(expr);				\
	long long test_w_ = (long long)(want);				\
	if (test_g_ != test_w_) {					\
		fprintf(stderr, "%s:%d: %s is %lld, not %lld\n",	\
		    __FILE__, __LINE__, #expr, test_g_, test_w_);	\
		exit(1);						\
	}								\
} while (0)

/* Both are strings and must be equal. */
#define	CHECK_STR(expr, want) do {					\
	const char *test_g_ = (expr);					\
	const char *test_w_ = (want);					\
	if (test_g_ == NULL || strcmp(test_g_, test_w_) != 0) {		\
		fprintf(stderr, "%s:%d: %s is \"%s\", not \"%s\"\n",	\
		    __FILE__, __LINE__, #expr,				\
		    test_g_ ? test_g_ : "(null)", test_w_);		\
		exit(1);						\
	}								\
} while (0)

/* The call must return -1 (or a null pointer) and set errno to e. */
#define	CHECK_ERR(expr, e) do {						\
	errno = 0;							\
	long long test_r_ = (long long)(expr);				\
	int test_e_ = errno;						\
	if (test_r_ != -1 || test_e_ != (e)) {				\
		fprintf(stderr, "%s:%d: %s gave %lld, errno %d (%s);"	\
		    " wanted -1 and %s\n", __FILE__, __LINE__, #expr,	\
		    test_r_, test_e_, strerror(test_e_), #e);		\
		exit(1);						\
	}								\
} while (0)

#define	CHECK_NULL_ERR(expr, e) do {					\
	errno = 0;							\
	const void *test_p_ = (expr);					\
	int test_e_ = errno;						\
	if (test_p_ != NULL || test_e_ != (e)) {			\
		fprintf(stderr, "%s:%d: %s gave %p, errno %d (%s);"	\
		    " wanted a null pointer and %s\n",			\
		    __FILE__, __LINE__, #expr, test_p_, test_e_,	\
		    strerror(test_e_), #e);				\
		exit(1);						\
	}								\
} while (0)

#define	UNSUPPORTED(why) do {						\
	fprintf(stderr, "unsupported: %s\n", (why));			\
	exit(TEST_UNSUPPORTED_EXIT);					\
} while (0)

#endif
