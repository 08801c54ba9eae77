/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/error.h"

#include <errno.h>

#include "nt/ntdll.h"

/* Names, paths and what an object is. */
static int
errno_of_name(NTSTATUS status)
{
	switch (status) {
	case STATUS_OBJECT_NAME_NOT_FOUND:
	case STATUS_OBJECT_NAME_INVALID:
	case STATUS_OBJECT_PATH_NOT_FOUND:
	case STATUS_OBJECT_PATH_INVALID:
	case STATUS_OBJECT_PATH_SYNTAX_BAD:
	case STATUS_NO_SUCH_FILE:
	case STATUS_NO_SUCH_DEVICE:
	case STATUS_NO_MEDIA_IN_DEVICE:
	case STATUS_BAD_NETWORK_NAME:
	case STATUS_BAD_NETWORK_PATH:
	case STATUS_DELETE_PENDING:
	case STATUS_FILE_DELETED:
	case STATUS_NOT_FOUND:
	case STATUS_DFS_EXIT_PATH_FOUND:
		return -ENOENT;
	case STATUS_OBJECT_NAME_COLLISION:
	case STATUS_OBJECT_NAME_EXISTS:
		return -EEXIST;
	case STATUS_NOT_A_DIRECTORY:
		return -ENOTDIR;
	case STATUS_FILE_IS_A_DIRECTORY:
		return -EISDIR;
	case STATUS_DIRECTORY_NOT_EMPTY:
		return -ENOTEMPTY;
	case STATUS_NAME_TOO_LONG:
		return -ENAMETOOLONG;
	case STATUS_NOT_SAME_DEVICE:
		return -EXDEV;
	case STATUS_TOO_MANY_LINKS:
		return -EMLINK;
	}
	return 0;
}

/* Shares that want another user, and what a virus scanner keeps back. */
static int
is_refusal(NTSTATUS status)
{
	switch (status) {
	case STATUS_ACCESS_DENIED:
	case STATUS_NETWORK_ACCESS_DENIED:
	case STATUS_LOGON_FAILURE:
	case STATUS_WRONG_PASSWORD:
	case STATUS_PASSWORD_EXPIRED:
	case STATUS_PASSWORD_MUST_CHANGE:
	case STATUS_ACCOUNT_RESTRICTION:
	case STATUS_ACCOUNT_DISABLED:
	case STATUS_ACCOUNT_LOCKED_OUT:
	case STATUS_LOGON_TYPE_NOT_GRANTED:
	case STATUS_NO_SUCH_LOGON_SESSION:
	case STATUS_VIRUS_INFECTED:
	case STATUS_VIRUS_DELETED:
	case STATUS_SECTION_PROTECTION:
		return 1;
	}
	return 0;
}

/* Rights and sharing. */
static int
errno_of_access(NTSTATUS status)
{
	if (is_refusal(status))
		return -EACCES;
	switch (status) {
	case STATUS_CANNOT_DELETE:
	case STATUS_PRIVILEGE_NOT_HELD:
	case STATUS_BAD_IMPERSONATION_LEVEL:
	case STATUS_INVALID_OWNER:
		return -EPERM;
	case STATUS_SHARING_VIOLATION:
	case STATUS_DEVICE_BUSY:
	case STATUS_PIPE_BUSY:
	case STATUS_USER_MAPPED_FILE:
	case STATUS_FILES_OPEN:
		return -EBUSY;
	case STATUS_LOCK_NOT_GRANTED:
	case STATUS_FILE_LOCK_CONFLICT:
		return -EAGAIN;
	case STATUS_MEDIA_WRITE_PROTECTED:
		return -EROFS;
	case STATUS_INVALID_HANDLE:
	case STATUS_FILE_CLOSED:
	case STATUS_OBJECT_TYPE_MISMATCH:
		return -EBADF;
	}
	return 0;
}

/* Room, memory and limits. */
static int
errno_of_resource(NTSTATUS status)
{
	switch (status) {
	case STATUS_NO_MEMORY:
	case STATUS_INSUFFICIENT_RESOURCES:
	case STATUS_COMMITMENT_LIMIT:
	case STATUS_PAGEFILE_QUOTA:
	case STATUS_WORKING_SET_QUOTA:
	case STATUS_CONFLICTING_ADDRESSES:
	case STATUS_SECTION_TOO_BIG:
		return -ENOMEM;
	case STATUS_QUOTA_EXCEEDED:
		return -ENOMEM;
	case STATUS_DISK_FULL:
		return -ENOSPC;
	case STATUS_DISK_QUOTA_EXCEEDED:
		return -EDQUOT;
	case STATUS_FILE_TOO_LARGE:
	case STATUS_FILE_SYSTEM_LIMITATION:
		return -EFBIG;
	case STATUS_TOO_MANY_OPENED_FILES:
		return -EMFILE;
	}
	return 0;
}

/* Pipes, devices and calls that do not apply. */
static int
errno_of_io(NTSTATUS status)
{
	switch (status) {
	case STATUS_PIPE_BROKEN:
	case STATUS_PIPE_CLOSING:
	case STATUS_PIPE_DISCONNECTED:
	case STATUS_PIPE_EMPTY:
		return -EPIPE;
	case STATUS_TIMEOUT:
	case STATUS_IO_TIMEOUT:
		return -ETIMEDOUT;
	case STATUS_CANCELLED:
		return -EINTR;
	case STATUS_ACCESS_VIOLATION:
	case STATUS_INVALID_USER_BUFFER:
	case STATUS_DATATYPE_MISALIGNMENT:
		return -EFAULT;
	case STATUS_INVALID_PARAMETER:
	case STATUS_INVALID_INFO_CLASS:
	case STATUS_INFO_LENGTH_MISMATCH:
		return -EINVAL;
	case STATUS_INVALID_DEVICE_REQUEST:
	case STATUS_INVALID_LEVEL:
	case STATUS_NOT_SUPPORTED:
	case STATUS_NOT_IMPLEMENTED:
	case STATUS_EAS_NOT_SUPPORTED:
	case STATUS_NO_SECURITY_ON_OBJECT:
		return -EOPNOTSUPP;
	case STATUS_INVALID_FILE_FOR_SECTION:
		return -ENODEV;
	case STATUS_ILLEGAL_FUNCTION:
		return -ESPIPE;
	case STATUS_DEVICE_NOT_READY:
	case STATUS_DEVICE_DOES_NOT_EXIST:
	case STATUS_DEVICE_NOT_CONNECTED:
	case STATUS_UNRECOGNIZED_VOLUME:
	case STATUS_VOLUME_DISMOUNTED:
	case STATUS_WRONG_VOLUME:
		return -ENXIO;
	case STATUS_RETRY:
	case STATUS_REQUEST_NOT_ACCEPTED:
		return -EAGAIN;
	case STATUS_FILE_INVALID:
		return -ESTALE;
	}
	return -EIO;
}

int
nt_errno(uint32_t code)
{
	NTSTATUS status = (NTSTATUS)code;
	int e;

	if (status >= 0)
		return 0;
	if ((e = errno_of_name(status)) != 0)
		return e;
	if ((e = errno_of_access(status)) != 0)
		return e;
	if ((e = errno_of_resource(status)) != 0)
		return e;
	return errno_of_io(status);
}

int
nt_name_errno(uint32_t code)
{
	switch ((NTSTATUS)code) {
	case STATUS_OBJECT_PATH_NOT_FOUND:
	case STATUS_OBJECT_PATH_SYNTAX_BAD:
	case STATUS_IO_REPARSE_TAG_NOT_HANDLED:
	case STATUS_REPARSE_POINT_NOT_RESOLVED:
	case STATUS_STOPPED_ON_SYMLINK:
	case STATUS_SYMLINK_CLASS_DISABLED:
		return -ENOTDIR;
	}
	return nt_errno(code);
}

/* Why a program is not started. */
static int
errno_of_start(uint32_t code)
{
	switch (code) {
	case ERROR_ELEVATION_REQUIRED:
	case ERROR_ACCESS_DISABLED_BY_POLICY:
	case ERROR_VIRUS_INFECTED:
	case ERROR_VIRUS_DELETED:
		return -EACCES;
	case ERROR_INVALID_EXE_SIGNATURE:
	case ERROR_EXE_MARKED_INVALID:
		return -ENOEXEC;
	case ERROR_NO_SYSTEM_RESOURCES:
	case ERROR_NOT_ENOUGH_QUOTA:
	case ERROR_PAGEFILE_QUOTA:
	case ERROR_WORKING_SET_QUOTA:
		return -ENOMEM;
	case ERROR_BAD_NETPATH:
	case ERROR_BAD_NET_NAME:
		return -ENOENT;
	}
	return -EIO;
}

/* Accounts that may not log on; and what is known of few calls. */
static int
rare_errno(uint32_t code)
{
	switch (code) {
	case ERROR_LOGON_FAILURE:
	case ERROR_ACCOUNT_RESTRICTION:
	case ERROR_INVALID_LOGON_HOURS:
	case ERROR_INVALID_WORKSTATION:
	case ERROR_PASSWORD_EXPIRED:
	case ERROR_ACCOUNT_DISABLED:
	case ERROR_ACCOUNT_EXPIRED:
	case ERROR_PASSWORD_MUST_CHANGE:
	case ERROR_ACCOUNT_LOCKED_OUT:
	case ERROR_LOGON_TYPE_NOT_GRANTED:
		return -EACCES;
	case ERROR_WRITE_PROTECT:
		return -EROFS;
	case ERROR_TOO_MANY_LINKS:
		return -EMLINK;
	case ERROR_NOT_READY:
		return -ENXIO;
	case ERROR_INVALID_FUNCTION:
		return -EOPNOTSUPP;
	}
	return errno_of_start(code);
}

int
nt_win_errno(uint32_t code)
{
	switch (code) {
	case ERROR_SUCCESS:
		return 0;
	case ERROR_FILE_NOT_FOUND:
	case ERROR_PATH_NOT_FOUND:
	case ERROR_INVALID_DRIVE:
	case ERROR_INVALID_NAME:
	case ERROR_BAD_PATHNAME:
	case ERROR_MOD_NOT_FOUND:
		return -ENOENT;
	case ERROR_TOO_MANY_OPEN_FILES:
		return -EMFILE;
	case ERROR_ACCESS_DENIED:
		return -EACCES;
	case ERROR_INVALID_HANDLE:
		return -EBADF;
	case ERROR_NOT_ENOUGH_MEMORY:
	case ERROR_OUTOFMEMORY:
	case ERROR_COMMITMENT_LIMIT:
	case ERROR_INVALID_ADDRESS:
		return -ENOMEM;
	case ERROR_BAD_EXE_FORMAT:
	case ERROR_EXE_MACHINE_TYPE_MISMATCH:
		return -ENOEXEC;
	case ERROR_SHARING_VIOLATION:
	case ERROR_BUSY:
		return -EBUSY;
	case ERROR_BROKEN_PIPE:
	case ERROR_NO_DATA:
		return -EPIPE;
	case ERROR_DISK_FULL:
	case ERROR_HANDLE_DISK_FULL:
		return -ENOSPC;
	case ERROR_FILE_EXISTS:
	case ERROR_ALREADY_EXISTS:
		return -EEXIST;
	case ERROR_INVALID_PARAMETER:
		return -EINVAL;
	case ERROR_NOACCESS:
		return -EFAULT;
	case ERROR_FILENAME_EXCED_RANGE:
		return -ENAMETOOLONG;
	case ERROR_PRIVILEGE_NOT_HELD:
		return -EPERM;
	case ERROR_NOT_SUPPORTED:
	case ERROR_CALL_NOT_IMPLEMENTED:
		return -EOPNOTSUPP;
	}
	return rare_errno(code);
}

int
nt_last_errno(void)
{
	return nt_win_errno(GetLastError());
}
