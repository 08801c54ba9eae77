/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Users and groups (XBD <pwd.h>, <grp.h>): /etc/passwd and /etc/group first,
 * then what Windows knows.  Not found is NULL with errno as it was.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account/room.h"
#include "file/room.h"
#include "mm/room.h"
#include "nt/process.h"
#include "nt/token.h"
#include "thread/room.h"

#define USERS_GROUP	0x30201u	/* S-1-5-21-...-513 */
#define ENTRY_MAX	65536		/* of a static entry: the most */

struct text {
	char *s;
	size_t len;
};

/* The whole file; one that cannot be read is empty. */
static struct text
load(const char *name)
{
	struct text t = { NULL, 0 };
	struct path *p = mm_alloc(sizeof *p);
	struct file *f;
	struct stat st;
	long n;

	if (p != NULL && path_resolve(p, NULL, name) == 0 &&
	    file_open(&f, p, O_RDONLY, 0) == 0) {
		if (f->ops->stat(f, &st) == 0 && S_ISREG(st.st_mode) &&
		    st.st_size > 0 && st.st_size < 1 << 24)
			t.s = mm_alloc((size_t)st.st_size);
		while (t.s != NULL && t.len < (size_t)st.st_size &&
		    (n = f->ops->read(f, t.s + t.len,
		    (size_t)st.st_size - t.len, -1)) > 0)
			t.len += (size_t)n;
		file_unref(f);
	}
	mm_free(p);
	return t;
}

/* An account of Windows' in passwd's words. */
static int
put_passwd(const struct account *a, struct passwd *out, char *buf,
    size_t size)
{
	uint32_t gid = a->id == account_uid() ? account_gid() : USERS_GROUP;
	int n;

	n = snprintf(buf, size, "%s:*:%u:%u:U-%s\\%s,%s:/home/%s:/bin/sh",
	    a->name, (unsigned)a->id, (unsigned)gid, a->domain, a->name,
	    a->sid, a->name);
	if (n < 0 || (size_t)n >= size)
		return -ERANGE;
	return account_parse_passwd(buf, out) < 0 ? -ENOENT : 1;
}

static int
put_group(const struct account *a, struct group *out, char *buf, size_t size)
{
	size_t pad = -(uintptr_t)buf % sizeof(char *);
	int n;

	if (size < pad + sizeof(char *))
		return -ERANGE;
	n = snprintf(buf + pad + sizeof(char *), size - pad - sizeof(char *),
	    "%s:%s:%u:", a->name, a->sid, (unsigned)a->id);
	if (n < 0 || (size_t)n >= size - pad - sizeof(char *))
		return -ERANGE;
	return account_parse_group(buf + pad + sizeof(char *), out,
	    (char **)(void *)(buf + pad), 1) < 0 ? -ENOENT : 1;
}

/* 1: found; 0: there is none; -ERANGE: buf is too small. */
static int
find_passwd(const struct account_key *key, struct passwd *out, char *buf,
    size_t size)
{
	struct text t = load("/etc/passwd");
	struct account a;
	size_t at = 0;
	int r;

	r = account_find_passwd(t.s, t.len, &at, key, out, buf, size);
	mm_free(t.s);
	if (r != 0)
		return r;
	r = key->name != NULL ? account_by_name(key->name, &a) :
	    account_by_id(key->id, &a);
	if (r < 0 || (!a.is_user && a.id != account_uid()))
		return 0;
	r = put_passwd(&a, out, buf, size);
	return r == -ENOENT ? 0 : r;
}

static int
find_group(const struct account_key *key, struct group *out, char *buf,
    size_t size)
{
	struct text t = load("/etc/group");
	struct account a;
	size_t at = 0;
	int r;

	r = account_find_group(t.s, t.len, &at, key, out, buf, size);
	mm_free(t.s);
	if (r != 0)
		return r;
	r = key->name != NULL ? account_by_name(key->name, &a) :
	    account_by_id(key->id, &a);
	if (r < 0 || (a.is_user && a.id != account_gid()))
		return 0;
	r = put_group(&a, out, buf, size);
	return r == -ENOENT ? 0 : r;
}

/* XSH getpwnam_r(): ERANGE; not found is 0 and a NULL. */
long
sys_getpwnam_r(const char *name, struct passwd *out, char *buf, size_t size,
    struct passwd **result)
{
	struct account_key key = { name, 0 };
	int r = find_passwd(&key, out, buf, size);

	*result = r > 0 ? out : NULL;
	return r < 0 ? r : 0;
}

long
sys_getpwuid_r(uid_t uid, struct passwd *out, char *buf, size_t size,
    struct passwd **result)
{
	struct account_key key = { NULL, uid };
	int r = find_passwd(&key, out, buf, size);

	*result = r > 0 ? out : NULL;
	return r < 0 ? r : 0;
}

long
sys_getgrnam_r(const char *name, struct group *out, char *buf, size_t size,
    struct group **result)
{
	struct account_key key = { name, 0 };
	int r = find_group(&key, out, buf, size);

	*result = r > 0 ? out : NULL;
	return r < 0 ? r : 0;
}

long
sys_getgrgid_r(gid_t gid, struct group *out, char *buf, size_t size,
    struct group **result)
{
	struct account_key key = { NULL, gid };
	int r = find_group(&key, out, buf, size);

	*result = r > 0 ? out : NULL;
	return r < 0 ? r : 0;
}

/*
 * The static entries of the calls without _r, and the enumerations.  Fork
 * class: copy.
 */
struct listing {
	struct text file;
	size_t at;		/* in the file */
	unsigned more;		/* of Windows' accounts behind it */
	int open;
};
static struct passwd pw_entry;
static struct group gr_entry;
static char *pw_buf, *gr_buf;
static size_t pw_size, gr_size;
static struct listing pw_list, gr_list;

/* Makes the buffer bigger after -ERANGE; -ENOMEM. */
static int
grow(char **buf, size_t *size)
{
	size_t n = *size == 0 ? 1024 : *size * 4;
	char *more = n > ENTRY_MAX * 4 ? NULL : mm_alloc(n);

	if (more == NULL)
		return -ENOMEM;
	mm_free(*buf);
	*buf = more;
	*size = n;
	return 0;
}

static long
static_passwd(const struct account_key *key)
{
	int r = -ERANGE;

	while (pw_size == 0 || (r = find_passwd(key, &pw_entry, pw_buf,
	    pw_size)) == -ERANGE)
		if ((r = grow(&pw_buf, &pw_size)) < 0)
			return r;
	return r > 0 ? (long)&pw_entry : r;
}

static long
static_group(const struct account_key *key)
{
	int r = -ERANGE;

	while (gr_size == 0 || (r = find_group(key, &gr_entry, gr_buf,
	    gr_size)) == -ERANGE)
		if ((r = grow(&gr_buf, &gr_size)) < 0)
			return r;
	return r > 0 ? (long)&gr_entry : r;
}

long
sys_getpwnam(const char *name)
{
	return static_passwd(&(struct account_key){ name, 0 });
}

long
sys_getpwuid(uid_t uid)
{
	return static_passwd(&(struct account_key){ NULL, uid });
}

long
sys_getgrnam(const char *name)
{
	return static_group(&(struct account_key){ name, 0 });
}

long
sys_getgrgid(gid_t gid)
{
	return static_group(&(struct account_key){ NULL, gid });
}

static void
rewind_list(struct listing *l)
{
	mm_free(l->file.s);
	memset(l, 0, sizeof *l);
}

static void
open_list(struct listing *l, const char *file)
{
	if (l->open)
		return;
	l->file = load(file);
	l->open = 1;
}

/* Does the file name it already? */
static int
listed_passwd(uint32_t id)
{
	struct account_key key = { NULL, id };
	char buf[1024];
	struct passwd pw;
	size_t at = 0;

	return account_find_passwd(pw_list.file.s, pw_list.file.len, &at,
	    &key, &pw, buf, sizeof buf) != 0;
}

static int
listed_group(uint32_t id)
{
	struct account_key key = { NULL, id };
	char buf[4096];
	struct group gr;
	size_t at = 0;

	return account_find_group(gr_list.file.s, gr_list.file.len, &at,
	    &key, &gr, buf, sizeof buf) != 0;
}

/* Behind the file's: this process' own user.  1, 0, -ERANGE. */
static int
next_passwd(void)
{
	struct account a;
	size_t was = pw_list.at;
	int r;

	r = account_find_passwd(pw_list.file.s, pw_list.file.len,
	    &pw_list.at, NULL, &pw_entry, pw_buf, pw_size);
	if (r == -ERANGE)
		pw_list.at = was;
	if (r != 0 || pw_list.more > 0)
		return r;
	if (listed_passwd(account_uid()) ||
	    account_by_id(account_uid(), &a) < 0)
		r = 0;
	else
		r = put_passwd(&a, &pw_entry, pw_buf, pw_size);
	if (r != -ERANGE)
		pw_list.more++;
	return r == -ENOENT ? 0 : r;
}

/* Behind the file's: the groups this process is in. */
static int
next_group(void)
{
	gid_t own[NGROUPS_MAX];
	struct account a;
	size_t was = gr_list.at;
	long n;
	int r;

	r = account_find_group(gr_list.file.s, gr_list.file.len, &gr_list.at,
	    NULL, &gr_entry, gr_buf, gr_size);
	if (r == -ERANGE)
		gr_list.at = was;
	if (r != 0)
		return r;
	n = account_groups(own, NGROUPS_MAX);
	for (; (long)gr_list.more < n; gr_list.more++) {
		if (listed_group(own[gr_list.more]) ||
		    account_by_id(own[gr_list.more], &a) < 0)
			continue;
		r = put_group(&a, &gr_entry, gr_buf, gr_size);
		if (r > 0)
			gr_list.more++;
		if (r != -ENOENT)
			return r;
	}
	return 0;
}

long
sys_getpwent(void)
{
	int r = -ERANGE;

	open_list(&pw_list, "/etc/passwd");
	while (pw_size == 0 || (r = next_passwd()) == -ERANGE)
		if ((r = grow(&pw_buf, &pw_size)) < 0)
			return r;
	return r > 0 ? (long)&pw_entry : r;
}

long
sys_setpwent(void)
{
	rewind_list(&pw_list);
	return 0;
}

long
sys_endpwent(void)
{
	rewind_list(&pw_list);
	return 0;
}

/* As on BSD: always open, so stayopen changes nothing; 1 is success. */
long
sys_setpassent(int stayopen)
{
	rewind_list(&pw_list);
	return 1;
}

long
sys_getgrent(void)
{
	int r = -ERANGE;

	open_list(&gr_list, "/etc/group");
	while (gr_size == 0 || (r = next_group()) == -ERANGE)
		if ((r = grow(&gr_buf, &gr_size)) < 0)
			return r;
	return r > 0 ? (long)&gr_entry : r;
}

long
sys_setgrent(void)
{
	rewind_list(&gr_list);
	return 0;
}

long
sys_endgrent(void)
{
	rewind_list(&gr_list);
	return 0;
}

long
sys_setgroupent(int stayopen)
{
	rewind_list(&gr_list);
	return 1;
}

/* As on Linux: is the process in that group? */
long
sys_group_member(gid_t gid)
{
	return account_in_group(gid);
}

static int
is_member(const struct group *g, const char *user)
{
	for (char **m = g->gr_mem; *m != NULL; m++)
		if (strcmp(*m, user) == 0)
			return 1;
	return 0;
}

static int
add(gid_t gid, gid_t *list, int have, int max)
{
	for (int i = 0; i < have && i < max; i++)
		if (list[i] == gid)
			return have;
	if (have < max)
		list[have] = gid;
	return have + 1;
}

/* Own groups of Windows', if user is this process' own. */
static int
add_own(const char *user, gid_t *list, int have, int max)
{
	gid_t own[NGROUPS_MAX];
	char buf[1024];
	struct passwd pw, *found;
	long n;

	if (sys_getpwnam_r(user, &pw, buf, sizeof buf, &found) < 0 ||
	    found == NULL || pw.pw_uid != account_uid() ||
	    (n = account_groups(own, NGROUPS_MAX)) < 0)
		return have;
	for (long i = 0; i < n; i++)
		have = add(own[i], list, have, max);
	return have;
}

/* As on Linux and the BSDs: -1 without errno where *n is too small. */
long
sys_getgrouplist(const char *user, gid_t gid, gid_t *list, int *n)
{
	struct text t = load("/etc/group");
	char *buf = mm_alloc(ENTRY_MAX);
	gid_t all[NGROUPS_MAX];
	struct group g;
	size_t at = 0;
	int have, max = *n;

	have = add(gid, all, 0, NGROUPS_MAX);
	while (buf != NULL && account_find_group(t.s, t.len, &at, NULL, &g,
	    buf, ENTRY_MAX) != 0)
		if (is_member(&g, user))
			have = add(g.gr_gid, all, have, NGROUPS_MAX);
	mm_free(buf);
	mm_free(t.s);
	have = add_own(user, all, have, NGROUPS_MAX);
	if (have > NGROUPS_MAX)
		have = NGROUPS_MAX;
	for (int i = 0; i < have && i < max; i++)
		list[i] = all[i];
	*n = have;
	return have <= max ? have : -1;
}

/* A process is in the groups its token says: others are EPERM. */
long
sys_setgroups(int n, const gid_t *list)
{
	if (n < 0 || n > NGROUPS_MAX)
		return -EINVAL;
	if (n > 0 && list == NULL)
		return -EFAULT;
	return account_keep_groups(list, (size_t)n);
}

long
sys_initgroups(const char *user, gid_t gid)
{
	gid_t list[NGROUPS_MAX];
	int n = NGROUPS_MAX;

	if (sys_getgrouplist(user, gid, list, &n) < 0)
		return -EINVAL;
	return sys_setgroups(n, list);
}

/*
 * The ids of a process are those of a token: its own, or one that somebody
 * logged on for (cygwin_set_impersonation_token()), which all its threads show
 * and what it executes has.  Real and saved ids are one.  (XSH setuid(): EPERM
 * for any other.)
 */
static long
act_as(uid_t uid, int all)
{
	struct thr_host *h;
	nt_handle thread;
	int r;

	thr_may_block();	/* a child in place has its parent's threads */
	if ((r = account_act_as(uid, all)) <= 0)
		return r;
	thr_hosts_lock();
	for (h = thr_hosts(); h != NULL; h = h->next)
		if ((thread = thr_host_thread(h)) != NULL)
			nt_thread_acts(thread);
	thr_hosts_unlock();
	return nt_thread_acts(NULL);
}

/* Is that one of the ids that there are, or none? */
static int
is_own_uid(uid_t id)
{
	return id == (uid_t)-1 || id == account_real_uid() ||
	    id == account_uid();
}

static long
set_uids(uid_t r, uid_t e, uid_t s)
{
	if (e == (uid_t)-1)
		return is_own_uid(r) && is_own_uid(s) ? 0 : -EPERM;
	if ((r != e && !is_own_uid(r)) || (s != e && !is_own_uid(s)))
		return -EPERM;
	return act_as(e, r == e);
}

/* What the token says stays so, whatever of it is asked for. */
static int
is_own_gid(gid_t id)
{
	return id == (gid_t)-1 || id == account_real_gid() ||
	    (nt_offered() != NULL ? account_may_be_in(id) :
	    id == account_gid());
}

static long
set_gids(gid_t r, gid_t e, gid_t s)
{
	return is_own_gid(r) && is_own_gid(e) && is_own_gid(s) ? 0 : -EPERM;
}

long
sys_setuid(uid_t uid)
{
	return uid == (uid_t)-1 ? -EINVAL : act_as(uid, 1);
}

long
sys_seteuid(uid_t uid)
{
	return uid == (uid_t)-1 ? -EINVAL : act_as(uid, 0);
}

long
sys_setgid(gid_t gid)
{
	return gid == (gid_t)-1 ? -EINVAL : set_gids(gid, gid, gid);
}

long
sys_setegid(gid_t gid)
{
	return sys_setgid(gid);
}

long
sys_setreuid(uid_t r, uid_t e)
{
	return set_uids(r, e, e);
}

long
sys_setregid(gid_t r, gid_t e)
{
	return set_gids(r, e, e);
}

long
sys_setresuid(uid_t r, uid_t e, uid_t s)
{
	return set_uids(r, e, s);
}

long
sys_setresgid(gid_t r, gid_t e, gid_t s)
{
	return set_gids(r, e, s);
}

long
sys_getresuid(uid_t *r, uid_t *e, uid_t *s)
{
	if (r == NULL || e == NULL || s == NULL)
		return -EFAULT;
	*r = *s = account_real_uid();
	*e = account_uid();
	return 0;
}

long
sys_getresgid(gid_t *r, gid_t *e, gid_t *s)
{
	if (r == NULL || e == NULL || s == NULL)
		return -EFAULT;
	*r = *s = account_real_gid();
	*e = account_gid();
	return 0;
}

/* Nothing here runs with other rights than its caller's. */
long
sys_issetugid(void)
{
	return 0;
}

/* XSH getlogin_r(): ERANGE, ENXIO (a user without a name). */
long
sys_getlogin_r(char *name, size_t size)
{
	char buf[2048];
	struct passwd pw, *found;
	long r = sys_getpwuid_r(account_uid(), &pw, buf, sizeof buf, &found);

	if (r < 0 || found == NULL)
		return r < 0 ? r : -ENXIO;
	if (strlen(pw.pw_name) >= size)
		return -ERANGE;
	strcpy(name, pw.pw_name);
	return 0;
}

long
sys_getlogin(void)
{
	static char name[LOGIN_NAME_MAX];
	long r = sys_getlogin_r(name, sizeof name);

	return r < 0 ? r : (long)name;
}

/* A number that stays the machine's: from its name. */
long
sys_gethostid(void)
{
	char name[256];
	uint32_t h = 2166136261u;	/* FNV-1a */
	long n = nt_host_name(name, sizeof name);

	for (long i = 0; i < n; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return (int32_t)h;
}
