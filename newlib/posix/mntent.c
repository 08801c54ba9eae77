/* SPDX-License-Identifier: BSD-2-Clause */
/* <mntent.h>: reading and writing files in the form of /etc/fstab. */
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the DLL: what is mounted, in that form; counts as snprintf() does. */
extern unsigned long __isthmus_mounts_text(char *, unsigned long);

/* A stream of what is mounted. */
static FILE *
open_mounts(void)
{
	unsigned long n = __isthmus_mounts_text(NULL, 0);
	char *text = malloc(n + 1);
	FILE *fp = fmemopen(NULL, n + 1, "w+");

	if (text == NULL || fp == NULL ||
	    __isthmus_mounts_text(text, n + 1) > n ||
	    fputs(text, fp) == EOF) {
		if (fp != NULL)
			fclose(fp);
		fp = NULL;
	} else
		rewind(fp);
	free(text);
	return fp;
}

/* The table of what is mounted is there without being a file. */
FILE *
setmntent(const char *name, const char *mode)
{
	FILE *fp = fopen(name, mode);

	if (fp == NULL && mode[0] == 'r' && (strcmp(name, MOUNTED) == 0 ||
	    strcmp(name, "/proc/mounts") == 0 ||
	    strcmp(name, "/proc/self/mounts") == 0))
		fp = open_mounts();
	return fp;
}

int
endmntent(FILE *fp)
{
	if (fp != NULL)
		fclose(fp);
	return 1;
}

/* The next field at *p, with \040 and the like decoded; "" at the end. */
static char *
field(char **p)
{
	char *s = *p + strspn(*p, " \t"), *d = s, *start = s;

	while (*s != '\0' && *s != ' ' && *s != '\t') {
		if (s[0] == '\\' && s[1] >= '0' && s[1] <= '3' &&
		    s[2] >= '0' && s[2] <= '7' && s[3] >= '0' && s[3] <= '7') {
			*d++ = (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 |
			    (s[3] - '0'));
			s += 4;
		} else
			*d++ = *s++;
	}
	*p = *s != '\0' ? s + 1 : s;
	*d = '\0';
	return start;
}

struct mntent *
getmntent_r(FILE *fp, struct mntent *m, char *buf, int size)
{
	char *p;
	int c;

	for (;;) {
		if (fgets(buf, size, fp) == NULL)
			return NULL;
		if (strchr(buf, '\n') == NULL)	/* the rest of a long line */
			while ((c = getc(fp)) != EOF && c != '\n')
				continue;
		buf[strcspn(buf, "\n")] = '\0';
		p = buf + strspn(buf, " \t");
		if (*p != '\0' && *p != '#')
			break;
	}
	m->mnt_fsname = field(&p);
	m->mnt_dir = field(&p);
	m->mnt_type = field(&p);
	m->mnt_opts = field(&p);
	m->mnt_freq = atoi(field(&p));
	m->mnt_passno = atoi(field(&p));
	return m;
}

struct mntent *
getmntent(FILE *fp)
{
	static struct mntent m;
	static char buf[4096];

	return getmntent_r(fp, &m, buf, sizeof(buf));
}

static void
put_field(FILE *fp, const char *s, char end)
{
	for (; *s != '\0'; s++)
		if (strchr(" \t\n\\", *s) != NULL)
			fprintf(fp, "\\%03o", *s);
		else
			putc(*s, fp);
	putc(end, fp);
}

int
addmntent(FILE *fp, const struct mntent *m)
{
	if (fseek(fp, 0, SEEK_END) != 0)
		return 1;
	put_field(fp, m->mnt_fsname, ' ');
	put_field(fp, m->mnt_dir, ' ');
	put_field(fp, m->mnt_type, ' ');
	put_field(fp, m->mnt_opts, ' ');
	fprintf(fp, "%d %d\n", m->mnt_freq, m->mnt_passno);
	return fflush(fp) != 0 || ferror(fp) != 0;
}

char *
hasmntopt(const struct mntent *m, const char *opt)
{
	size_t n = strlen(opt);
	char *p = m->mnt_opts;

	while (p != NULL && *p != '\0') {
		if (strncmp(p, opt, n) == 0 &&
		    (p[n] == '\0' || p[n] == ',' || p[n] == '='))
			return p;
		p = strchr(p, ',');
		p = p != NULL ? p + 1 : NULL;
	}
	return NULL;
}
