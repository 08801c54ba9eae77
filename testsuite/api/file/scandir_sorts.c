/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

static int
no_dots(const struct dirent *e)
{
	return (e->d_name[0] != '.');
}

int
main(void)
{
	close(open("c", O_WRONLY | O_CREAT, 0666));
	close(open("a", O_WRONLY | O_CREAT, 0666));
	close(open("b", O_WRONLY | O_CREAT, 0666));
	struct dirent **e;
	CHECK_INT(scandir(".", &e, no_dots, alphasort), 3);
	CHECK_STR(e[0]->d_name, "a");
	CHECK_STR(e[2]->d_name, "c");
	CHECK_ERR(scandir("none", &e, no_dots, alphasort), ENOENT);
	return (0);
}
