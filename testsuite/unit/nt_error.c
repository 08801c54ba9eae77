/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/trace.c */
/* What POSIX calls the errors of file systems, servers and the system. */
#include "unit.h"

#include "fake_status.h"

#include "nt/error.c"

uint32_t
GetLastError(void)
{
	return ERROR_ELEVATION_REQUIRED;
}

static void
statuses(void)
{
	CHECK_INT(nt_errno(0), 0);
	CHECK_INT(nt_errno(STATUS_TIMEOUT), 0);
	CHECK_INT(nt_errno(STATUS_OBJECT_NAME_NOT_FOUND), -ENOENT);
	CHECK_INT(nt_errno(STATUS_OBJECT_PATH_NOT_FOUND), -ENOENT);
	CHECK_INT(nt_name_errno(STATUS_OBJECT_PATH_NOT_FOUND), -ENOTDIR);
	CHECK_INT(nt_errno(STATUS_DELETE_PENDING), -ENOENT);
	CHECK_INT(nt_errno(STATUS_SHARING_VIOLATION), -EBUSY);
	CHECK_INT(nt_errno(STATUS_CANNOT_DELETE), -EPERM);
	CHECK_INT(nt_errno(STATUS_EAS_NOT_SUPPORTED), -EOPNOTSUPP);
	/* A redirector's, of a folder in which files are open. */
	CHECK_INT(nt_errno(STATUS_FILES_OPEN), -EBUSY);
	CHECK_INT(nt_errno(STATUS_SECTION_PROTECTION), -EACCES);
	CHECK_INT(nt_errno(STATUS_INVALID_FILE_FOR_SECTION), -ENODEV);
	CHECK_INT(nt_errno(STATUS_NO_SECURITY_ON_OBJECT), -EOPNOTSUPP);
	/*
	 * The connection to a server is lost, and nothing is known of what is
	 * there (MS-SMB2 3.3.5.2.11); a share that was never there is another
	 * thing.
	 */
	CHECK_INT(nt_errno(STATUS_NETWORK_NAME_DELETED), -EIO);
	CHECK_INT(nt_name_errno(STATUS_NETWORK_NAME_DELETED), -EIO);
	CHECK_INT(nt_errno(STATUS_BAD_NETWORK_NAME), -ENOENT);
	/* A link that NT knows and is told not to follow: we do. */
	CHECK_INT(nt_name_errno(STATUS_SYMLINK_CLASS_DISABLED), -ENOTDIR);
}

static void
win32_errors(void)
{
	CHECK_INT(nt_win_errno(ERROR_SUCCESS), 0);
	CHECK_INT(nt_win_errno(ERROR_FILE_NOT_FOUND), -ENOENT);
	/* Programs that want an administrator, or that a policy forbids. */
	CHECK_INT(nt_last_errno(), -EACCES);
	CHECK_INT(nt_win_errno(ERROR_ACCESS_DISABLED_BY_POLICY), -EACCES);
	CHECK_INT(nt_win_errno(ERROR_VIRUS_INFECTED), -EACCES);
	CHECK_INT(nt_win_errno(ERROR_BAD_EXE_FORMAT), -ENOEXEC);
	CHECK_INT(nt_win_errno(ERROR_INVALID_EXE_SIGNATURE), -ENOEXEC);
	CHECK_INT(nt_win_errno(ERROR_NO_SYSTEM_RESOURCES), -ENOMEM);
	CHECK_INT(nt_win_errno(ERROR_NOT_ENOUGH_QUOTA), -ENOMEM);
	CHECK_INT(nt_win_errno(ERROR_BAD_NETPATH), -ENOENT);
	CHECK_INT(nt_win_errno(0xffff), -EIO);
}

int
main(void)
{
	statuses();
	win32_errors();
	return (0);
}
