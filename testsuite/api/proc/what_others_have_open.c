/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* again: ISTHMUS_FORK=eager */
/* cflags: -pthread */
/* /proc/PID of other processes, as lsof, pwdx, pgrep and fuser read it. */
#include "process/children.h"
#include <dirent.h>
#include <pthread.h>
#include <sys/resource.h>

#define FILES	40			/* of RLIMIT_NOFILE in the child */

static char name[256], link_text[4096];

static const char *
of(pid_t pid, const char *what)
{
	snprintf(name, sizeof name, "/proc/%d/%s", (int)pid, what);
	return name;
}

static const char *
of_fd(pid_t pid, int fd)
{
	char what[32];

	snprintf(what, sizeof what, "fd/%d", fd);
	return of(pid, what);
}

static const char *
link_of(const char *path)
{
	ssize_t n;

	CHECK_OK((n = readlink(path, link_text, sizeof link_text - 1)) > 0);
	link_text[n] = '\0';
	return link_text;
}

/* Text with NUL bytes in it: is that one of its strings? */
static int
has_string(const char *path, const char *want)
{
	static char text[65536];
	int fd = open(path, O_RDONLY), found = 0;
	ssize_t n;

	CHECK_OK(fd >= 0);
	CHECK_OK((n = read(fd, text, sizeof text - 1)) >= 0);
	close(fd);
	text[n] = '\0';
	for (char *s = text; s < text + n; s += strlen(s) + 1)
		found += strcmp(s, want) == 0;
	return found;
}

static int
has_text(const char *path, const char *want)
{
	static char text[1 << 20];
	size_t used = 0;
	ssize_t n;
	int fd = open(path, O_RDONLY);

	CHECK_OK(fd >= 0);
	while ((n = read(fd, text + used, sizeof text - 1 - used)) > 0)
		used += (size_t)n;
	close(fd);
	text[used] = '\0';
	return strstr(text, want) != NULL;
}

static int
same_file(const char *path, int fd)
{
	struct stat a, b;

	CHECK_OK(stat(path, &a) == 0 && fstat(fd, &b) == 0);
	return a.st_ino == b.st_ino && a.st_dev == b.st_dev &&
	    (a.st_mode & S_IFMT) == (b.st_mode & S_IFMT);
}

static void *
rests(void *arg)
{
	for (;;)
		pause();
	return arg;
}

/*
 * The program again: holds files open, in a folder, with a thread more, says
 * so and waits.
 */
static int
hold(int tell, int held)
{
	struct rlimit few = { FILES, FILES };
	pthread_t t;
	char ready = 'r';

	CHECK_OK(chdir("d") == 0);
	CHECK_INT(dup2(held, 20), 20);
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &few) == 0);
	CHECK_INT(pthread_create(&t, NULL, rests, NULL), 0);
	CHECK_INT(write(tell, &ready, 1), 1);
	rests(NULL);
	return 0;
}

static void
check_fds(pid_t pid, int tell, int held)
{
	char link[64];
	struct dirent *e;
	struct stat st;
	int seen = 0;
	DIR *d;

	CHECK_OK((d = opendir(of(pid, "fd"))) != NULL);
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.') {
			int fd = atoi(e->d_name);

			seen |= fd == 20 ? 1 : fd == held ? 2 :
			    fd == tell ? 4 : 0;
			CHECK_OK(lstat(of_fd(pid, fd), &st) == 0);
			CHECK(S_ISLNK(st.st_mode));
			link_of(of_fd(pid, fd));
		}
	closedir(d);
	CHECK_INT(seen, 7);
	CHECK_STR(strrchr(link_of(of_fd(pid, 20)), '/'), "/held");
	CHECK_INT(same_file(of_fd(pid, 20), held), 1);
	CHECK_STR(get_file(of_fd(pid, 20)), "some text");
	CHECK_OK(lseek(held, 4, SEEK_SET) == 4);
	snprintf(link, sizeof link, "fdinfo/%d", 20);
	CHECK_INT(has_text(of(pid, link), "pos:\t4\nflags:\t0"), 1);
	CHECK_OK(lseek(held, 0, SEEK_SET) == 0);
	CHECK_OK(fstat(tell, &st) == 0);
	snprintf(link, sizeof link, "pipe:[%llu]", (unsigned long long)
	    st.st_ino);
	CHECK_STR(link_of(of_fd(pid, tell)), link);
	CHECK_INT(same_file(of_fd(pid, tell), tell), 1);
	CHECK_ERR(readlink(of_fd(pid, 39), link, sizeof link), ENOENT);
}

/* A pipe of another process can be opened, as fuser's kin do. */
static void
check_pipe(pid_t pid, int tell, int from)
{
	int fd;
	char c = 0;

	CHECK_OK((fd = open(of_fd(pid, tell), O_WRONLY)) >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(read(from, &c, 1), 1);
	CHECK_INT(c, 'x');
	close(fd);
}

static void
check_process(pid_t pid, const char *program)
{
	char cwd[4096], want[4200], text[64];
	struct rlimit r;
	int threads = 0, nice;

	CHECK(getcwd(cwd, sizeof cwd - 8) != NULL);
	snprintf(want, sizeof want, "%s/d", cwd);
	CHECK_STR(link_of(of(pid, "cwd")), want);
	CHECK_STR(get_file(of(pid, "cwd/in_it")), "here");
	CHECK_STR(link_of(of(pid, "root")), "/");
	strcpy(want, link_of("/proc/self/exe"));
	CHECK_STR(link_of(of(pid, "exe")), want);
	CHECK_INT(has_text(of(pid, "maps"), want), 1);
	CHECK_INT(has_string(of(pid, "environ"), "HELD=yes it is"), 1);
	CHECK_INT(has_string(of(pid, "cmdline"), program), 1);
	CHECK_INT(has_string(of(pid, "cmdline"), "hold"), 1);
	snprintf(text, sizeof text, "Max open files            %d", FILES);
	CHECK_INT(has_text(of(pid, "limits"), text), 1);
	CHECK_OK(prlimit(pid, RLIMIT_NOFILE, NULL, &r) == 0);
	CHECK(r.rlim_cur == FILES && r.rlim_max == FILES);
	CHECK_INT(has_text(of(pid, "status"), "\nThreads:\t2\n"), 1);
	CHECK_INT(sscanf(strrchr(get_file(of(pid, "stat")), ')'), ") %*c %*d "
	    "%*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %d %d",
	    &nice, &threads), 2);
	CHECK_INT(nice, getpriority(PRIO_PROCESS, (id_t)pid));
	CHECK_INT(threads, 2);
	CHECK_INT(has_text(of(pid, "io"), "rchar: "), 1);
}

/* As top and htop list threads. */
static void
check_threads(pid_t pid)
{
	char what[64], line[32];
	struct dirent *e;
	int n = 0, first = 0;
	DIR *d;

	CHECK_OK((d = opendir(of(pid, "task"))) != NULL);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		n++;
		first += atoi(e->d_name) == pid;
		snprintf(what, sizeof what, "task/%d/status",
		    atoi(e->d_name));
		snprintf(line, sizeof line, "\nPid:\t%d\n", atoi(e->d_name));
		CHECK_INT(has_text(of(pid, what), line), 1);
	}
	closedir(d);
	CHECK_INT(n, 2);
	CHECK_INT(first, 1);
	CHECK_ERR(open(of(pid, "task/1/status"), O_RDONLY), ENOENT);
}

static void
check_holder(char *program)
{
	char number[2][16], *args[] = { program, "hold", number[0], number[1],
	    NULL }, *env[] = { "HELD=yes it is", NULL, NULL };
	int to[2], held, status;
	pid_t pid;
	char c;

	/* What finds the DLL. */
	for (char **e = environ; *e != NULL; e++)
		if (strncmp(*e, "PATH=", 5) == 0)
			env[1] = *e;
	CHECK_OK(pipe(to) == 0 && (held = open("held", O_RDONLY)) >= 0);
	snprintf(number[0], sizeof number[0], "%d", to[1]);
	snprintf(number[1], sizeof number[1], "%d", held);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		close(to[0]);
		execve(program, args, env);
		_exit(99);
	}
	CHECK_INT(read(to[0], &c, 1), 1);
	check_fds(pid, to[1], held);
	check_pipe(pid, to[1], to[0]);
	check_process(pid, program);
	check_threads(pid);
	CHECK_OK(kill(pid, SIGKILL) == 0 && waitpid(pid, &status, 0) == pid);
	CHECK_ERR(readlink(of(pid, "cwd"), link_text, sizeof link_text),
	    ENOENT);
	CHECK_ERR(readlink(of_fd(pid, 20), link_text, sizeof link_text),
	    ENOENT);
	CHECK_ERR(open(of(pid, "environ"), O_RDONLY), ENOENT);
	close(to[0]);
	close(to[1]);
	close(held);
}

static void *
is_listed(void *arg)
{
	char name[64];

	snprintf(name, sizeof name, "/proc/self/task/%d/status",
	    (int)gettid());
	CHECK_OK(access(name, R_OK) == 0);
	return arg;
}

static void
check_own_threads(void)
{
	pthread_t t;

	is_listed(NULL);
	CHECK_INT(pthread_create(&t, NULL, is_listed, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static int held_fd;

static int
looks_at_its_parent(void)
{
	close(held_fd);
	CHECK_OK(chdir("d") == 0);
	CHECK_STR(strrchr(link_of(of_fd(getppid(), held_fd)), '/'), "/held");
	CHECK_ERR(readlink(of_fd(getpid(), held_fd), link_text,
	    sizeof link_text), ENOENT);
	CHECK(strcmp(strrchr(link_of(of(getppid(), "cwd")), '/'), "/d") != 0);
	CHECK_STR(strrchr(link_of(of(getpid(), "cwd")), '/'), "/d");
	return 7;
}

#define ROUNDS	100

/* Its parent is always as it is, never as one of its other children. */
static int
looks_on(void)
{
	pid_t parent = getppid();

	nap(1);
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_STR(strrchr(link_of(of_fd(parent, held_fd)), '/'),
		    "/held");
		CHECK(strcmp(strrchr(link_of(of(parent, "cwd")), '/'), "/d")
		    != 0);
	}
	return 0;
}

static int
is_somewhere_else(void)
{
	CHECK_OK(chdir("d") == 0);
	close(held_fd);
	CHECK_INT(open("in_it", O_RDONLY), held_fd);
	for (volatile int i = 0; i < 1000000; i++)
		;
	return 0;
}

static void
check_others_in_place(void)
{
	int status;
	pid_t pid;

	CHECK_OK((held_fd = open("held", O_RDONLY)) >= 0);
	CHECK_INT(in_child(looks_at_its_parent), 7);
	pid = begin(looks_on);
	while (waitpid(pid, &status, WNOHANG) == 0)
		CHECK_INT(in_child(is_somewhere_else), 0);
	CHECK_INT(status, 0);
	close(held_fd);
}

int
main(int argc, char **argv)
{
	if (argc == 4)
		return hold(atoi(argv[2]), atoi(argv[3]));
	CHECK_OK(mkdir("d", 0777) == 0);
	put_file("held", "some text", 0600);
	put_file("d/in_it", "here", 0600);
	check_own_threads();
	check_holder(argv[0]);
	check_others_in_place();
	return 0;
}
