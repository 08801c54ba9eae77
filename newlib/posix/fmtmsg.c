/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fmtmsg() (XSH): a message of fixed form to standard error (MM_PRINT) and
 * the console (MM_CONSOLE). The environment variable MSGVERB selects parts
 * of the first.
 */
#include <errno.h>
#include <fcntl.h>
#include <fmtmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum part { LABEL = 1, SEVERITY = 2, TEXT = 4, ACTION = 8, TAG = 16 };

/* The parts that MSGVERB names; all if it is not as it should be. */
static int
verb_parts(void)
{
	static const char *const names[] =
	    { "label", "severity", "text", "action", "tag" };
	const char *v = getenv("MSGVERB");
	int parts = 0, i;
	size_t n;

	while (v != NULL && *v != '\0') {
		n = strcspn(v, ":");
		for (i = 0; i < 5; i++)
			if (strlen(names[i]) == n &&
			    strncmp(v, names[i], n) == 0)
				break;
		if (i == 5)
			return LABEL | SEVERITY | TEXT | ACTION | TAG;
		parts |= 1 << i;
		v += n;
		v += *v == ':';
	}
	return parts != 0 ? parts : LABEL | SEVERITY | TEXT | ACTION | TAG;
}

static const char *
severity_name(int s)
{
	switch (s) {
	case MM_HALT:
		return "HALT";
	case MM_ERROR:
		return "ERROR";
	case MM_WARNING:
		return "WARNING";
	case MM_INFO:
		return "INFO";
	default:
		return NULL;
	}
}

/* Writes one message; 0 or -1. */
static int
put_message(int fd, const char *label, const char *sev, const char *text,
    const char *action, const char *tag)
{
	int head = label != NULL || sev != NULL || text != NULL;
	int n;

	n = dprintf(fd, "%s%s%s%s%s%s%s%s%s%s\n",
	    label != NULL ? label : "",
	    label != NULL && (sev != NULL || text != NULL) ? ": " : "",
	    sev != NULL ? sev : "",
	    sev != NULL && text != NULL ? ": " : "",
	    text != NULL ? text : "",
	    head && (action != NULL || tag != NULL) ? "\n" : "",
	    action != NULL ? "TO FIX: " : "", action != NULL ? action : "",
	    action != NULL && tag != NULL ? "  " : "",
	    tag != NULL ? tag : "");
	return n < 0 ? -1 : 0;
}

/* A label is up to 10 characters, a colon, up to 14 more. */
static int
label_ok(const char *label)
{
	const char *colon;

	if (label == MM_NULLLBL)
		return 1;
	colon = strchr(label, ':');
	return colon != NULL && colon - label <= 10 && strlen(colon + 1) <= 14;
}

int
fmtmsg(long class, const char *label, int severity, const char *text,
    const char *action, const char *tag)
{
	const char *sev = severity_name(severity);
	int parts, fd, saved = errno, failed = 0;

	if (!label_ok(label) || (sev == NULL && severity != MM_NULLSEV))
		return MM_NOTOK;
	if (class & MM_PRINT) {
		parts = verb_parts();
		if (put_message(STDERR_FILENO, parts & LABEL ? label : NULL,
		    parts & SEVERITY ? sev : NULL, parts & TEXT ? text : NULL,
		    parts & ACTION ? action : NULL,
		    parts & TAG ? tag : NULL) != 0)
			failed |= MM_NOMSG;
	}
	if (class & MM_CONSOLE) {
		fd = open("/dev/console", O_WRONLY | O_NOCTTY | O_CLOEXEC);
		if (fd < 0 || put_message(fd, label, sev, text, action,
		    tag) != 0)
			failed |= MM_NOCON;
		if (fd >= 0)
			close(fd);
	}
	errno = saved;
	if (failed == (MM_NOMSG | MM_NOCON))
		return MM_NOTOK;
	return failed != 0 ? failed : MM_OK;
}
