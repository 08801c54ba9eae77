# SPDX-License-Identifier: BSD-2-Clause
(
	lock 9 && echo locked
	exec 8>the.lock
	lock 8 || echo taken
) 9>the.lock
exec 7>the.lock
lock 7 && echo free
