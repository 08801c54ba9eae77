/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * syslog() (XSH).  There is no daemon: each message is appended to
 * /var/log/syslog, whose folder has to exist; one write, so that lines of
 * several processes stay whole.  Where that cannot be, LOG_CONS writes it to
 * the console, and otherwise it is lost, as it is without a daemon.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define LOG_FILE	"/var/log/syslog"
#define LONGEST		2048

static struct {
	const char *ident;
	int option, mask;
	int fd;				/* -1: not open */
} state = { NULL, 0, 0xff, -1 };

static void
open_log(void)
{
	if (state.fd < 0)
		state.fd = open(LOG_FILE, O_WRONLY | O_APPEND | O_CREAT |
		    O_CLOEXEC | O_NOCTTY, 0644);
}

void
openlog(const char *ident, int option, int facility)
{
	(void)facility;
	state.ident = ident;
	state.option = option;
	if (option & LOG_NDELAY)
		open_log();
}

void
closelog(void)
{
	if (state.fd >= 0)
		close(state.fd);
	state.fd = -1;
	state.ident = NULL;
}

/* The former mask; 0 only asks. */
int
setlogmask(int mask)
{
	int former = state.mask;

	if (mask != 0)
		state.mask = mask;
	return former;
}

/* "%m" is the text of errno; other conversions are printf()'s. */
static void
put_error(char *out, size_t size, const char *format, int e)
{
	size_t n = 0;

	for (; *format != '\0' && n + 2 < size; format++) {
		if (format[0] == '%' && format[1] == 'm') {
			for (const char *s = strerror(e); *s != '\0' &&
			    n + 3 < size; s++) {
				if (*s == '%')
					out[n++] = '%';
				out[n++] = *s;
			}
			format++;
			continue;
		}
		out[n++] = *format;
		if (format[0] == '%' && format[1] != '\0')
			out[n++] = *++format;
	}
	out[n] = '\0';
}

/* "Nov 23 18:10:03 host ident[pid]: "; where the ident begins in *at. */
static size_t
put_head(char *line, size_t size, size_t *at)
{
	const char *ident = state.ident != NULL ? state.ident :
	    program_invocation_short_name;
	char host[64] = "localhost", when[32], pid[16] = "";
	time_t now = time(NULL);
	struct tm tm;
	int n;

	gethostname(host, sizeof host - 1);
	strftime(when, sizeof when, "%b %e %H:%M:%S",
	    localtime_r(&now, &tm));
	if (state.option & LOG_PID)
		snprintf(pid, sizeof pid, "[%d]", (int)getpid());
	n = snprintf(line, size, "%s %s %s%s: ", when, host, ident, pid);
	*at = strlen(when) + strlen(host) + 2;
	return (size_t)n < size ? (size_t)n : size - 1;
}

static void
write_console(const char *line, size_t n)
{
	int fd = open("/dev/console", O_WRONLY | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return;
	write(fd, line, n);
	close(fd);
}

void
vsyslog(int priority, const char *format, va_list ap)
{
	char line[LONGEST], text[LONGEST];
	int saved = errno;
	size_t n, at;
	int r;

	if ((priority & ~(LOG_PRIMASK | LOG_FACMASK)) != 0 ||
	    (LOG_MASK(LOG_PRI(priority)) & state.mask) == 0)
		return;
	put_error(text, sizeof text, format, saved);
	n = put_head(line, sizeof line - 2, &at);
	r = vsnprintf(line + n, sizeof line - 1 - n, text, ap);
	if (r > 0)
		n += (size_t)r < sizeof line - 1 - n ? (size_t)r :
		    sizeof line - 2 - n;
	if (line[n - 1] != '\n')
		line[n++] = '\n';
	if (state.option & LOG_PERROR)
		write(STDERR_FILENO, line + at, n - at);
	open_log();
	if ((state.fd < 0 || write(state.fd, line, n) < 0) &&
	    (state.option & LOG_CONS))
		write_console(line, n);
	errno = saved;
}

void
syslog(int priority, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsyslog(priority, format, ap);
	va_end(ap);
}
