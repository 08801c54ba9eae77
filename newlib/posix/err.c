/* SPDX-License-Identifier: BSD-2-Clause */
/* BSD's <err.h> and GNU's <error.h>. */
#include <err.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char *program_invocation_name, *program_invocation_short_name;

void
vwarnx(const char *format, va_list ap)
{
	fprintf(stderr, "%s: ", program_invocation_short_name);
	if (format != NULL)
		vfprintf(stderr, format, ap);
	putc('\n', stderr);
}

void
vwarn(const char *format, va_list ap)
{
	int e = errno;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	if (format != NULL) {
		vfprintf(stderr, format, ap);
		fputs(": ", stderr);
	}
	fprintf(stderr, "%s\n", strerror(e));
}

void
verr(int code, const char *format, va_list ap)
{
	vwarn(format, ap);
	exit(code);
}

void
verrx(int code, const char *format, va_list ap)
{
	vwarnx(format, ap);
	exit(code);
}

void
warn(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vwarn(format, ap);
	va_end(ap);
}

void
warnx(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vwarnx(format, ap);
	va_end(ap);
}

void
err(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	verr(code, format, ap);
}

void
errx(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	verrx(code, format, ap);
}

unsigned int error_message_count;
int error_one_per_line;
void (*error_print_progname)(void);

static void
vreport(int status, int errnum, const char *file, unsigned int line,
    const char *format, va_list ap)
{
	fflush(stdout);
	if (error_print_progname != NULL)
		error_print_progname();
	else
		fprintf(stderr, "%s:%s", program_invocation_name,
		    file != NULL ? "" : " ");
	if (file != NULL)
		fprintf(stderr, "%s:%u: ", file, line);
	vfprintf(stderr, format, ap);
	error_message_count++;
	if (errnum != 0)
		fprintf(stderr, ": %s", strerror(errnum));
	putc('\n', stderr);
	fflush(stderr);
	if (status != 0)
		exit(status);
}

void
error(int status, int errnum, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vreport(status, errnum, NULL, 0, format, ap);
	va_end(ap);
}

void
error_at_line(int status, int errnum, const char *file, unsigned int line,
    const char *format, ...)
{
	static const char *last_file;
	static unsigned int last_line;
	va_list ap;

	if (error_one_per_line && line == last_line && file != NULL &&
	    last_file != NULL && strcmp(file, last_file) == 0)
		return;
	last_file = file;
	last_line = line;
	va_start(ap, format);
	vreport(status, errnum, file, line, format, ap);
	va_end(ap);
}
